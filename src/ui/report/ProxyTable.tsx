import type { JSX } from 'preact';
import { PROXY_TABLE } from '#locale/settings-tables.ts';
import type { AccountRule } from '../../knowledge/types.ts';
import type { ProxyAccount } from '../../model/settings.ts';
import { proxyAccountWord } from '../../report/words.ts';
import { Breakable } from '../Breakable.tsx';
import { Mark } from './Verdict.tsx';

interface Props {
  readonly accounts: readonly ProxyAccount[];
  readonly rules: readonly AccountRule[];
  /** Prefix of the ids of the log's lines; null where the lines are not shown. */
  readonly linePrefix: string | null;
}

/** The proxy of each account of a Windows log, with what uses it. */
export function ProxyTable({ accounts, rules, linePrefix }: Props): JSX.Element {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={PROXY_TABLE.label}>
      <table class="stack settings-table">
        <thead>
          <tr>
            <th scope="col">{PROXY_TABLE.account}</th>
            <th scope="col">{PROXY_TABLE.state}</th>
            <th scope="col">{PROXY_TABLE.server}</th>
            <th scope="col">{PROXY_TABLE.bypass}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((entry, index) => {
            const rule = rules.find(({ id }) => id === entry.account);
            const word = proxyAccountWord(entry);
            return (
              <tr key={`${entry.account}-${index}`}>
                <th scope="row">
                  {linePrefix === null ? rule?.name : <a href={`#${linePrefix}${entry.line}`}>{rule?.name}</a>}
                  <small class="mono">{rule?.technical}</small>
                  <small>{rule?.use}</small>
                </th>
                <td>
                  <b class="k">{PROXY_TABLE.state}</b>
                  <Mark kind={word.kind} text={word.text} />
                </td>
                <td>
                  <b class="k">{PROXY_TABLE.server}</b>
                  <span class="mono">
                    <Breakable text={entry.server ?? entry.script ?? '–'} />
                  </span>
                </td>
                <td>
                  <b class="k">{PROXY_TABLE.bypass}</b>
                  <span class="mono">
                    <Breakable text={entry.bypass.length === 0 ? '–' : entry.bypass.join('; ')} />
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
