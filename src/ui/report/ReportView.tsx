import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import {
  caution,
  FINDINGS_HINT,
  FINDINGS_TITLE,
  MESSAGES_TITLE,
  linesWord,
  times,
  UNREAD_HINT,
  UNREAD_TITLE,
  UNSEEN,
  unseenReason,
} from '../../locales/ja/report.ts';
import { leftOutSentence } from '../../locales/ja/limits.ts';
import type { AccountRule, FormatDefinition, ReportEvidence } from '../../knowledge/types.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import type { ConnectionReport, LogReport } from '../../model/report.ts';
import {
  CONFIDENCES,
  ENCODINGS,
  proxyWord,
  SERVICE_STATUSES,
  VERDICTS,
  WORKLOAD_STATUSES,
} from '../../report/words.ts';
import { toolWord } from '../../report/tool-word.ts';
import type { Explanation } from '../../signatures/explain.ts';
import { bytesText } from '../../text/bytes.ts';
import type { LineSource } from '../../text/lines.ts';
import { AnnotatedLog, type AnnotatedLogProps } from './AnnotatedLog.tsx';
import { EndpointTable } from './EndpointTable.tsx';
import { Actions } from './Actions.tsx';
import { Command } from './Command.tsx';
import type { MaskState } from './MaskPanel.tsx';
import { ProxyTable } from './ProxyTable.tsx';
import { TlsTable } from './TlsTable.tsx';
import { Mark, TONES } from './Verdict.tsx';

export interface ReportViewProps {
  /** As it may leave the page: masked, or without its secrets. */
  readonly report: LogReport;
  /** As the page shows them: as pasted, or masked. */
  readonly lines: LineSource;
  /** As they may leave the page. */
  readonly outgoing: LineSource;
  readonly marks?: AnnotatedLogProps['marks'];
  readonly printed?: AnnotatedLogProps['printed'];
  readonly mask: MaskState;
  /** Known messages in a text that is no log. */
  readonly messages?: readonly Explanation[];
  readonly meanings: AnnotatedLogProps['meanings'];
  readonly terms?: AnnotatedLogProps['terms'];
  /** Address of a page of this site. */
  readonly href: (path: string) => string;
  readonly formats: readonly FormatDefinition[];
  /** Which evidence list a report leads to. */
  readonly evidence: ReportEvidence;
  readonly accounts: readonly AccountRule[];
  /** Reads the source again in the format that the reader chose. */
  readonly onFormat?: (format: string) => void;
}

/** A whole report, from the conclusion to the lines that prove it. */
export function ReportView(props: ReportViewProps): JSX.Element {
  const { report, href } = props;
  // the conclusion is painted first; the log, by far the longest part, follows in the next frame
  const [whole, setWhole] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() =>
      setTimeout(() => {
        setWhole(true);
      }),
    );
    return () => {
      cancelAnimationFrame(frame);
    };
  }, []);
  return (
    <div class="report">
      <div class="report-main">
        <SourceLine {...props} />
        {(report.leftOut ?? []).map((left, index) => (
          <p class="hint" key={index}>
            {leftOutSentence(left)}
          </p>
        ))}
        <Conclusion {...props} />
        <Actions {...props} />
        {report.format === 'unknown' ? (
          <>
            <Findings {...props} />
            {report.findings.length === 0 && <Messages {...props} />}
            <Help href={href} />
          </>
        ) : (
          <>
            <Causes {...props} />
            <Impact {...props} />
            <EndpointTable report={report} />
            <Findings {...props} />
            <UnreadCommands {...props} />
            <Settings {...props} />
          </>
        )}
        <section id="log" aria-labelledby="log-title">
          <h2 id="log-title">
            注釈つきログ <small>判定に関わらない行は折りたたんでいます</small>
          </h2>
          {whole ? (
            <AnnotatedLog {...props} pageOf={(id) => href(`/signatures/${id}/`)} />
          ) : (
            <p class="hint">ログを並べています。</p>
          )}
        </section>
      </div>
      <Rail {...props} />
    </div>
  );
}

function SourceLine({ report, formats, onFormat }: ReportViewProps): JSX.Element {
  const { source, recognised } = report;
  return (
    <div class="source">
      <span class="mono">{source.name}</span>
      <span class="chip num">
        {source.lines.toLocaleString('ja-JP')} 行・{bytesText(source.bytes)}・{ENCODINGS[source.encoding]}
      </span>
      <details class="why">
        <summary class="chip">{recognised.title}</summary>
        <div class="why-body">
          <p>{recognised.chosenByReader ? '読み手が選んだ形式です。' : 'この形式と判断した理由です。'}</p>
          {recognised.because.length === 0 ? (
            <p>スクリプトの目印がないため、コマンドの出力として読みました。</p>
          ) : (
            <ul>
              {recognised.because.slice(0, 6).map(({ line }) => (
                <li key={line}>
                  <a href={`#L${line}`}>{line} 行目</a>の見出しが、この形式の目印です。
                </li>
              ))}
            </ul>
          )}
          {onFormat !== undefined && (
            <label>
              別の形式として読む{' '}
              <select
                value={report.format}
                onChange={(event) => {
                  onFormat(event.currentTarget.value);
                }}
              >
                {report.format === 'unknown' && <option value="unknown">選択してください</option>}
                {formats.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
      </details>
    </div>
  );
}

/** The sentence that answers first. */
export function Conclusion({ report }: { readonly report: ConnectionReport }): JSX.Element {
  const { tone } = report;
  const open = caution(report);
  const [root] = report.diagnosis;
  return (
    <div class={`verdict verdict-${tone}`}>
      <span class="verdict-mark" aria-hidden="true">
        {TONES[tone]}
      </span>
      <h1 id="conclusion" tabIndex={-1}>
        {root?.title ?? ''}
      </h1>
      <p>{root?.summary ?? ''}</p>
      {open !== null && <p class="verdict-open">{open}</p>}
      {report.endpoints.length > 0 && <Tally endpoints={report.endpoints} />}
    </div>
  );
}

function Tally({ endpoints }: { readonly endpoints: readonly Endpoint[] }): JSX.Element {
  const count = (verdict: Endpoint['verdict']): number =>
    endpoints.filter((endpoint) => endpoint.verdict === verdict).length;
  const shown = (['reachable', 'unreachable', 'indeterminate', 'not_run'] as const).map((verdict) => ({
    verdict,
    n: count(verdict),
  }));
  return (
    <div class="tally num">
      <span class="cells" aria-hidden="true">
        {endpoints.map(({ host, port, verdict }) => (
          <i key={`${host}:${port}`} class={`cell-${VERDICTS[verdict].kind}`} />
        ))}
      </span>
      {shown
        .filter(({ verdict, n }) => n > 0 || verdict !== 'not_run')
        .map(({ verdict, n }) => (
          <span key={verdict}>
            {VERDICTS[verdict].word} {n}
          </span>
        ))}
    </div>
  );
}

interface CausesProps {
  readonly report: ConnectionReport;
  readonly href: ReportViewProps['href'];
}

/** The root causes with their next steps. */
export function Causes({ report, href }: CausesProps): JSX.Element {
  return (
    <section id="cause" aria-labelledby="cause-title">
      <h2 id="cause-title">
        根本原因の候補 <small>確からしい順</small>
      </h2>
      {report.diagnosis.map((entry, index) => (
        <Cause key={`${entry.id}-${index}`} entry={entry} index={index} report={report} href={href} />
      ))}
    </section>
  );
}

function Cause({
  entry,
  index,
  report,
  href,
}: CausesProps & {
  readonly entry: Diagnosis;
  readonly index: number;
}): JSX.Element {
  const found = entry.because.flatMap((id) => report.probes.find((probe) => probe.id === id)?.evidence?.line ?? []);
  const evidence = [...new Set(found)].slice(0, 6);
  return (
    <div class="cause">
      <b aria-hidden="true">{index + 1}</b>
      <div>
        <h3>
          {entry.name} <span class={`sure sure-${entry.confidence}`}>{CONFIDENCES[entry.confidence]}</span>
        </h3>
        <p class="cause-why">
          {entry.why}
          {evidence.length > 0 && (
            <>
              {' '}
              根拠:{' '}
              {evidence.map((line, at) => (
                <span key={line}>
                  {at > 0 && '・'}
                  <a href={`#L${line}`}>{line} 行目</a>
                </span>
              ))}
            </>
          )}
        </p>
        <ol>
          {entry.steps.map(({ text, command, platform }) => (
            <li key={`${platform} ${text} ${command ?? ''}`}>
              {text}
              {command !== null && <Command text={command} />}
            </li>
          ))}
        </ol>
        <a class="cause-more" href={href(`/diagnoses/${entry.id}/`)}>
          この原因の説明
        </a>
      </div>
    </div>
  );
}

function Impact({ report }: ReportViewProps): JSX.Element {
  const columns = report.services.filter(({ id }) => report.workloads.some(({ needs }) => needs.includes(id)));
  // the VM backup, which needs none of the other services, is told each time: readers look for it first
  const told = report.workloads.filter(({ status, needs }) => status === 'affected' || needs.includes('platform'));
  return (
    <section id="impact" aria-labelledby="impact-title">
      <h2 id="impact-title">
        影響 <small>どのバックアップに関わるか</small>
      </h2>
      <div class="scroll" tabIndex={0} role="region" aria-label="シナリオとサービスの表">
        <table class="stack impact">
          <thead>
            <tr>
              <th scope="col">シナリオ</th>
              {columns.map(({ id, short }) => (
                <th scope="col" key={id}>
                  {short}
                </th>
              ))}
              <th scope="col">結果</th>
            </tr>
          </thead>
          <tbody>
            {report.workloads.map(({ id, name, status, needs, ...workload }) => (
              <tr key={id} class={status === 'affected' ? 'row-ng' : ''}>
                <th scope="row">{name}</th>
                {columns.map((service) => (
                  <td key={service.id} class={needs.includes(service.id) ? undefined : 'needless'}>
                    <b class="k">{service.short}</b>
                    {needs.includes(service.id) ? (
                      <Mark kind={SERVICE_STATUSES[service.status].kind} text={SERVICE_STATUSES[service.status].word} />
                    ) : (
                      <Mark kind="no" text="不要" />
                    )}
                  </td>
                ))}
                <td>
                  <b class="k">結果</b>
                  {status === 'unknown' ? (
                    <Mark
                      kind={workload.tested ? 'un' : 'no'}
                      text={UNSEEN[unseenReason({ id, name, status, needs, ...workload })]}
                    />
                  ) : (
                    <Mark kind={WORKLOAD_STATUSES[status].kind} text={WORKLOAD_STATUSES[status].word} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul class="hint notes">
        {told.map(({ id, name, note }) => (
          <li key={id}>
            {name}: {note}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Settings({ report, accounts }: ReportViewProps): JSX.Element {
  const { machine, complete, proxy, tls, tlsShown } = report;
  const rows: [string, string | JSX.Element][] = [
    ['プロキシ', proxy.line === null ? proxyWord(report) : <a href={`#L${proxy.line}`}>{proxyWord(report)}</a>],
    ['ホスト名', machine.hostname ?? '記録なし'],
    ['OS', machine.os ?? '記録なし'],
    ['IP アドレス', machine.addresses.length === 0 ? '記録なし' : machine.addresses.join('、')],
    ['実行日時', machine.startedAt ?? '記録なし'],
  ];
  // a script ran only where its own announcements were read
  if (report.script)
    rows.push([
      'スクリプト',
      complete
        ? `最後まで実行済み${machine.durationSeconds === null ? '' : ` (${machine.durationSeconds} 秒)`}`
        : '途中で終了',
    ]);
  return (
    <section id="settings" aria-labelledby="settings-title">
      <h2 id="settings-title">設定</h2>
      <dl class="facts">
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {proxy.accounts.length > 0 && (
        <>
          <h3>アカウントごとのプロキシ</h3>
          <ProxyTable accounts={proxy.accounts} rules={accounts} linePrefix="L" />
        </>
      )}
      {Object.keys(tls).length > 0 && (
        <>
          <h3>TLS (SCHANNEL)</h3>
          {tlsShown ? <TlsTable tls={tls} /> : <p>このログには、TLS のレジストリの出力がありません。</p>}
        </>
      )}
    </section>
  );
}

/** Known messages that decide no endpoint, with the line on which each stands first. */
function Findings({ report, meanings, href }: ReportViewProps): JSX.Element | null {
  if (report.findings.length === 0) return null;
  return (
    <section id="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">
        {report.format === 'unknown' ? (
          MESSAGES_TITLE
        ) : (
          <>
            {FINDINGS_TITLE} <small>{FINDINGS_HINT}</small>
          </>
        )}
      </h2>
      <ul class="error-list">
        {report.findings.slice(0, MOST_FINDINGS).map(({ signature, verdict, line, count, start }) => (
          <li key={`${signature}-${line}-${start}`}>
            <span class={`v v-${VERDICTS[verdict].kind}`}>{VERDICTS[verdict].word}</span>
            <div>
              <a href={href(`/signatures/${signature}/`)}>{meanings[signature]?.title ?? signature}</a>
              <p>{meanings[signature]?.meaning}</p>
            </div>
            <span class="chip num">
              <a href={`#L${line}`}>{linesWord(line, line)}</a> {times(count)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Findings that the page lists; the JSON has all of them. */
const MOST_FINDINGS = 100;

/** Commands whose output nobody read, so that none is passed over in silence. */
function UnreadCommands({ report }: ReportViewProps): JSX.Element | null {
  if (report.unread.length === 0) return null;
  return (
    <section id="unread" aria-labelledby="unread-title">
      <h2 id="unread-title">
        {UNREAD_TITLE} <small>{UNREAD_HINT}</small>
      </h2>
      <ul>
        {report.unread.slice(0, MOST_FINDINGS).map(({ command, lines: [first, last] }) => (
          <li key={first}>
            <a href={`#L${first}`}>{linesWord(first, last)}</a>: <code>{command.slice(0, 200)}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Messages({ messages = [], href }: ReportViewProps): JSX.Element | null {
  if (messages.length === 0) return null;
  const similar = messages.every((message) => message.similar);
  return (
    <section id="messages" aria-labelledby="messages-title">
      <h2 id="messages-title">{similar ? '似ているメッセージ' : MESSAGES_TITLE}</h2>
      <ul class="error-list">
        {messages
          .filter((message) => similar || !message.similar)
          .map(({ id, title, path, meaning, verdict, tool }) => (
            <li key={id}>
              <span class={`v v-${VERDICTS[verdict].kind}`}>{VERDICTS[verdict].word}</span>
              <div>
                <a href={href(path)}>{title}</a>
                <p>{meaning}</p>
              </div>
              <span class="chip">{toolWord(tool)}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}

function Help({ href }: { readonly href: (path: string) => string }): JSX.Element {
  return (
    <section>
      <h2>読み取れるもの</h2>
      <ul>
        <li>Azure Backup、Site Recovery、Azure Migrate の疎通確認スクリプトが書いたログ (Linux、Windows)</li>
        <li>
          端末で実行した nslookup、nc、curl、Test-NetConnection、Invoke-WebRequest、netsh の出力 (1
          行だけでも構いません)
        </li>
      </ul>
      <p>
        ログの採取の方法は、<a href={href('/guide/run-the-check/')}>疎通確認スクリプトの入手と実行</a>
        を参照してください。エラーの文字列だけが分かる場合は、検索 (Ctrl K) を使ってください。
      </p>
    </section>
  );
}

function Rail({ report, href }: ReportViewProps): JSX.Element {
  const failing = report.workloads.filter(({ status }) => status === 'affected').length;
  const links: [string, string, number | null][] =
    report.format === 'unknown'
      ? [['log', '注釈つきログ', report.source.lines]]
      : [
          ['cause', '根本原因', report.diagnosis.length],
          ['impact', '影響', failing],
          ['endpoints', 'エンドポイント', report.endpoints.length],
          ['settings', '設定', null],
          ['log', '注釈つきログ', report.source.lines],
        ];
  return (
    <aside class="rail" aria-label="このカルテ">
      <p>このカルテ</p>
      <ol>
        {links.map(([id, title, count]) => (
          <li key={id}>
            <a href={`#${id}`}>
              {title}
              {count !== null && <span class="num">{count}</span>}
            </a>
          </li>
        ))}
      </ol>
      <div class="local">
        このログは、お使いのブラウザーの中だけで処理しました。どこにも送信していません。
        <a href={href('/privacy/')}>確かめ方</a>
      </div>
    </aside>
  );
}
