import { fold } from './fold.ts';

/** A text made of another one, which knows where its characters come from. */
export interface PlacedText {
  readonly text: string;
  /** The offset in the original of the character at an offset; of the text's end, the original's end. */
  originOf(offset: number): number;
}

/** Characters that belong to the one before when forms are made one: combining marks, half-width voicing marks. */
const JOINS = /[\p{M}\uFF9E\uFF9F]/u;

/** A line as error strings are compared, with the places of its characters. */
export function foldedPlaces(line: string): PlacedText {
  const text = fold(line);
  if (text.length === line.length) return { text, originOf: same };
  const pieces: Piece[] = [];
  divide(line, 0, pieces);
  return mapped(pieces, line.length);
}

const same = (offset: number): number => offset;

/** What `\` or `&` begins in JSON, source code and XML. */
const ESCAPE = /\\(?:u([\da-f]{4})|([nrt])|(["'/\\]))|&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|apos|gt|lt|nbsp|quot));/giu;
const NAMED: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', nbsp: ' ', quot: '"' };

/** A line without the escapes of JSON strings, source code and XML, folded; null when it holds none. */
export function unescapedPlaces(line: string): PlacedText | null {
  if (!line.includes('\\') && !line.includes('&')) return null;
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of line.matchAll(ESCAPE)) {
    divide(line.slice(from, found.index), from, pieces);
    pieces.push({ text: fold(charactersOf(found)), at: found.index, step: 0 });
    from = found.index + found[0].length;
  }
  if (from === 0) return null;
  divide(line.slice(from), from, pieces);
  return mapped(pieces, line.length);
}

function charactersOf([whole, unicode, control, sign, decimal, hex, name]: RegExpExecArray): string {
  if (control !== undefined) return ' ';
  if (sign !== undefined) return sign;
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(unicode ?? hex ?? '', 16) : Number.parseInt(decimal, 10);
  // a line stays one
  if (code < 32) return ' ';
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** A piece of a text as it is compared. */
interface Piece {
  readonly text: string;
  readonly at: number;
  /** How far each of its characters is from the one before in the original: 0 where they all come from one place. */
  readonly step: 0 | 1;
}

/** Characters that are folded at once where that leaves their number: a piece for each would fill the memory. */
const BLOCK = 64;

/** Pieces of a text, each folded: blocks, and where their length changes the characters with what joins them. */
function divide(text: string, from: number, pieces: Piece[]): void {
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = behindCluster(text, Math.min(start + BLOCK, text.length));
    const block = text.slice(start, end);
    const folded = fold(block);
    if (folded.length === block.length) pieces.push({ text: folded, at: from + start, step: 1 });
    else clusters(block, from + start, pieces);
  }
}

function clusters(text: string, from: number, pieces: Piece[]): void {
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = behindCluster(text, start + 1);
    pieces.push({ text: fold(text.slice(start, end)), at: from + start, step: 0 });
  }
}

/** The next place, from one on, at which no character joins the one before. */
function behindCluster(text: string, from: number): number {
  let at = from;
  while (at < text.length && (JOINS.test(text.charAt(at)) || isLowSurrogate(text.charCodeAt(at)))) at += 1;
  return at;
}

function isLowSurrogate(c: number): boolean {
  return c >= 0xdc00 && c <= 0xdfff;
}

function mapped(pieces: readonly Piece[], end: number): PlacedText {
  const places = new Uint32Array(pieces.reduce((sum, { text }) => sum + text.length, 0));
  let count = 0;
  for (const { text, at, step } of pieces) {
    for (let i = 0; i < text.length; i += 1) {
      places[count] = at + i * step;
      count += 1;
    }
  }
  return { text: pieces.map(({ text }) => text).join(''), originOf: (offset) => places[offset] ?? end };
}
