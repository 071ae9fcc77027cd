import type { TrafficClass } from '../../model/capture.ts';
import { FAILED_STATES, sum, type PeerShare } from './rows.ts';

/** Peers that the graph shows by themselves: those with the most bytes, and of those that failed the first. */
const MOST_PEERS = 10;
const MOST_FAILING = 4;
/** Heights and gaps in the units of the picture. */
const FLOW_HEIGHT = 160;
const LEAST_RIBBON = 1.5;
const FAILING_RIBBON = 7;
const ROW = 33;
const GAP = 3;
const CLASS_GAP = 10;

/** A band between two columns: from `y` on the left to `y` on the right, each `size` high. */
export interface Ribbon {
  readonly way: 'out' | 'in' | 'failing';
  readonly left: number;
  readonly right: number;
  readonly size: number;
}

export interface PeerNode {
  /** Null: the rest of its class. */
  readonly share: PeerShare | null;
  readonly rest: number;
  readonly out: number;
  readonly in: number;
  readonly isFailing: boolean;
  readonly y: number;
  readonly height: number;
  /** Where its ribbons end, and how high they are together. */
  readonly bar: number;
  readonly ribbons: readonly Ribbon[];
}

export interface ClassNode {
  readonly traffic: TrafficClass;
  readonly out: number;
  readonly in: number;
  readonly y: number;
  readonly height: number;
  readonly ribbons: readonly Ribbon[];
  readonly peers: readonly PeerNode[];
}

export interface GraphLayout {
  readonly height: number;
  readonly machine: { readonly y: number; readonly height: number };
  readonly classes: readonly ClassNode[];
}

type Placed = Omit<PeerNode, 'y' | 'ribbons'> & { readonly sizes: readonly (readonly [Ribbon['way'], number])[] };

/** Where the machine, the classes of its traffic and the largest peers stand, and the ribbons between them. */
export function layoutOf(shares: readonly PeerShare[]): GraphLayout {
  const whole = Math.max(
    1,
    sum(shares, (one) => one.out + one.in),
  );
  const shown = chosen(shares);
  const groups = new Map<TrafficClass, PeerShare[]>();
  for (const one of shares) {
    const those = groups.get(one.peer.traffic);
    if (those === undefined) groups.set(one.peer.traffic, [one]);
    else those.push(one);
  }
  const bytes = (all: readonly PeerShare[]): number => sum(all, (one) => one.out + one.in);
  const ordered = [...groups].toSorted(([, x], [, y]) => bytes(y) - bytes(x));
  let y = 0;
  const half: { traffic: TrafficClass; all: readonly PeerShare[]; peers: readonly (Placed & { y: number })[] }[] = [];
  for (const [traffic, all] of ordered) {
    const own = all.filter((one) => shown.has(one)).toSorted((a, b) => b.out + b.in - a.out - a.in);
    const others = all.filter((one) => !shown.has(one));
    const nodes = [
      ...own.map((one) => placed(one, one.out, one.in, 0, whole)),
      ...(others.length === 0
        ? []
        : [
            placed(
              null,
              sum(others, (one) => one.out),
              sum(others, (one) => one.in),
              others.length,
              whole,
            ),
          ]),
    ];
    const peers = nodes.map((node) => {
      const at = y;
      y += node.height + GAP;
      return { ...node, y: at };
    });
    y += CLASS_GAP;
    half.push({ traffic, all, peers });
  }
  const height = Math.max(ROW, y - CLASS_GAP);
  const classHeights = half.map(({ peers }) => sum(peers, ({ bar }) => bar));
  const machineHeight = sum(classHeights, (size) => size);
  const machineTop = Math.max(0, (height - machineHeight) / 2);
  let atMachine = machineTop;
  const classes = half.map(({ traffic, all, peers }, index): ClassNode => {
    const own = classHeights[index] ?? 0;
    const first = peers[0]?.y ?? 0;
    const last = peers.at(-1);
    const top = first + ((last === undefined ? 0 : last.y + last.height) - first - own) / 2;
    let atClass = top;
    const left: Ribbon[] = [];
    const placedPeers = peers.map(({ sizes, ...peer }): PeerNode => {
      let right = peer.y + (peer.height - peer.bar) / 2;
      const ribbons = sizes.map(([way, size]): Ribbon => {
        const ribbon = { way, left: atClass, right, size };
        left.push({ way, left: atMachine, right: atClass, size });
        atClass += size;
        atMachine += size;
        right += size;
        return ribbon;
      });
      return { ...peer, ribbons };
    });
    return {
      traffic,
      out: sum(all, (one) => one.out),
      in: sum(all, (one) => one.in),
      y: top,
      height: own,
      ribbons: left,
      peers: placedPeers,
    };
  });
  return { height, machine: { y: machineTop, height: machineHeight }, classes };
}

function chosen(shares: readonly PeerShare[]): ReadonlySet<PeerShare> {
  const largest = shares.toSorted((x, y) => y.out + y.in - x.out - x.in).slice(0, MOST_PEERS);
  const failing = shares.filter((one) => FAILED_STATES.has(one.state) && !largest.includes(one));
  return new Set([...largest, ...failing.slice(0, MOST_FAILING)]);
}

function placed(share: PeerShare | null, out: number, back: number, rest: number, whole: number): Placed {
  const isFailing = share !== null && FAILED_STATES.has(share.state);
  const sizeOf = (bytes: number): number => Math.max(LEAST_RIBBON, (bytes / whole) * FLOW_HEIGHT);
  const sizes: [Ribbon['way'], number][] = [];
  if (isFailing && share.state !== 'reset') sizes.push(['failing', Math.max(FAILING_RIBBON, sizeOf(out + back))]);
  else {
    if (out > 0) sizes.push(['out', sizeOf(out)]);
    if (back > 0) sizes.push(['in', sizeOf(back)]);
    if (isFailing) sizes.push(['failing', FAILING_RIBBON]);
  }
  const bar = sum(sizes, ([, size]) => size);
  return { share, rest, out, in: back, isFailing, height: Math.max(ROW, bar), bar, sizes };
}
