import type { JSX } from 'preact';
import type { AccountRule } from '../../knowledge/types.ts';
import { SETTINGS } from '../../locales/ja/view.ts';
import type { LogReport } from '../../model/report.ts';
import { runTime } from '../../report/machine.ts';
import { ENCODINGS, proxyWord } from '../../report/words.ts';
import { bytesText } from '../../text/bytes.ts';
import { ProxyTable } from './ProxyTable.tsx';
import { TlsTable } from './TlsTable.tsx';

/** What the log shows of the machine; null where it shows nothing of it. */
export function Settings({
  report,
  accounts,
}: {
  readonly report: LogReport;
  readonly accounts: readonly AccountRule[];
}): JSX.Element {
  const { machine, complete, proxy, source, tls, tlsShown } = report;
  const proxies = proxyWord(report);
  const rows: [string, string | JSX.Element | null][] = [
    [SETTINGS.proxy, proxy.line === null ? proxies : <a href={`#L${proxy.line}`}>{proxies}</a>],
    [SETTINGS.hostname, machine.hostname],
    [SETTINGS.os, machine.os],
    [SETTINGS.addresses, machine.addresses.length === 0 ? null : machine.addresses.join('、')],
    [SETTINGS.startedAt, runTime(report)],
    [SETTINGS.file, `${source.name} (${bytesText(source.bytes)}、${ENCODINGS[source.encoding]})`],
  ];
  // a script ran only where its own announcements were read
  if (report.script) rows.push([SETTINGS.script, complete ? SETTINGS.complete(machine.durationSeconds) : SETTINGS.cut]);
  return (
    <section id="settings" aria-labelledby="settings-title">
      <h2 id="settings-title">{SETTINGS.title}</h2>
      <dl class="facts">
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value ?? SETTINGS.none}</dd>
          </div>
        ))}
      </dl>
      {proxy.accounts.length > 0 && (
        <>
          <h3>{SETTINGS.accounts}</h3>
          <ProxyTable accounts={proxy.accounts} rules={accounts} linePrefix="L" />
        </>
      )}
      {Object.keys(tls).length > 0 && (
        <>
          <h3>{SETTINGS.tls}</h3>
          {tlsShown ? <TlsTable tls={tls} /> : <p>{SETTINGS.noTls}</p>}
        </>
      )}
    </section>
  );
}
