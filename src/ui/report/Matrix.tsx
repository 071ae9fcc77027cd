import type { JSX } from 'preact';
import type { ConnectionReport } from '../../model/report.ts';
import { hostWord, VERDICTS } from '../../report/words.ts';
import { Host, Mark } from './Verdict.tsx';

interface MatrixProps {
  readonly reports: readonly ConnectionReport[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

/** Several machines side by side: endpoints down, machines across; each column opens its report. */
export function Matrix({ reports, chosen, onChoose }: MatrixProps): JSX.Element {
  const names = reports.map(({ machine, source }) => machine.hostname ?? source.name);
  const keys = [...new Set(reports.flatMap(({ endpoints }) => endpoints.map(({ host, port }) => `${host}\n${port}`)))];
  return (
    <section id="machines" aria-labelledby="machines-title">
      <h2 id="machines-title">
        マシンの一覧 <small class="num">{reports.length} 件</small>
      </h2>
      <div class="scroll" tabIndex={0} role="region" aria-label="マシンとエンドポイントの表">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">宛先</th>
              {reports.map((report, index) => (
                <th scope="col" key={index}>
                  <button
                    type="button"
                    class="btn"
                    aria-pressed={index === chosen}
                    onClick={() => {
                      onChoose(index);
                    }}
                  >
                    <Mark kind={report.tone} text={names[index] ?? ''} />
                    {isRepeated(names, index) && <small class="mono">{report.source.name}</small>}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => {
              const [host = '', port = ''] = key.split('\n');
              return (
                <tr key={key}>
                  <th scope="row" class="host">
                    <Host name={hostWord(host)} />:{port}
                  </th>
                  {reports.map((report, index) => {
                    const found = report.endpoints.find(
                      (endpoint) => endpoint.host === host && endpoint.port === Number(port),
                    );
                    const { kind, word } = VERDICTS[found?.verdict ?? 'not_run'];
                    return (
                      <td key={index}>
                        <Mark kind={kind} text={word} />
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Logs of one machine, or of machines with one name, are told apart by their files. */
function isRepeated(names: readonly string[], index: number): boolean {
  const name = names[index] ?? '';
  return names.indexOf(name) !== names.lastIndexOf(name);
}
