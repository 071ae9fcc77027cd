import { foldLine } from './fold.ts';

interface Span {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** A span by its place in the line itself. */
interface Change {
  readonly first: number;
  readonly last: number;
  readonly by: string;
}

let claims = new Uint8Array(1024);

/**
 * A line in which names are looked for. What one rule has claimed, hidden or kept, no other rule touches.
 * Offsets are those of the folded text.
 */
export class Line {
  readonly raw: string;
  readonly text: string;
  readonly lower: string;
  readonly #map: Uint32Array | null;
  readonly #spans: Span[] = [];
  readonly #claims: Uint8Array;
  #claimed = false;

  constructor(raw: string) {
    const { text, map } = foldLine(raw);
    this.raw = raw;
    this.text = text;
    const lower = text.toLowerCase();
    // a letter whose small form is longer would move all that follows
    this.lower = lower.length === text.length ? lower : text.replaceAll(/[A-Z]/gu, (letter) => letter.toLowerCase());
    this.#map = map;
    if (claims.length < text.length) claims = new Uint8Array(text.length * 2);
    else claims.fill(0, 0, text.length);
    this.#claims = claims;
  }

  /** True when no rule has claimed any character of it. */
  isFree(start: number, end: number): boolean {
    if (!this.#claimed) return true;
    for (let at = start; at < end; at += 1) if (this.#claims[at] === 1) return false;
    return true;
  }

  /** True when a rule has claimed the character. */
  isClaimed(at: number): boolean {
    return this.#claims[at] === 1;
  }

  /** Leaves a place as it is, whatever the rules that follow would say. */
  keep(start: number, end: number): void {
    this.#claims.fill(1, start, end);
    this.#claimed = true;
  }

  /** Puts something else in a place. */
  replace(start: number, end: number, by: string): void {
    if (start >= end) return;
    this.#spans.push({ start, end, by });
    this.keep(start, end);
  }

  /**
   * Puts something else in a place of which rules may have claimed parts already: what they put there goes as well.
   * A claimed part that goes on behind the place goes whole.
   */
  absorb(start: number, end: number, by: string): void {
    let from = start;
    while (from < end && this.isClaimed(from)) from += 1;
    let to = end;
    while (to < this.text.length && this.isClaimed(to - 1) && this.isClaimed(to)) to += 1;
    this.replace(from, from < end ? to : from, by);
  }

  /** True when nothing is to be changed. */
  get isUnchanged(): boolean {
    return this.#spans.length === 0;
  }

  /** The line with everything replaced. */
  render(): string {
    if (this.isUnchanged) return this.raw;
    let out = '';
    let from = 0;
    for (const { first, last, by } of this.#changes()) {
      out += this.raw.slice(from, first) + by;
      from = last;
    }
    return out + this.raw.slice(from);
  }

  /** Where places of the line itself stand after replacing. */
  places(): (offset: number) => number {
    const changes = this.#changes();
    // how far the text behind each change has moved
    const shifts: number[] = [];
    for (const { first, last, by } of changes) shifts.push((shifts.at(-1) ?? 0) + by.length - (last - first));
    return (offset) => {
      let [low, high] = [0, changes.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((changes[middle]?.first ?? 0) < offset) low = middle + 1;
        else high = middle;
      }
      const change = changes[low - 1];
      if (change === undefined) return offset;
      return change.last > offset ? change.last + (shifts[low - 1] ?? 0) : offset + (shifts[low - 1] ?? 0);
    };
  }

  /** What is put where in the line itself, from left to right; what another change holds in itself is left out. */
  #changes(): Change[] {
    const found: Change[] = [];
    for (const { start, end, by } of this.#spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
      const first = this.#origin(start);
      const from = found.at(-1)?.last ?? 0;
      if (first >= from) found.push({ first, last: Math.max(first, this.#origin(end)), by });
    }
    return found;
  }

  #origin(at: number): number {
    return this.#map === null ? at : (this.#map[at] ?? this.raw.length);
  }
}
