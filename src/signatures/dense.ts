/**
 * Texts and patterns without their blanks: where a line was broken, within a word or between two, and how many blanks
 * stand between words no longer matters.
 */

/** A pattern as it fits a text without blanks. Words have no end there, so `{word}` becomes `{text}`. */
export function densePattern(source: string): string {
  return source
    .replaceAll(/\s+/gu, '')
    .replaceAll(/\{word\}(?!$)/gu, '{text}')
    .replaceAll(/(?:\{(?:host|ip|port|n|text)\}){2,}/gu, '{text}');
}

/** Parts of a text that are looked at: more are a log. */
const MOST_PARTS = 48;

/** What divides a line into parts. */
const DIVIDES = /"|\.{3,}/gu;

/** How often a word follows a word in a message that the pattern fits; any number where it takes any text. */
export function gapsOfPattern(source: string): number {
  return source.includes('{text}') ? Infinity : gapsOf(source.replaceAll(/\{[a-z]{1,4}\}/gu, '0'));
}

/** A text without its blanks, which knows where its lines and words began. */
export class DenseText {
  readonly text: string;
  /** The lines that are not empty, trimmed. */
  readonly lines: readonly string[];
  readonly #starts: readonly number[];
  /** For each line, which one of the text it is, and the column at which it begins there. */
  readonly #origins: readonly { readonly own: string; readonly line: number; readonly column: number }[];
  readonly #begins: Uint8Array;
  /** The lines, and where in them each character of the text stands. */
  readonly #written: string;
  readonly #places: Uint32Array;

  constructor(text: string) {
    const given = text.split(/\r\n|[\r\n]/u).map((whole, line) => {
      const own = whole.replace(/^\s*(?:>\s*)+/u, '').trim();
      return { own, line, column: whole.trimEnd().length - own.length };
    });
    this.#origins = given.filter(({ own }) => own !== '');
    this.lines = this.#origins.map(({ own }) => own);
    this.text = this.lines.map((line) => line.replaceAll(/\s+/gu, '')).join('');
    this.#begins = new Uint8Array(this.text.length);
    this.#written = this.lines.join('\n');
    this.#places = Uint32Array.from([...this.#written.matchAll(/\S/gu)], ({ index }) => index);
    const starts: number[] = [];
    let at = 0;
    for (const line of this.lines) {
      starts.push(at);
      for (const word of line.split(/\s+/u)) {
        this.#begins[at] = 1;
        at += word.length;
      }
    }
    this.#starts = starts;
  }

  /** Its parts that may be a message of their own: all of it, its lines, what quotes and omissions divide. */
  parts(): string[] {
    const divided = this.lines.flatMap((line) => line.split(DIVIDES)).filter((part) => part.trim() !== '');
    return [...new Set([this.lines.join('\n'), ...this.lines, ...divided])].slice(0, MOST_PARTS);
  }

  /** Where a message may end that lacks its end: before quotes and omissions, and at the end. */
  ends(): number[] {
    const divided = [...this.text.matchAll(DIVIDES)].slice(0, MOST_PARTS).map(({ index }) => index);
    return [...divided, this.text.length];
  }

  /** Where a line begins; behind the last one, where the text ends. */
  startOf(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** Where a column of a line stands. */
  offsetOf(line: number, column: number): number {
    return this.startOf(line) + (this.lines[line]?.slice(0, column).replaceAll(/\s+/gu, '').length ?? 0);
  }

  /** The line in which a place stands. */
  lineAt(offset: number): number {
    let line = 0;
    while (line + 1 < this.#starts.length && this.startOf(line + 1) <= offset) line += 1;
    return line;
  }

  /** The line in which a character stands, and its column among all lines as they were given. */
  placeOf(offset: number): { readonly line: number; readonly column: number } {
    const own = this.lineAt(offset);
    const { line, column } = this.#origins[own] ?? { line: 0, column: 0 };
    const written = this.#places[offset] ?? this.#written.length;
    return { line, column: column + written - this.#lineStart(own) };
  }

  /** Where a line begins among the written lines. */
  #lineStart(line: number): number {
    return this.#places[this.startOf(line)] ?? this.#written.length;
  }

  /** A word began here, or what stands before cannot be part of one. */
  begins(at: number): boolean {
    if (this.#begins[at] === 1) return true;
    return !/[a-z0-9_-]/u.test(this.text.charAt(at - 1));
  }

  /** The end of a piece that ends at a place: before the dots of what was left out, and before what closes behind it. */
  endBefore(place: number): number {
    let end = place;
    while (this.text.charAt(end - 1) === '.') end -= 1;
    if (place - end >= 2) return end;
    return /["'\u3002\p{Pe}]/u.test(this.text.charAt(place - 1)) ? place - 1 : place;
  }

  /** No word stands in front of it in its line. */
  leads(at: number): boolean {
    return this.#starts.includes(at) || !/\p{L}/u.test(this.text.charAt(at - 1));
  }

  /** How often a word followed a word in a piece of the text, as it was written. */
  gaps(start: number, end: number): number {
    return gapsOf(this.#written.slice(this.#places[start] ?? 0, (this.#places[end - 1] ?? 0) + 1));
  }
}

/** How often a word follows a word with nothing but blanks between them. */
function gapsOf(text: string): number {
  return text.match(/[\p{L}\p{N}]\s+(?=[\p{L}\p{N}])/gu)?.length ?? 0;
}
