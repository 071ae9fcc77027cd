import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Endpoint } from '../../model/endpoint.ts';
import type { ConnectionReport } from '../../model/report.ts';
import { ENDPOINT_COLUMNS } from '../../locales/ja/report.ts';
import { badness, endpointCells } from '../../report/endpoint-cells.ts';
import { toTsv } from '../../text/cells.ts';
import { dnsWord, hostWord, httpsWord, tcpWord, VERDICTS } from '../../report/words.ts';
import { Host, Mark } from './Verdict.tsx';

type Column = 'order' | (typeof ENDPOINT_COLUMNS)[number][0];

/** Every endpoint with its layers; filter, sort and copy. */
export function EndpointTable({ report }: { readonly report: ConnectionReport }): JSX.Element {
  const [filter, setFilter] = useState('');
  const [verdict, setVerdict] = useState('');
  const [sort, setSort] = useState<{ column: Column; down: boolean }>({ column: 'order', down: false });
  const [copied, setCopied] = useState('');
  const shown = report.endpoints
    .filter(
      (endpoint) =>
        (verdict === '' || endpoint.verdict === verdict) && endpoint.host.toLowerCase().includes(filter.toLowerCase()),
    )
    .sort((a, b) => compare(a, b, sort.column) * (sort.down ? -1 : 1));
  const text = toTsv([ENDPOINT_COLUMNS.map(([, title]) => title), ...shown.map(endpointCells)]);
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(text);
    });
  };
  return (
    <section id="endpoints" aria-labelledby="endpoints-title">
      <h2 id="endpoints-title">
        エンドポイント <small class="num">{report.endpoints.length} 件</small>
      </h2>
      <div class="filters">
        <label>
          宛先{' '}
          <input
            type="search"
            value={filter}
            onInput={(event) => {
              setFilter(event.currentTarget.value);
            }}
          />
        </label>
        <label>
          判定{' '}
          <select
            value={verdict}
            onChange={(event) => {
              setVerdict(event.currentTarget.value);
            }}
          >
            <option value="">すべて</option>
            {(['unreachable', 'indeterminate', 'not_run', 'reachable'] as const).map((value) => (
              <option key={value} value={value}>
                {VERDICTS[value].word}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="btn" onClick={copy}>
          {copied === text ? 'コピー済み' : '表をコピー'}
        </button>
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-label="エンドポイントの表">
        <table class="stack">
          <thead>
            <tr>
              {ENDPOINT_COLUMNS.map(([column, title]) => (
                <th
                  scope="col"
                  key={column}
                  aria-sort={sort.column === column ? (sort.down ? 'descending' : 'ascending') : 'none'}
                >
                  <button
                    type="button"
                    class="sort"
                    onClick={() => {
                      setSort({ column, down: sort.column === column && !sort.down });
                    }}
                  >
                    {title}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((endpoint) => (
              <Row key={`${endpoint.host}:${endpoint.port}`} endpoint={endpoint} report={report} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p class="hint">条件に合う宛先はありません。</p>}
      </div>
    </section>
  );
}

function Row({ endpoint, report }: { readonly endpoint: Endpoint; readonly report: ConnectionReport }): JSX.Element {
  const layers = [
    ['DNS', dnsWord(endpoint), endpoint.dns.probe],
    ['TCP', tcpWord(endpoint), endpoint.tcp.probe],
    ['HTTPS', httpsWord(endpoint), endpoint.https.probe],
    ['判定', { kind: VERDICTS[endpoint.verdict].kind, text: VERDICTS[endpoint.verdict].word }, endpoint.decidedBy],
  ] as const;
  return (
    <tr class={endpoint.verdict === 'unreachable' ? 'row-ng' : ''}>
      <th scope="row" class="host">
        <Host name={hostWord(endpoint.host)} />
      </th>
      <td>
        <b class="k">ポート</b>
        <span class="num">{endpoint.port}</span>
      </td>
      {layers.map(([title, { kind, text }, probe]) => {
        const line = report.probes.find(({ id }) => id === probe)?.evidence?.line;
        return (
          <td key={title}>
            <b class="k">{title}</b>
            {line === undefined ? (
              <Mark kind={kind} text={text} />
            ) : (
              <a class="proof" href={`#L${line}`} title={`${line} 行目`}>
                <Mark kind={kind} text={text} />
              </a>
            )}
          </td>
        );
      })}
    </tr>
  );
}

function compare(a: Endpoint, b: Endpoint, column: Column): number {
  switch (column) {
    case 'order':
      return 0;
    case 'host':
      return a.host.localeCompare(b.host);
    case 'port':
      return a.port - b.port;
    case 'verdict':
      return badness(a.verdict) - badness(b.verdict);
    default:
      return textOf(a, column).localeCompare(textOf(b, column), 'ja');
  }
}

function textOf(endpoint: Endpoint, column: 'dns' | 'tcp' | 'https'): string {
  return { dns: dnsWord, tcp: tcpWord, https: httpsWord }[column](endpoint).text;
}
