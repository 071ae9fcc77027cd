import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { numberWord } from '#locale/forms.ts';
import {
  againText,
  dropText,
  endText,
  FACTS,
  factSentences,
  placeText,
  reasonText,
  roundTripText,
  tlsTexts,
  waitText,
} from '#locale/capture-facts.ts';
import type { CaptureFacts } from '../../model/capture-facts.ts';
import { Breakable } from '../Breakable.tsx';

/** Dropped conversations that are shown. */
const MOST_DROPPED = 20;

/** How a capture was taken, what Windows threw away, and what was measured. */
export function FactsView({
  facts,
  onPlace,
}: {
  readonly facts: CaptureFacts;
  /** Reads the capture again with the packets of another place in Windows. */
  readonly onPlace: (place: string) => void;
}): JSX.Element | null {
  const { trace, reasons, parts, peers, dns } = facts;
  const isCounted = facts.doubling === 'none';
  const sentences = factSentences(facts);
  const hasTls = peers.some(({ tlsAnswers }) => tlsAnswers > 0);
  const [reading, setReading] = useState(false);
  if (sentences.length === 0 && peers.length === 0 && dns.length === 0) return null;
  return (
    <section id="facts" aria-labelledby="facts-title">
      <h2 id="facts-title">{FACTS.title}</h2>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {trace !== null && trace.views.length > 1 && (
        <div class="filters">
          <label>
            {FACTS.place}{' '}
            <select
              value={trace.chosen}
              onChange={(event) => {
                setReading(true);
                onPlace(event.currentTarget.value);
              }}
            >
              {trace.views.map((view) => (
                <option key={view.id} value={view.id}>
                  {placeText(view, parts)}
                </option>
              ))}
            </select>
          </label>
          <span role="status">{reading ? FACTS.reading : ''}</span>
        </div>
      )}
      {trace !== null && (
        <FactTable
          title={FACTS.drops}
          heads={[FACTS.component, FACTS.reason, FACTS.packets]}
          rows={trace.drops.map((drop) => [dropText(drop, parts), reasonText(drop.reason, reasons), drop.packets])}
        />
      )}
      {trace !== null && (
        <FactTable
          title={FACTS.dropped}
          heads={[FACTS.from, FACTS.to, FACTS.reason, FACTS.packets]}
          rows={trace.droppedFlows
            .slice(0, MOST_DROPPED)
            .map(({ source, sourcePort, destination, destinationPort, reason, packets }) => [
              endText(source, sourcePort),
              endText(destination, destinationPort),
              reasonText(reason, reasons),
              packets,
            ])}
        />
      )}
      <FactTable
        title={FACTS.peers}
        heads={[
          FACTS.peer,
          FACTS.roundTrip,
          ...(hasTls ? [FACTS.tlsAnswer, FACTS.tlsDone] : []),
          ...(isCounted ? [FACTS.again] : []),
        ]}
        rows={peers.map((peer) => [
          peer.address,
          roundTripText(peer),
          ...(hasTls ? tlsTexts(peer) : []),
          ...(isCounted ? [againText(peer)] : []),
        ])}
      />
      <FactTable
        title={FACTS.names}
        heads={[FACTS.name, FACTS.server, FACTS.waited]}
        rows={dns.map((wait) => [wait.name, wait.server, waitText(wait)])}
      />
    </section>
  );
}

/** A table of facts; nothing where it has no rows. */
function FactTable({
  title,
  heads,
  rows,
}: {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}): JSX.Element | null {
  if (rows.length === 0) return null;
  const cell = (value: string | number): ComponentChildren =>
    typeof value === 'number' ? numberWord(value) : <Breakable text={value} />;
  return (
    <>
      <h3>
        {title} <small class="num">{FACTS.count(rows.length)}</small>
      </h3>
      <div class="scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first = '', ...others], at) => (
              <tr key={at}>
                <th scope="row">{cell(first)}</th>
                {others.map((value, column) => (
                  <td key={column} class="num">
                    {cell(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
