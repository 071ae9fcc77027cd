import type { JSX } from 'preact';
import type { AccountRule } from '../../knowledge/types.ts';
import { PATH } from '#locale/view.ts';
import type { LogReport } from '../../model/report.ts';
import type { ProxyAccount } from '../../model/settings.ts';
import { proxyAccountWord } from '../../report/words.ts';

/** Which account goes by which proxy, beside the ways; nothing where no account is set to any. */
export function ProxyLine({
  report: { proxy },
  accounts,
}: {
  readonly report: LogReport;
  readonly accounts: readonly AccountRule[];
}): JSX.Element | null {
  if (proxy.accounts.every(({ enabled, script }) => !enabled && script === null)) return null;
  return (
    <ul class="path-proxies" aria-label={PATH.proxies}>
      <li aria-hidden="true">{PATH.proxies}:</li>
      {proxy.accounts.map((entry, index) => (
        <li key={index}>
          {accounts.find(({ id }) => id === entry.account)?.name ?? entry.account}{' '}
          <a class="mono" href={`#L${entry.line}`}>
            {placeOf(entry)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function placeOf(entry: ProxyAccount): string {
  const { enabled, server, script } = entry;
  return (enabled ? server : null) ?? script ?? proxyAccountWord(entry).text;
}
