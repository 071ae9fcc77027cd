const LF = 10;
const CR = 13;

/** A line with its number. */
export interface NumberedLine {
  readonly line: number;
  readonly text: string;
}

/** Lines by their number, 1-based. */
export interface LineSource {
  readonly count: number;
  /** The text of a line without its line end; empty when there is no such line. */
  at(line: number): string;
}

/**
 * The lines of a text, without a string for each of them until it is asked for. CR, LF and CRLF each end a line:
 * a lone CR is how curl draws its progress meter, and a textarea would turn it into a line end as well, so a
 * dropped and a pasted log have the same line numbers. Line numbers are 1-based.
 */
export class Lines implements LineSource {
  readonly text: string;
  readonly count: number;
  /** Length of the longest line. */
  readonly longest: number;
  readonly #starts: Uint32Array;

  constructor(text: string) {
    this.text = text;
    let starts = new Uint32Array(Math.max(16, text.length >> 4));
    let count = 0;
    let longest = 0;
    const { length } = text;
    // the engine's own search is several times faster than a loop over the characters
    let lf = text.indexOf('\n');
    let cr = text.indexOf('\r');
    for (let start = 0; start < length;) {
      const end = lf < 0 ? (cr < 0 ? length : cr) : cr < 0 || lf < cr ? lf : cr;
      if (end - start > longest) longest = end - start;
      if (count + 2 > starts.length) starts = grow(starts);
      starts[count] = start;
      count += 1;
      start = end === cr && lf === cr + 1 ? end + 2 : end + 1;
      if (lf >= 0 && lf < start) lf = text.indexOf('\n', start);
      if (cr >= 0 && cr < start) cr = text.indexOf('\r', start);
    }
    starts[count] = length;
    this.longest = longest;
    this.#starts = starts;
    this.count = count;
  }

  /** The text of a line without its line end; empty when there is no such line. */
  at(line: number): string {
    if (line < 1 || line > this.count) return '';
    return this.text.slice(this.#starts[line - 1], this.endOf(line));
  }

  /** Offset of a line's first character in the text. */
  startOf(line: number): number {
    return this.#starts[line - 1] ?? this.text.length;
  }

  /** Offset behind a line's last character, before its line end. */
  endOf(line: number): number {
    const start = this.#starts[line - 1] ?? this.text.length;
    let end = this.#starts[line] ?? this.text.length;
    if (end > start && this.text.charCodeAt(end - 1) === LF) end -= 1;
    if (end > start && this.text.charCodeAt(end - 1) === CR) end -= 1;
    return end;
  }

  /** False for a last line that was cut before its line end. */
  isTerminated(line: number): boolean {
    return line < this.count || this.endOf(line) < (this.#starts[line] ?? this.text.length);
  }
}

function grow(from: Uint32Array): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(from.length * 2);
  to.set(from);
  return to;
}
