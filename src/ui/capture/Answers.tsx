import type { JSX } from 'preact';
import { DOT } from '#locale/forms.ts';
import { ANSWERS } from '#locale/capture-view.ts';
import { PROOF } from '#locale/view.ts';
import type { Peer } from '../../model/capture.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import type { CaptureReport } from '../../model/report.ts';
import type { FlowsOf } from '../../report/endpoint-flows.ts';
import { dnsWord, httpsWord, tcpWord } from '../../report/words.ts';
import { bytesText } from '../../text/bytes.ts';
import { Breakable } from '../Breakable.tsx';
import { Mark } from '../report/Verdict.tsx';
import { classWord } from './words.ts';
import { sum } from './rows.ts';

/** Rows of each answer. */
const MOST = 5;

/** The two questions that a capture is looked at for: what does not connect, and who receives the bytes. */
export function Answers({
  report,
  flowsOf,
  titleOf,
}: {
  readonly report: CaptureReport;
  readonly flowsOf: FlowsOf;
  readonly titleOf: (peer: Peer) => string;
}): JSX.Element {
  const { capture, endpoints } = report;
  const failing = endpoints.filter(({ verdict }) => verdict === 'unreachable');
  const sent = sum(capture.peers, ({ bytesOut }) => bytesOut);
  const receivers = capture.peers
    .filter(({ bytesOut }) => bytesOut > 0)
    .toSorted((x, y) => y.bytesOut - x.bytesOut)
    .slice(0, MOST);
  return (
    <div class="answers">
      <section class="answer" id="failing" aria-labelledby="failing-title">
        <h2 id="failing-title">
          {ANSWERS.failing} <span class="num">{ANSWERS.failingCount(failing.length)}</span>
        </h2>
        {failing.length === 0 ? (
          <p class="hint">{endpoints.length === 0 ? ANSWERS.nothingTested : ANSWERS.noneFailing}</p>
        ) : (
          <ul class="answer-list">
            {failing.slice(0, MOST).map((endpoint) => (
              <Failing key={`${endpoint.host} ${endpoint.port}`} endpoint={endpoint} flowsOf={flowsOf} />
            ))}
          </ul>
        )}
        {endpoints.length > 0 && (
          <a class="answer-more" href="#endpoints">
            {failing.length > MOST ? `${ANSWERS.furtherFailing(failing.length - MOST)}: ` : ''}
            {ANSWERS.toEndpoints}
          </a>
        )}
      </section>
      <section class="answer" id="receivers" aria-labelledby="receivers-title">
        <h2 id="receivers-title">
          {ANSWERS.sent} <span class="num">{bytesText(sent)}</span>
          {receivers.length > 0 && `: ${ANSWERS.sentTop(receivers.length)}`}
        </h2>
        {receivers.length === 0 ? (
          <p class="hint">{ANSWERS.nothingSent}</p>
        ) : (
          <ul class="answer-list">
            {receivers.map((peer) => (
              <li key={peer.address} class="receiver">
                <span class="mono receiver-name">
                  <Breakable text={peer.names[0] ?? peer.address} />
                </span>
                <span class="receiver-what">
                  {titleOf(peer) === '' ? classWord(peer.traffic) : titleOf(peer)}
                  {DOT}
                  <span class="num">{shareText(peer.bytesOut, sent)}</span>
                </span>
                <span class="num receiver-bytes">{bytesText(peer.bytesOut)}</span>
                <meter
                  class="receiver-share"
                  min={0}
                  max={sent}
                  value={peer.bytesOut}
                  aria-label={`${ANSWERS.share} ${shareText(peer.bytesOut, sent)}`}
                />
              </li>
            ))}
          </ul>
        )}
        {capture.peers.length > 0 && (
          <a class="answer-more" href="#graph">
            {ANSWERS.toPeers}
          </a>
        )}
      </section>
    </div>
  );
}

function Failing({ endpoint, flowsOf }: { readonly endpoint: Endpoint; readonly flowsOf: FlowsOf }): JSX.Element {
  const { host, port } = endpoint;
  const word = [httpsWord(endpoint), tcpWord(endpoint), dnsWord(endpoint)].find(({ kind }) => kind === 'ng');
  const [flow] = flowsOf(host, port);
  return (
    <li>
      <span class="mono">
        {flow === undefined ? (
          <Breakable text={`${host}:${port}`} />
        ) : (
          <a href={`#flow-${flow}`} title={PROOF.flow(flow)}>
            <Breakable text={`${host}:${port}`} />
          </a>
        )}
      </span>
      <Mark kind="ng" text={word?.text ?? ''} />
    </li>
  );
}

/** A share of a whole as a reader says it. */
export function shareText(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${((part / whole) * 100).toFixed(1)} %`;
}
