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
  return text.length === line.length ? { text, originOf: same } : mapped(clusters(line), line.length);
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
    pieces.push(...clusters(line.slice(from, found.index), from));
    pieces.push({ text: fold(charactersOf(found)), at: found.index });
    from = found.index + found[0].length;
  }
  if (from === 0) return null;
  pieces.push(...clusters(line.slice(from), from));
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

interface Piece {
  readonly text: string;
  readonly at: number;
}

/** Characters with what joins them, each folded. */
function clusters(text: string, from = 0): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && (JOINS.test(text.charAt(at)) || isLowSurrogate(text.charCodeAt(at)))) continue;
    pieces.push({ text: fold(text.slice(start, at)), at: from + start });
    start = at;
  }
  return pieces;
}

function isLowSurrogate(c: number): boolean {
  return c >= 0xdc00 && c <= 0xdfff;
}

function mapped(pieces: readonly Piece[], end: number): PlacedText {
  const places: number[] = [];
  for (const { text, at } of pieces) for (let i = 0; i < text.length; i += 1) places.push(at);
  return { text: pieces.map(({ text }) => text).join(''), originOf: (offset) => places[offset] ?? end };
}
