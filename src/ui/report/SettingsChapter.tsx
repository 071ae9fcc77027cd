import type { JSX } from 'preact';
import { SETTINGS } from '#locale/view.ts';
import type { AccountRule } from '../../knowledge/types.ts';
import type { LogReport } from '../../model/report.ts';
import { proxyWord } from '../../report/words.ts';
import { ProxyTable } from './ProxyTable.tsx';
import { TlsTable } from './TlsTable.tsx';

interface Props {
  readonly report: LogReport;
  readonly accounts: readonly AccountRule[];
  /** `proxy`, `tls`, or null for whatever the log shows. */
  readonly part: string | null;
  readonly linePrefix: string | null;
}

/** The settings of a log as an article shows them: of its example, or of the reader's own log. */
export function SettingsChapter({ report, accounts, part, linePrefix }: Props): JSX.Element {
  const { proxy, tls, tlsShown } = report;
  return (
    <>
      {part !== 'tls' &&
        (proxy.accounts.length > 0 ? (
          <ProxyTable accounts={proxy.accounts} rules={accounts} linePrefix={linePrefix} />
        ) : (
          part === 'proxy' && (
            <p>
              {SETTINGS.proxy}: {proxyWord(report)}
            </p>
          )
        ))}
      {part !== 'proxy' && (tlsShown ? <TlsTable tls={tls} /> : part === 'tls' && <p>{SETTINGS.noTls}</p>)}
    </>
  );
}
