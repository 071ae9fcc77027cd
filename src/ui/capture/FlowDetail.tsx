import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { FLOWS, GRAPH } from '#locale/capture-view.ts';
import type { Peer } from '../../model/capture.ts';
import { wiresharkFilter } from '../../report/wireshark-filter.ts';
import { bytesText } from '../../text/bytes.ts';
import { Breakable } from '../Breakable.tsx';
import { Command } from '../report/Command.tsx';
import { Mark } from '../report/Verdict.tsx';
import type { Clock } from './clock.ts';
import type { Segments } from './client.ts';
import { Ladder } from './Ladder.tsx';
import type { Ends } from './protocol.ts';
import type { Row } from './rows.ts';
import { classWord, STATES } from './words.ts';

/** One conversation: what is known of it, how to find it in Wireshark, and its segments. */
export function FlowDetail({
  flow,
  row,
  clock,
  titleOf,
  load,
  onClose,
}: {
  readonly flow: number;
  /** Null: no such conversation is listed. */
  readonly row: Row | null;
  readonly clock: Clock;
  readonly titleOf: (peer: Peer) => string;
  readonly load: (ends: Ends) => Promise<Segments>;
  readonly onClose: () => void;
}): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, [flow]);
  return (
    <section id={`flow-${flow}`} class="flow-detail" aria-labelledby="flow-title">
      <h2 id="flow-title" tabIndex={-1} ref={heading}>
        {FLOWS.chosen(flow)} {row !== null && <Mark kind={STATES[row.state].kind} text={STATES[row.state].word} />}
      </h2>
      <button type="button" class="btn btn-quiet flow-close" onClick={onClose}>
        {FLOWS.close}
      </button>
      {row === null ? (
        <p class="hint">{FLOWS.missing(flow)}</p>
      ) : (
        <Known row={row} clock={clock} titleOf={titleOf} load={load} />
      )}
    </section>
  );
}

function Known({
  row: { conversation, peer, peerAddress, peerPort, name, out, in: back },
  clock,
  titleOf,
  load,
}: {
  readonly row: Row;
  readonly clock: Clock;
  readonly titleOf: (peer: Peer) => string;
  readonly load: (ends: Ends) => Promise<Segments>;
}): JSX.Element {
  const { protocol, frame, firstPacket, retransmissions } = conversation;
  const title = peer === null ? '' : titleOf(peer);
  const facts: readonly (readonly [term: string, value: JSX.Element | string])[] = [
    [
      FLOWS.peer,
      <span class="mono" key="peer">
        <Breakable text={peerPort === null ? `${protocol} ${peerAddress}` : `${protocol} ${peerAddress} ${peerPort}`} />
      </span>,
    ],
    ...(name === null
      ? []
      : ([
          [
            FLOWS.name,
            <span class="mono" key="name">
              <Breakable text={name} />
            </span>,
          ],
        ] as const)),
    ...(peer === null ? [] : ([[GRAPH.kind, title === '' ? classWord(peer.traffic) : title]] as const)),
    [FLOWS.out, bytesText(out)],
    [FLOWS.in, bytesText(back)],
    ...(protocol === 'tcp' && retransmissions !== null ? ([[FLOWS.again, String(retransmissions)]] as const) : []),
    [FLOWS.startAt, `${clock(firstPacket)} (${FLOWS.frameOf(frame)})`],
  ];
  return (
    <>
      <dl class="facts flow-facts">
        {facts.map(([term, value], at) => (
          <div key={at}>
            <dt>{term}</dt>
            <dd class="num">{value}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{FLOWS.filter}</p>
      <Command text={wiresharkFilter(conversation)} />
      {protocol === 'tcp' && <Ladder conversation={conversation} load={load} />}
    </>
  );
}
