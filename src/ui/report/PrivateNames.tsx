import type { JSX } from 'preact';
import { listed } from '#locale/forms.ts';
import { NAME_STATES, PRIVATE_NAMES } from '#locale/report.ts';
import type { LogReport } from '../../model/report.ts';
import { Breakable } from '../Breakable.tsx';
import { Mark } from './Verdict.tsx';

/** The names of a private endpoint's list, each with what was answered for it. */
export function PrivateNames({ report }: { readonly report: LogReport }): JSX.Element | null {
  const { privateNames = [], probes } = report;
  if (privateNames.length === 0) return null;
  const lineOf = new Map(probes.map(({ id, evidence, lines }) => [id, evidence?.line ?? lines[0]]));
  const { name, answered, server, result, none } = PRIVATE_NAMES;
  return (
    <section id="private-names" aria-labelledby="private-names-title">
      <h2 id="private-names-title">{PRIVATE_NAMES.title}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={PRIVATE_NAMES.title}>
        <table class="stack">
          <thead>
            <tr>
              {[name, PRIVATE_NAMES.listed, answered, server, result].map((title) => (
                <th scope="col" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {privateNames.map((one) => {
              const { kind, word } = NAME_STATES[one.state];
              const line = one.probe === null ? undefined : lineOf.get(one.probe);
              const answer = one.answered.length === 0 ? none : listed(one.answered);
              return (
                <tr key={one.name} class={kind === 'ng' ? 'row-ng' : ''}>
                  <th scope="row" class="mono">
                    <a href={`#L${one.line}`}>
                      <Breakable text={one.name} />
                    </a>
                  </th>
                  <td>
                    <b class="k">{PRIVATE_NAMES.listed}</b>
                    <span class="mono">{listed(one.addresses)}</span>
                  </td>
                  <td>
                    <b class="k">{answered}</b>
                    <span class="mono">{line === undefined ? answer : <a href={`#L${line}`}>{answer}</a>}</span>
                  </td>
                  <td>
                    <b class="k">{server}</b>
                    <span class="mono">{one.server ?? none}</span>
                  </td>
                  <td>
                    <b class="k">{result}</b>
                    <Mark kind={kind} text={word} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
