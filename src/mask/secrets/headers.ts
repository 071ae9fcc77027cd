import type { SecretRules } from '../../knowledge/types.ts';
import type { NameBook, SecretKind } from '../book.ts';
import { endWithout, isAlnum, isBlank } from '../chars.ts';
import type { Line } from '../line.ts';
import type { Found, WordRule } from '../triggers.ts';
import { remove } from './remove.ts';

type HeaderKind = 'credentials' | 'challenge' | 'whole';

/** The blob of a challenge: `NTLM TlRM…`. */
const BLOB = /^[A-Za-z0-9+/_.-]{8,}={0,2}$/u;
/** Credentials without a scheme that are no words of a sentence. */
const LONG = 16;
/** So much of the first word tells what it is. */
const LONGEST_FIRST = 256;

/** Removes the secrets of header lines; the name and the scheme stay. */
export class HeaderSecrets implements WordRule {
  readonly words: readonly string[];
  readonly #kinds = new Map<string, HeaderKind>();
  readonly #schemes: ReadonlySet<string>;

  constructor({ headers, schemes }: SecretRules) {
    for (const kind of ['credentials', 'challenge', 'whole'] as const)
      for (const name of headers[kind]) this.#kinds.set(name, kind);
    this.words = [...this.#kinds.keys()];
    this.#schemes = new Set(schemes);
  }

  hide(line: Line, book: NameBook, found: readonly Found[]): void {
    const { lower, text } = line;
    let covered = 0;
    let lineEnd: number | null = null;
    for (const { word: name, start, end } of found) {
      const before = lower.charCodeAt(start - 1);
      if (start < covered || isAlnum(before) || before === 45 || before === 95) continue;
      const value = valueOf(text, start, end, (lineEnd ??= endWithout(text, 0, text.length, ' \t')));
      if (value === null) continue;
      const kind = this.#kinds.get(name) ?? 'whole';
      const secret = kind === 'whole' ? value : this.#secretOf(text, value, kind);
      if (secret === null || secret.start >= secret.end) continue;
      const sort: SecretKind = name.includes('cookie') ? 'cookie' : name.includes('key') ? 'key' : 'token';
      remove(line, book, sort, secret.start, secret.end);
      covered = secret.end;
    }
  }

  #secretOf(text: string, { start, end }: Range, kind: HeaderKind): Range | null {
    let at = start;
    const limit = Math.min(end, start + LONGEST_FIRST);
    while (at < limit && !isBlank(text.charCodeAt(at))) at += 1;
    const first = text.slice(start, at);
    let rest = at;
    while (rest < end && isBlank(text.charCodeAt(rest))) rest += 1;
    if (!this.#schemes.has(first.toLowerCase())) {
      if (kind === 'challenge') return null;
      return first.length >= LONG && /\d/u.test(first) ? { start, end } : null;
    }
    if (kind === 'credentials') return { start: rest, end };
    let stop = rest;
    while (stop < end && !isBlank(text.charCodeAt(stop)) && text.charAt(stop) !== ',') stop += 1;
    return BLOB.test(text.slice(rest, stop)) ? { start: rest, end: stop } : null;
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The value behind a header's name: to the end of the quotes in which it stands, else of the line. */
function valueOf(text: string, start: number, end: number, lineEnd: number): Range | null {
  let at = end;
  let quote = quoteBefore(text, start);
  // `"Cookie": "…"` of JSON closes the name's quotes before the value's begin
  if (quote !== '' && text.startsWith(quote, at)) {
    at += quote.length;
    quote = '';
  }
  while (isBlank(text.charCodeAt(at))) at += 1;
  const sign = text.charAt(at);
  if (sign !== ':' && sign !== '=') return null;
  at += 1;
  while (isBlank(text.charCodeAt(at)) || text.charAt(at) === '>') at += 1;
  if (quote === '') {
    const opened = /^(?:\\?["']|@\{)/u.exec(text.slice(at, at + 2))?.[0] ?? '';
    if (opened !== '' && opened !== '@{') {
      at += opened.length;
      quote = opened;
    }
  }
  const close = quote === '' ? -1 : text.indexOf(quote, at);
  let to = close < 0 ? lineEnd : close;
  while (to > at && isBlank(text.charCodeAt(to - 1))) to -= 1;
  return at < to ? { start: at, end: to } : null;
}

/** The quote that stands right before a name, with a backslash when it is escaped; empty for none. */
function quoteBefore(text: string, start: number): string {
  const c = text.charAt(start - 1);
  if (c !== '"' && c !== "'") return '';
  return text.charAt(start - 2) === '\\' ? `\\${c}` : c;
}
