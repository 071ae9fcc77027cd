import { Lines } from './lines.ts';

/** A place in the lines as they were given. */
export interface Origin {
  readonly line: number;
  readonly offset: number;
}

/** The lines that stand folded in another text, and where each of their characters stood. */
export class Unfolded {
  readonly lines: Lines;
  /** Nearly all of the text stands in such a way; otherwise a value of one line may hold it. */
  readonly everywhere: boolean;
  readonly #from: Lines;
  readonly #places: Uint32Array;

  constructor(text: string, places: Uint32Array, from: Lines, everywhere: boolean) {
    this.everywhere = everywhere;
    this.lines = new Lines(text);
    this.#places = places;
    this.#from = from;
  }

  /** How long a line is that was given. */
  lengthOf(line: number): number {
    return this.#from.endOf(line) - this.#from.startOf(line);
  }

  /** Where a place of a line stood; the end of a line is behind its last character. */
  originOf(line: number, offset: number): Origin {
    const [start, end] = [this.lines.startOf(line), this.lines.endOf(line)];
    const at = Math.min(start + offset, end);
    // behind the last character of a line stands what folded its end
    const place = at === end && end > start ? (this.#places[at - 1] ?? 0) + 1 : (this.#places[at] ?? 0);
    const found = lineAt(this.#from, place);
    return { line: found, offset: place - this.#from.startOf(found) };
  }
}

/** Longer texts are no answer of an API that somebody copied. */
const LONGEST = 1_000_000;
/** Fewer line ends may be part of a value. */
const LEAST = 2;
/** Of ten characters at least so many stand in lines that hold folded ones, where a text is folded everywhere. */
const OF_TEN = { folded: 8, all: 10 };
/** A text within a text has its escapes twice. */
const LAYERS = 2;

/**
 * The readings of a text in which lines stand folded: as `\n` in the strings of JSON (what `az vm run-command` and portals
 * answer), as `<br>` in what was copied from the source of a page. None where nothing is folded.
 */
export function unfoldings(lines: Lines): Unfolded[] {
  const { text } = lines;
  if (text.length > LONGEST) return [];
  const found: Unfolded[] = [];
  let json = text;
  let places: Uint32Array | null = null;
  for (let layer = 0; layer < LAYERS && count(json, '\\n') >= LEAST; layer += 1) {
    const everywhere = isFolded(json);
    [json, places] = written(json, places ?? identity(text.length), unescapedAt(json));
    found.push(new Unfolded(json, places, lines, everywhere));
  }
  const breaks = count(text, '<br') + count(text, '<BR');
  if (breaks >= LEAST && breaks * 2 >= lines.count)
    found.push(new Unfolded(...written(text, identity(text.length), htmlAt(text)), lines, true));
  return found;
}

/** Most of a text stands in lines that hold folded ones. */
function isFolded(text: string): boolean {
  let length = 0;
  for (const line of text.split('\n')) if (line.includes('\\n')) length += line.length;
  return length * OF_TEN.all >= text.length * OF_TEN.folded;
}

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found += 1;
  return found;
}

function identity(length: number): Uint32Array {
  return Uint32Array.from({ length }, (_, at) => at);
}

/** How many characters at a place stand for what. */
type Reading = (at: number) => { readonly taken: number; readonly text: string } | null;

function written(text: string, from: Uint32Array, reading: Reading): [string, Uint32Array] {
  const pieces: string[] = [];
  const places = new Uint32Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length;) {
    const read = reading(at);
    const piece = read?.text ?? text.charAt(at);
    for (let index = 0; index < piece.length; index += 1) places[length + index] = from[at] ?? 0;
    length += piece.length;
    pieces.push(piece);
    at += read?.taken ?? 1;
  }
  return [pieces.join(''), places.slice(0, length)];
}

const ESCAPE = /\\(?:r\\n|u([\da-fA-F]{4})|([nrt"\\/]))/uy;
const CONTROL: Readonly<Record<string, string>> = { n: '\n', r: '', t: '\t' };

/** Escapes of JSON (RFC 8259), in lines that hold folded ones; the quotes of their strings end lines as well. */
function unescapedAt(text: string): Reading {
  const folded = foldedLines(text);
  return (at) => {
    if (!folded(at)) return null;
    if (text.charAt(at) === '"') return { taken: 1, text: '\n' };
    if (text.charAt(at) !== '\\') return null;
    ESCAPE.lastIndex = at;
    const [whole, code, sign] = ESCAPE.exec(text) ?? [];
    if (whole === undefined) return null;
    if (code !== undefined) return { taken: whole.length, text: String.fromCharCode(Number.parseInt(code, 16)) };
    return { taken: whole.length, text: sign === undefined ? '\n' : (CONTROL[sign] ?? sign) };
  };
}

/** Tells for rising places whether their line holds a folded line end: the paths of other lines are no escapes. */
function foldedLines(text: string): (at: number) => boolean {
  let [end, folded] = [-1, false];
  return (at) => {
    if (at > end) {
      const next = text.indexOf('\n', at);
      end = next < 0 ? text.length : next;
      folded = text.slice(at, end).includes('\\n');
    }
    return folded;
  };
}

const TAG = /<(\/?)([a-z][a-z\d]{0,15})(?:\s[^<>]{0,200})?\/?>/iuy;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|apos|gt|lt|nbsp|quot));/iuy;
const NAMED: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', nbsp: ' ', quot: '"' };
/** Tags within a line; all others end one. */
const INLINE: ReadonlySet<string> = new Set(['span', 'b', 'strong', 'i', 'em', 'font', 'a', 'code', 'u', 'tt']);

function htmlAt(text: string): Reading {
  return (at) => {
    const c = text.charAt(at);
    if (c === '<') {
      TAG.lastIndex = at;
      const [whole, closing, name = ''] = TAG.exec(text) ?? [];
      if (whole === undefined) return null;
      // a line end behind a tag that ends the line is the same one
      const taken = whole.length + (text.charAt(at + whole.length) === '\n' && closing === '' ? 1 : 0);
      return INLINE.has(name.toLowerCase()) ? { taken: whole.length, text: '' } : { taken, text: '\n' };
    }
    if (c !== '&') return null;
    ENTITY.lastIndex = at;
    const [whole, decimal, hex, named] = ENTITY.exec(text) ?? [];
    if (whole === undefined) return null;
    if (named !== undefined) return { taken: whole.length, text: NAMED[named.toLowerCase()] ?? ' ' };
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0xffff ? { taken: whole.length, text: String.fromCharCode(code) } : null;
  };
}

/** The line in which an offset of the text stands. */
function lineAt(lines: Lines, offset: number): number {
  let [low, high] = [1, Math.max(1, lines.count)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines.startOf(middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
