import type { Trace, TraceView, ViewChoice } from '../../model/capture-facts.ts';
import type { Wanted } from './trace-frames.ts';

/** Places that are told apart. */
const MOST_VIEWS = 512;
/** Components that are told apart, and characters of their names. */
const MOST_COMPONENTS = 4096;
const MOST_CHARACTERS = 200;
/** A component of Windows that stands for a network adapter. */
const MINIPORT = 2;
/** The network adapter of Azure's and Hyper-V's virtual machines; what its faster one carries passes it as well. */
const SYNTHETIC_ADAPTER = 'netvsc.sys';

/** What an adapter has to show of the packets of the busiest place to be preferred. */
const NEARLY_ALL = 0.9;

/**
 * Added to the number of a layer where the packets are those of a virtual switch: as they come in, and as they leave it. Both are
 * the same packets (Microsoft's etl2pcapng names destinations of the latter alone).
 */
export const SWITCH_IN = 1 << 16;
export const SWITCH_OUT = 2 << 16;
const SIDES = [null, 'in', 'out'] as const;

/** All places, each packet once. */
const ALL = 'all';

interface Tally {
  readonly component: number;
  readonly edge: number;
  packets: number;
  /** Those of a link that is read. */
  readable: number;
}

export interface Component {
  readonly type: number;
  readonly name: string;
  readonly description: string;
}

/** The components of Windows that a trace names. */
export class Components {
  readonly #known = new Map<number, Component>();

  add(id: number, { type, name, description }: Component): void {
    if (this.#known.size >= MOST_COMPONENTS && !this.#known.has(id)) return;
    this.#known.set(id, {
      type,
      name: name.slice(0, MOST_CHARACTERS),
      description: description.slice(0, MOST_CHARACTERS),
    });
  }

  get(id: number): Component | undefined {
    return this.#known.get(id);
  }
}

// what the mark of a held packet tells: its direction, that it is the first of its copies, its place
const FIRST = 4;
const PLACE_BITS = 3;

/** The same packet is recorded at several places of the system: here it is decided which of them is shown. */
export class TraceViews {
  writer: Trace['writer'] = 'other';
  readonly components = new Components();
  readonly #asked: string | null;
  readonly #tallies: Tally[] = [];
  readonly #places = new Map<number, number>();
  /** Packets at whichever place, each once, and those of them that are read; 0 where the trace does not tell copies. */
  #distinct = 0;
  #distinctReadable = 0;
  #chosen: string | null = null;
  #chosenBy: ViewChoice = 'none';
  #last = -1;
  #lastKey = -1;

  /** @param asked the place that the reader wants, null: the one that fits best */
  constructor(asked: string | null) {
    this.#asked = asked;
  }

  /**
   * Counts a packet at a place. Returns its mark, or -1 where it is not wanted for certain.
   * @param appearance 1: the first of its copies, more: a further one, 0: the trace does not tell
   */
  count(component: number, edge: number, appearance: number, isReadable: boolean, direction: 0 | 1 | 2): number {
    const place = this.#place(component, edge);
    const tally = this.#tallies[place];
    if (tally === undefined) return -1;
    tally.packets += 1;
    if (isReadable) tally.readable += 1;
    if (appearance === 1) {
      this.#distinct += 1;
      if (isReadable) this.#distinctReadable += 1;
    }
    const asked = this.#chosen ?? this.#asked;
    if (asked === ALL ? appearance !== 1 : asked !== null && idOf(tally) !== asked) return -1;
    return direction | (appearance === 1 ? FIRST : 0) | (place << PLACE_BITS);
  }

  /** Says which packets are shown: from the first time on the same ones. */
  wanted(): Wanted {
    this.#choose();
    if (this.#chosen === ALL) return (mark) => (mark & FIRST) !== 0;
    const place = this.#tallies.findIndex((tally) => idOf(tally) === this.#chosen);
    return (mark) => mark >> PLACE_BITS === place;
  }

  summary(): Pick<Trace, 'writer' | 'views' | 'chosen' | 'chosenBy'> {
    this.#choose();
    const views = this.#tallies
      .map((tally): TraceView => {
        const { name = '', description = '' } = this.components.get(tally.component) ?? {};
        const { component, edge, packets } = tally;
        const side = SIDES[edge >> 16] ?? null;
        return { id: idOf(tally), component, edge: edge & 0xffff, side, name, description, packets };
      })
      .sort((a, b) => b.packets - a.packets || a.component - b.component || a.edge - b.edge);
    const all: TraceView[] =
      this.#distinct > 0
        ? [{ id: ALL, component: 0, edge: 0, side: null, name: '', description: '', packets: this.#distinct }]
        : [];
    return { writer: this.writer, views: [...all, ...views], chosen: this.#chosen ?? '', chosenBy: this.#chosenBy };
  }

  #place(component: number, edge: number): number {
    const key = placeKey(component, edge);
    if (key === this.#lastKey) return this.#last;
    let place = this.#places.get(key);
    if (place === undefined) {
      if (this.#tallies.length >= MOST_VIEWS) return -1;
      place = this.#tallies.length;
      this.#places.set(key, place);
      this.#tallies.push({ component, edge, packets: 0, readable: 0 });
    }
    this.#lastKey = key;
    this.#last = place;
    return place;
  }

  #choose(): void {
    if (this.#chosen !== null || this.#tallies.length === 0) return;
    if (this.#asked !== null) {
      this.#chosen = this.#asked;
      this.#chosenBy = 'reader';
      return;
    }
    const most = this.#tallies.reduce((found, { readable }) => Math.max(found, readable), 0);
    // the first copy of what arrives by Wi-Fi has a header that is not read
    if (this.#distinctReadable >= Math.max(1, most)) {
      this.#chosen = ALL;
      this.#chosenBy = 'groups';
      return;
    }
    const [best] = this.#tallies
      .filter(({ readable }) => readable >= most * NEARLY_ALL)
      .sort((a, b) => this.#better(a, b));
    if (best === undefined) return;
    this.#chosen = idOf(best);
    this.#chosenBy = this.#isMiniport(best) ? 'miniport' : 'most';
  }

  /** An adapter counts before what lies above it, then the most packets. */
  #better(a: Tally, b: Tally): number {
    return (
      Number(this.#isMiniport(b)) - Number(this.#isMiniport(a)) ||
      b.readable - a.readable ||
      Number(this.#isSynthetic(b)) - Number(this.#isSynthetic(a)) ||
      a.component - b.component ||
      a.edge - b.edge
    );
  }

  #isMiniport({ component }: Tally): boolean {
    return this.components.get(component)?.type === MINIPORT;
  }

  #isSynthetic({ component }: Tally): boolean {
    return this.components.get(component)?.name.toLowerCase() === SYNTHETIC_ADAPTER;
  }
}

function idOf({ component, edge }: Pick<Tally, 'component' | 'edge'>): string {
  const side = SIDES[edge >> 16] ?? null;
  return side === null ? `${component}.${edge}` : `${component}.${edge & 0xffff}.${side}`;
}

/** One number for a place. */
export function placeKey(component: number, edge: number): number {
  return component * (1 << 18) + edge;
}
