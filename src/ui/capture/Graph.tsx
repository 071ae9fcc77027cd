import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { PeerRule } from '../../knowledge/types.ts';
import { DOT, besides, listed, numberWord } from '#locale/forms.ts';
import { GRAPH } from '#locale/capture-view.ts';
import type { Peer, TrafficClass } from '../../model/capture.ts';
import { addressTerm } from '../../report/wireshark-filter.ts';
import { href } from '../../site/href.ts';
import { bytesText } from '../../text/bytes.ts';
import { Breakable } from '../Breakable.tsx';
import { NearRows } from '../report/NearRows.tsx';
import { PageLink } from '../report/PageLink.tsx';
import { Mark } from '../report/Verdict.tsx';
import { shareText } from './Answers.tsx';
import { layoutOf, type ClassNode, type PeerNode, type Ribbon } from './graph-layout.ts';
import { Patterns } from './Patterns.tsx';
import { SortHead, sorted, type Sorting } from './sorting.tsx';
import { STATE_ORDER, type PeerShare, type View } from './rows.ts';
import { useWidth } from './use-width.ts';
import { classWord, STATES } from './words.ts';

const LEAST_WIDTH = 340;
/** Below it names have less room. */
const NARROW = 600;
const NODE = 10;
/** Columns, as shares of the width. */
const WIDE_COLUMNS = { machine: 44, class: 0.3, peer: 0.62 };
const NARROW_COLUMNS = { machine: 28, class: 0.34, peer: 0.52 };
/** The width of a letter, about. */
const LETTER = 8;
const TOP = 22;
/** Of more rows only those near the view are built. */
const MOST_BUILT = 60;
/** Rows beyond which the table scrolls by itself. */
const MOST_ROWS = 8;
const ROW_HEIGHT = 42;

interface Props {
  readonly view: View;
  readonly rules: ReadonlyMap<string, PeerRule>;
  readonly titleOf: (peer: Peer) => string;
  /** Sets the filter. */
  readonly onFilter: (text: string) => void;
}

/** Who talks with the machine: as a picture, and as a table beside it. */
export function Graph({ view, rules, titleOf, onFilter }: Props): JSX.Element {
  const [only] = view.peers;
  const rule = only?.peer.identity == null ? undefined : rules.get(only.peer.identity);
  return (
    <section id="graph" aria-labelledby="graph-title">
      <h2 id="graph-title">
        {GRAPH.title} <small class="num">{GRAPH.count(view.peers.length)}</small>
      </h2>
      {view.peers.length === 0 ? (
        <p class="hint">{GRAPH.none}</p>
      ) : (
        <>
          <Picture view={view} onFilter={onFilter} />
          {view.peers.length === 1 && only !== undefined && <About peer={only.peer} rule={rule} />}
          <PeerTable view={view} titleOf={titleOf} onFilter={onFilter} />
        </>
      )}
    </section>
  );
}

function Picture({ view, onFilter }: Pick<Props, 'view' | 'onFilter'>): JSX.Element {
  const { height, machine, classes } = useMemo(() => layoutOf(view.peers), [view]);
  const { element, width } = useWidth(LEAST_WIDTH);
  const columns = width < NARROW ? NARROW_COLUMNS : WIDE_COLUMNS;
  const [classAt, peerAt] = [Math.round(width * columns.class), Math.round(width * columns.peer)];
  return (
    <figure class="graph">
      <figcaption>
        <span class="key key-out">{GRAPH.out}</span>
        <span class="key key-in">{GRAPH.in}</span>
        <span class="key key-failing">{GRAPH.failing}</span>
        <span class="hint">{GRAPH.legend}</span>
      </figcaption>
      <div class="scroll" tabIndex={0} role="region" aria-label={GRAPH.picture} ref={element}>
        <svg width={width} height={height + TOP + 6} role="group" aria-label={GRAPH.picture}>
          <Patterns />
          <g transform={`translate(0 ${TOP})`}>
            {classes.map((one) => (
              <g key={one.traffic} aria-hidden="true">
                {one.ribbons.map((ribbon, at) => (
                  <Band key={at} ribbon={ribbon} from={columns.machine + NODE} to={classAt} />
                ))}
                {one.peers.flatMap(({ ribbons }, peer) =>
                  ribbons.map((ribbon, at) => (
                    <Band key={`${peer} ${at}`} ribbon={ribbon} from={classAt + NODE} to={peerAt} />
                  )),
                )}
              </g>
            ))}
            <Choice
              label={GRAPH.chooseAll}
              onChoose={() => {
                onFilter('');
              }}
            >
              <rect
                x={0}
                y={machine.y - 4}
                width={columns.machine + NODE}
                height={machine.height + 8}
                class="graph-hit"
              />
              <rect x={columns.machine} y={machine.y} width={NODE} height={machine.height} class="graph-node" />
              <text x={columns.machine - 8} y={machine.y + machine.height / 2 + 5} text-anchor="end" class="graph-name">
                {GRAPH.machine}
              </text>
            </Choice>
            {classes.map((one) => (
              <ClassChoice key={one.traffic} node={one} at={classAt} onFilter={onFilter} />
            ))}
            {classes.flatMap(({ traffic, peers }) =>
              peers.map((node) => (
                <PeerChoice
                  key={node.share?.peer.address ?? `rest ${traffic}`}
                  node={node}
                  traffic={traffic}
                  at={peerAt}
                  width={width}
                  onFilter={onFilter}
                />
              )),
            )}
          </g>
        </svg>
      </div>
    </figure>
  );
}

/** A part of the picture that can be chosen, by pointer and by key. */
function Choice({
  label,
  onChoose,
  children,
}: {
  /** Where the text within does not say enough. */
  readonly label?: string;
  readonly onChoose: () => void;
  readonly children: JSX.Element | JSX.Element[];
}): JSX.Element {
  return (
    <g
      role="button"
      tabindex={0}
      aria-label={label}
      class="graph-choice"
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onChoose();
      }}
    >
      {children}
    </g>
  );
}

function ClassChoice({
  node,
  at,
  onFilter,
}: {
  readonly node: ClassNode;
  readonly at: number;
  readonly onFilter: Props['onFilter'];
}): JSX.Element {
  const middle = node.y + node.height / 2;
  const name = classWord(node.traffic);
  return (
    <Choice
      onChoose={() => {
        onFilter(`class:${node.traffic}`);
      }}
    >
      <rect x={at - 140} y={middle - 20} width={140} height={40} class="graph-hit graph-label" />
      <rect x={at} y={node.y} width={NODE} height={Math.max(2, node.height)} class="graph-node" />
      <text x={at - 8} y={middle - 2} text-anchor="end" class="graph-name">
        {name}
      </text>
      <text x={at - 8} y={middle + 14} text-anchor="end" class="graph-amount num">
        {bytesText(node.out + node.in)}
      </text>
    </Choice>
  );
}

function PeerChoice({
  node,
  traffic,
  at,
  width,
  onFilter,
}: {
  readonly node: PeerNode;
  readonly traffic: TrafficClass;
  readonly at: number;
  readonly width: number;
  readonly onFilter: Props['onFilter'];
}): JSX.Element {
  const { share, y, height, bar } = node;
  const middle = y + height / 2;
  const text = share === null ? GRAPH.further(node.rest) : (share.peer.names[0] ?? share.peer.address);
  const shown = shortened(text, Math.floor((width - at - NODE - 8) / LETTER));
  const state = share !== null && node.isFailing ? STATES[share.state].word : '';
  const shape = (
    <>
      <rect x={at} y={y} width={width - at} height={height} class="graph-hit" />
      <rect
        x={at}
        y={y + (height - bar) / 2}
        width={NODE}
        height={Math.max(2, bar)}
        class={node.isFailing ? 'graph-node graph-node-failing' : 'graph-node'}
      />
      <text x={at + NODE + 8} y={middle - 2} class="graph-name">
        {shown !== text && <title>{text}</title>}
        {shown}
      </text>
      <text x={at + NODE + 8} y={middle + 13} class="graph-amount num">
        {state !== '' && <tspan class="graph-failing">✕ {state}</tspan>}
        {state !== '' && width >= NARROW && DOT}
        {(state === '' || width >= NARROW) && amounts(node)}
      </text>
    </>
  );
  return (
    <Choice
      onChoose={() => {
        onFilter(share === null ? `class:${traffic}` : addressTerm(share.peer.address));
      }}
    >
      {shape}
    </Choice>
  );
}

function Band({
  ribbon,
  from,
  to,
}: {
  readonly ribbon: Ribbon;
  readonly from: number;
  readonly to: number;
}): JSX.Element {
  const { way, left, right, size } = ribbon;
  const middle = (from + to) / 2;
  return (
    <path
      class={`ribbon ribbon-${way}`}
      d={`M${from} ${left}C${middle} ${left} ${middle} ${right} ${to} ${right}V${right + size}C${middle} ${right + size} ${middle} ${left + size} ${from} ${left + size}Z`}
    />
  );
}

function amounts({ out, in: back }: { readonly out: number; readonly in: number }): string {
  return besides([`${GRAPH.out} ${bytesText(out)}`, `${GRAPH.in} ${bytesText(back)}`]);
}

/** The start of a name tells of a storage account, its end of a service: the middle is left out. */
function shortened(name: string, most: number): string {
  if (name.length <= most) return name;
  const half = Math.max(4, Math.floor((most - 1) / 2));
  return `${name.slice(0, half)}…${name.slice(-half)}`;
}

/** What is known of the only peer that is left. */
function About({ peer, rule }: { readonly peer: Peer; readonly rule: PeerRule | undefined }): JSX.Element {
  return (
    <div class="peer-about">
      <h3 class="mono">
        <Breakable text={peer.address} />
      </h3>
      <p>
        {rule === undefined ? (
          `${classWord(peer.traffic)} (${GRAPH.unlisted})`
        ) : rule.id.startsWith('tag:') ? (
          rule.title
        ) : (
          <PageLink to={href(`/reference/peers/#${rule.id}`)}>{rule.title}</PageLink>
        )}
        {peer.names.length > 0 && (
          <>
            {': '}
            <span class="mono">
              <Breakable text={listed(peer.names)} />
            </span>
          </>
        )}
      </p>
      {rule !== undefined && (
        <p>
          {rule.normal} <strong>{GRAPH.blocked}</strong> {rule.blocked}
        </p>
      )}
    </div>
  );
}

const COLUMNS = {
  peer: { title: GRAPH.peer, of: ({ peer }: PeerShare) => peer.names[0] ?? peer.address },
  kind: { title: GRAPH.kind, of: ({ peer }: PeerShare) => peer.traffic },
  out: { title: GRAPH.out, of: ({ out }: PeerShare) => out, down: true },
  in: { title: GRAPH.in, of: ({ in: back }: PeerShare) => back, down: true },
  state: { title: GRAPH.state, of: ({ state }: PeerShare) => STATE_ORDER.indexOf(state) },
  conversations: { title: GRAPH.conversations, of: ({ conversations }: PeerShare) => conversations, down: true },
} as const;

function PeerTable({ view, titleOf, onFilter }: Omit<Props, 'rules'>): JSX.Element {
  const [sorting, setSorting] = useState<Sorting<keyof typeof COLUMNS>>({ column: 'out', down: true });
  const shown = useMemo(() => sorted(view.peers, COLUMNS, sorting), [view, sorting]);
  const isLong = shown.length > MOST_BUILT;
  return (
    <div
      class={shown.length > MOST_ROWS ? 'scroll scroll-long peer-scroll' : 'scroll'}
      tabindex={0}
      role="region"
      aria-label={GRAPH.table}
    >
      <table class="stack peer-table">
        <SortHead columns={COLUMNS} sorting={sorting} onSort={setSorting} />
        <NearRows
          rows={shown}
          columns={Object.keys(COLUMNS).length}
          height={ROW_HEIGHT}
          isLong={isLong}
          row={(one) => (
            <PeerRow key={one.peer.address} share={one} view={view} titleOf={titleOf} onFilter={onFilter} />
          )}
        />
      </table>
    </div>
  );
}

function PeerRow({
  share: { peer, out, in: back, state, conversations },
  view,
  titleOf,
  onFilter,
}: Omit<Props, 'rules'> & { readonly share: PeerShare }): JSX.Element {
  const title = titleOf(peer);
  const [name] = peer.names;
  return (
    <tr>
      <th scope="row" class="host">
        <button
          type="button"
          class="link mono"
          data-peer={peer.address}
          onClick={() => {
            onFilter(addressTerm(peer.address));
          }}
        >
          <Breakable text={name ?? peer.address} />
        </button>
        {name !== undefined && <small class="mono peer-address"> {peer.address}</small>}
      </th>
      <td>
        <b class="k">{GRAPH.kind}</b>
        <span>{title === '' ? classWord(peer.traffic) : title}</span>
      </td>
      <td class="num">
        <b class="k">{GRAPH.out}</b>
        <span>
          {bytesText(out)} <small>({shareText(out, view.out)})</small>
        </span>
      </td>
      <td class="num">
        <b class="k">{GRAPH.in}</b>
        <span>{bytesText(back)}</span>
      </td>
      <td>
        <b class="k">{GRAPH.state}</b>
        <Mark kind={STATES[state].kind} text={STATES[state].word} />
      </td>
      <td class="num">
        <b class="k">{GRAPH.conversations}</b>
        <span>{numberWord(conversations)}</span>
      </td>
    </tr>
  );
}
