import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { numberWord } from '#locale/forms.ts';
import { FLOWS } from '#locale/capture-view.ts';
import { TIMES } from '#locale/capture.ts';
import { bytesText } from '../../text/bytes.ts';
import { Breakable } from '../Breakable.tsx';
import { NearRows } from '../report/NearRows.tsx';
import { Mark } from '../report/Verdict.tsx';
import { clockOf, dayTimeOf, type Clock, type Zone } from './clock.ts';
import { STATE_ORDER, type Row } from './rows.ts';
import { SortHead, sorted, type Sorting } from './sorting.tsx';
import { STATES } from './words.ts';

/** Of more rows only those near the view are built. */
const MOST_BUILT = 100;
const ROW_HEIGHT = 42;

const COLUMNS = {
  number: { title: FLOWS.number, of: ({ conversation }: Row) => conversation.flow },
  state: { title: FLOWS.state, of: ({ state }: Row) => STATE_ORDER.indexOf(state) },
  peer: { title: FLOWS.peer, of: ({ peerAddress }: Row) => peerAddress },
  name: { title: FLOWS.name, of: ({ name }: Row) => name ?? '\uffff' },
  port: { title: FLOWS.port, of: ({ peerPort }: Row) => peerPort ?? -1 },
  out: { title: FLOWS.out, of: ({ out }: Row) => out, down: true },
  in: { title: FLOWS.in, of: ({ in: back }: Row) => back, down: true },
  again: { title: FLOWS.again, of: ({ conversation }: Row) => conversation.retransmissions ?? -1, down: true },
  trip: { title: FLOWS.trip, of: (row: Row) => tripOf(row) ?? -1, down: true },
  start: { title: FLOWS.startAt, of: ({ conversation }: Row) => conversation.firstPacket ?? 0 },
  frame: { title: FLOWS.frame, of: ({ conversation }: Row) => conversation.frame },
} as const;

/** All conversations that are looked at, over all peers, in one table. */
export function Conversations({
  rows,
  all,
  zone,
}: {
  readonly rows: readonly Row[];
  /** How many there are without a filter. */
  readonly all: number;
  readonly zone: Zone;
}): JSX.Element {
  const clock = clockOf(zone);
  const [sorting, setSorting] = useState<Sorting<keyof typeof COLUMNS>>({ column: 'out', down: true });
  const shown = useMemo(() => sorted(rows, COLUMNS, sorting), [rows, sorting]);
  const columns = { ...COLUMNS, start: { ...COLUMNS.start, title: FLOWS.start(zoneOf(zone, rows)) } };
  const isLong = shown.length > MOST_BUILT;
  return (
    <section id="conversations" aria-labelledby="conversations-title">
      <h2 id="conversations-title">
        {FLOWS.title}{' '}
        <small class="num">
          {rows.length === all ? numberWord(all) : `${numberWord(rows.length)} / ${numberWord(all)}`}
        </small>
      </h2>
      {isLong && <p class="hint">{FLOWS.far}</p>}
      {shown.length === 0 ? (
        <p class="hint">{FLOWS.none}</p>
      ) : (
        <div class="scroll scroll-long" tabIndex={0} role="region" aria-label={FLOWS.table}>
          <table class="stack flow-table">
            <SortHead columns={columns} sorting={sorting} onSort={setSorting} />
            <NearRows
              rows={shown}
              columns={Object.keys(COLUMNS).length}
              height={ROW_HEIGHT}
              isLong={isLong}
              row={(row) => <FlowRow key={row.conversation.flow} row={row} clock={clock} />}
            />
          </table>
        </div>
      )}
    </section>
  );
}

function FlowRow({ row, clock }: { readonly row: Row; readonly clock: Clock }): JSX.Element {
  const { conversation, peerAddress, peerPort, name, state, out, in: back } = row;
  const { flow, frame, protocol, retransmissions, firstPacket } = conversation;
  const trip = tripOf(row);
  const cells: readonly (readonly [title: string, text: string])[] = [
    [FLOWS.port, peerPort === null ? protocol : `${protocol} ${peerPort}`],
    [FLOWS.out, bytesText(out)],
    [FLOWS.in, bytesText(back)],
    [FLOWS.again, protocol === 'tcp' && retransmissions !== null ? String(retransmissions) : '–'],
    [FLOWS.trip, trip === null ? '–' : FLOWS.ms((trip * 1000).toFixed(1))],
    [FLOWS.startAt, dayTimeOf(clock(firstPacket))],
    [FLOWS.frame, numberWord(frame)],
  ];
  return (
    <tr class={STATES[state].kind === 'ng' ? 'row-ng' : ''}>
      <th scope="row" class="num">
        <a href={`#flow-${flow}`} aria-label={FLOWS.open(flow)}>
          {flow}
        </a>
      </th>
      <td>
        <b class="k">{FLOWS.state}</b>
        <Mark kind={STATES[state].kind} text={STATES[state].word} />
      </td>
      <td>
        <b class="k">{FLOWS.peer}</b>
        <span class="mono">
          <Breakable text={peerAddress} />
        </span>
      </td>
      <td class="flow-name">
        <b class="k">{FLOWS.name}</b>
        <span class="mono">{name === null ? '–' : <Breakable text={name} />}</span>
      </td>
      {cells.map(([title, text]) => (
        <td key={title} class="num">
          <b class="k">{title}</b>
          <span>{text}</span>
        </td>
      ))}
    </tr>
  );
}

/** The zone of the times in the table, as each of them is written elsewhere. */
function zoneOf(zone: Zone, rows: readonly Row[]): string {
  if (zone === 'utc') return TIMES.utc;
  return /\((UTC[+\d:-]*)\)/u.exec(clockOf(zone)(rows[0]?.conversation.firstPacket ?? null))?.[1] ?? '';
}

function tripOf({ conversation: { connections } }: Row): number | null {
  return connections.find(({ roundTrip }) => roundTrip !== null)?.roundTrip ?? null;
}
