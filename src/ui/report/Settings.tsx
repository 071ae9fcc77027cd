import type { JSX } from 'preact';
import type { AccountRule } from '../../knowledge/types.ts';
import { listed } from '#locale/forms.ts';
import { NETWORK } from '#locale/settings.ts';
import { SETTINGS } from '#locale/view.ts';
import type { LogReport } from '../../model/report.ts';
import type { NetworkSettings } from '../../model/settings.ts';
import { runTime } from '../../report/machine.ts';
import { ENCODINGS, proxyWord } from '../../report/words.ts';
import { bytesText } from '../../text/bytes.ts';
import { ProxyTable } from './ProxyTable.tsx';
import { TlsTable } from './TlsTable.tsx';

/** What the log shows of the network, each with the line that shows it. */
function networkRows({ defaultRoute, dnsServers, outbound }: NetworkSettings): [string, JSX.Element][] {
  const at = (line: number, word: string): JSX.Element => <a href={`#L${line}`}>{word}</a>;
  const rows: [string, JSX.Element][] = [];
  if (defaultRoute !== null)
    rows.push([NETWORK.defaultRoute, at(defaultRoute.line, defaultRoute.present ? NETWORK.present : NETWORK.missing)]);
  const [server] = dnsServers;
  if (server !== undefined)
    rows.push([NETWORK.dnsServers, at(server.line, listed(dnsServers.map(({ address }) => address)))]);
  const blocking = outbound.filter(({ action }) => action !== 'accept');
  const [rule] = blocking;
  if (rule !== undefined) rows.push([NETWORK.blocking, at(rule.line, NETWORK.rules(blocking.length))]);
  return rows;
}

/** What the log shows of the machine and of its settings. */
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
    [SETTINGS.addresses, machine.addresses.length === 0 ? null : listed(machine.addresses)],
    [SETTINGS.startedAt, runTime(report)],
    ...networkRows(report.network),
    [SETTINGS.file, `${source.name} (${listed([bytesText(source.bytes), ENCODINGS[source.encoding]])})`],
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
