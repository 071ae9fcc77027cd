import { foldLine } from './fold.ts';

interface Span {
  readonly start: number;
  readonly end: number;
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

  /** True when nothing is to be changed. */
  get isUnchanged(): boolean {
    return this.#spans.length === 0;
  }

  /** The line with everything replaced. */
  render(): string {
    if (this.isUnchanged) return this.raw;
    let out = '';
    let from = 0;
    for (const { start, end, by } of this.#spans.sort((a, b) => a.start - b.start)) {
      const at = this.#origin(start);
      if (at > from) out += this.raw.slice(from, at);
      out += by;
      from = Math.max(from, this.#origin(end));
    }
    return out + this.raw.slice(from);
  }

  /** Where a place of the line itself stands after replacing. */
  moved(offset: number): number {
    let shift = 0;
    for (const { start, end, by } of this.#spans.sort((a, b) => a.start - b.start)) {
      const first = this.#origin(start);
      const last = this.#origin(end);
      if (last <= offset) shift += by.length - (last - first);
      else if (first < offset) return first + shift + by.length;
      else break;
    }
    return offset + shift;
  }

  #origin(at: number): number {
    return this.#map === null ? at : (this.#map[at] ?? this.raw.length);
  }
}
