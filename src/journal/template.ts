import type { RecordLevel } from '../model/journal.ts';
import type { TimeForm } from './time.ts';

/**
 * The language in which formats say how a line of a record is written: literal text with these fields. `{time}` in one of the
 * format's forms; `{level}`, a word of its levels; `{source}`, who wrote it, and `{word}`, which nobody needs: up to the literal
 * behind it, or to a blank; `{id}` and `{n}`, digits; `{hex}`; `{text}`, anything up to the literal behind it; `{gap}`, blanks or
 * none; `{message}`, the rest of the line. A blank stands for one or more blanks or tabs, a tab for itself. A template is read in
 * one pass without going back.
 */

/** What a line says in its fields. */
export interface Fields {
  readonly at?: string | null;
  readonly level?: RecordLevel;
  readonly source?: string;
  readonly id?: number;
  /** Offset of the message in the line. */
  readonly message?: number;
}

/** What a template needs to know of its format. */
export interface Vocabulary {
  readonly times: readonly TimeForm[];
  /** Words of the levels, the longest first. */
  readonly levels: readonly (readonly [word: string, level: RecordLevel])[];
}

type FieldName = 'time' | 'level' | 'source' | 'word' | 'id' | 'n' | 'hex' | 'text' | 'gap' | 'message';
type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'field'; readonly name: FieldName; readonly until: string };

const FIELD = /\{(time|level|source|word|id|n|hex|text|gap|message)\}/u;
/** No source, no word and no number of a log's head is longer. */
const LONGEST_WORD = 160;
const LONGEST_NUMBER = 18;

/** Fields in the making. */
type Found = { -readonly [K in keyof Fields]: Fields[K] };

export class Template {
  readonly source: string;
  /** Literal characters: the more, the surer. */
  readonly weight: number;
  /** Names of what it tells. */
  readonly tells: readonly FieldName[];
  readonly #parts: readonly Part[];
  readonly #words: Vocabulary;

  /** @throws {Error} when a field of any length has nothing behind it by which it ends. */
  constructor(source: string, words: Vocabulary) {
    this.source = source;
    this.#words = words;
    this.#parts = partsOf(source);
    this.tells = this.#parts.flatMap((part) => (part.kind === 'field' ? [part.name] : []));
    this.weight = this.#parts.reduce((sum, part) => sum + (part.kind === 'literal' ? part.text.length : 0), 0);
    if (this.weight === 0 && !this.tells.includes('time')) throw new Error(`nothing tells this record: ${source}`);
  }

  /** What a line says that is written so, from `from` on; null where it is written otherwise. */
  read(line: string, from = 0): Fields | null {
    const found: Found = {};
    let at = from;
    for (const part of this.#parts) {
      at = this.#take(part, line, at, found);
      if (at < 0) return null;
    }
    return found;
  }

  #take(part: Part, line: string, at: number, found: Found): number {
    if (part.kind === 'literal') return line.startsWith(part.text, at) ? at + part.text.length : -1;
    if (part.kind === 'blank') {
      const end = blanksEnd(line, at);
      // what is blank at the end of a line is often lost
      return end > at || at === line.length ? end : -1;
    }
    return this.#takeField(part.name, part.until, line, at, found);
  }

  #takeField(name: FieldName, until: string, line: string, at: number, found: Found): number {
    switch (name) {
      case 'time':
        return this.#takeTime(line, at, found);
      case 'level':
        return this.#takeLevel(line, at, found);
      case 'gap':
        return blanksEnd(line, at);
      case 'message':
        found.message = at;
        return line.length;
      case 'text':
        return line.indexOf(until, at);
      case 'hex':
      case 'n':
      case 'id': {
        const end = runEnd(line, at, LONGEST_NUMBER, name === 'hex' ? isHex : isDigit);
        if (end === at) return -1;
        // a classic event's number has its severity in the upper half
        if (name === 'id') found.id = Number(line.slice(at, end)) & 0xffff;
        return end;
      }
      default: {
        const end = wordEnd(line, at, until);
        if (end <= at) return -1;
        if (name === 'source') found.source = line.slice(at, end);
        return end;
      }
    }
  }

  #takeTime(line: string, at: number, found: Found): number {
    for (const form of this.#words.times) {
      const read = form.read(line, at);
      if (read === null) continue;
      found.at = read.at;
      return read.end;
    }
    return -1;
  }

  #takeLevel(line: string, at: number, found: Found): number {
    for (const [word, level] of this.#words.levels) {
      if (!line.startsWith(word, at) || isLetter(line.charAt(at + word.length))) continue;
      found.level = level;
      return at + word.length;
    }
    return -1;
  }
}

function partsOf(source: string): Part[] {
  const pieces = source.split(FIELD);
  const parts: Part[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 0) {
      for (const text of piece.split(/( +)/u)) {
        if (text === '') continue;
        parts.push(text.startsWith(' ') ? { kind: 'blank' } : { kind: 'literal', text });
      }
      continue;
    }
    const next = pieces[index + 1] ?? '';
    const until = next.startsWith(' ') ? ' ' : (/^[^ ]*/u.exec(next)?.[0] ?? '');
    if (piece === 'text' && until === '') throw new Error(`{text} ends at the literal behind it: ${source}`);
    parts.push({ kind: 'field', name: piece as FieldName, until });
  }
  return parts;
}

/** Where a word ends: at the literal behind it, or at a blank where none stands there. */
function wordEnd(line: string, from: number, until: string): number {
  if (until !== '' && until !== ' ') {
    const end = line.indexOf(until, from);
    return end - from > LONGEST_WORD ? -1 : end;
  }
  return runEnd(line, from, LONGEST_WORD, (c) => c !== 32 && c !== 9 && !Number.isNaN(c));
}

function runEnd(line: string, from: number, most: number, fits: (c: number) => boolean): number {
  let at = from;
  while (at - from < most && fits(line.charCodeAt(at))) at += 1;
  return at;
}

function blanksEnd(line: string, from: number): number {
  return runEnd(line, from, Number.POSITIVE_INFINITY, (c) => c === 32 || c === 9);
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function isHex(c: number): boolean {
  return isDigit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102);
}

function isLetter(c: string): boolean {
  return /\p{L}/u.test(c);
}
