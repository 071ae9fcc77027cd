import type { SecretRules } from '../../knowledge/types.ts';
import type { NameBook } from '../book.ts';
import { isAlnum, isBlank } from '../chars.ts';
import type { Line } from '../line.ts';
import type { Found, WordRule } from '../triggers.ts';
import { remove } from './remove.ts';

/** Shorter than this it is a word that only begins like a token. */
const SHORTEST = 20;
/** Behind the name of a scheme in a sentence: `Bearer eyJ…`. */
const SHORTEST_BEHIND_SCHEME = 12;
const SCHEMES = ['bearer', 'basic', 'negotiate', 'ntlm', 'sharedkey', 'sharedkeylite', 'sharedaccesssignature'];
/** Base64 of the key of a storage account: 64 bytes. */
const KEY = 88;
/** A line of a key file (RFC 7468) that holds nothing else. */
const PEM_LINE = /^[A-Za-z0-9+/]{60,76}={0,2}$/u;
const PRIVATE = 'PRIVATE KEY-----';
/** A key's head up to these words: `-----BEGIN ENCRYPTED `. */
const HEAD = 40;

/** Removes what shows by itself to be a token or a key. */
export class TokenSecrets implements WordRule {
  readonly words: readonly string[];
  /** Beginnings by their small letters. */
  readonly #beginnings: ReadonlyMap<string, string>;

  constructor({ prefixes }: SecretRules) {
    this.#beginnings = new Map(prefixes.map((prefix) => [prefix.toLowerCase(), prefix]));
    this.words = [...this.#beginnings.keys(), ...SCHEMES];
  }

  hide(line: Line, book: NameBook, found: readonly Found[]): void {
    const { text } = line;
    const whole = text.trim();
    if (PEM_LINE.test(whole) && /\d/u.test(whole) && /[a-z]/u.test(whole) && /[A-Z]/u.test(whole)) {
      const start = text.length - text.trimStart().length;
      remove(line, book, 'key', start, start + whole.length);
      return;
    }
    hidePrivateKey(line, book);
    for (const { word, start, end } of found) {
      const prefix = this.#beginnings.get(word);
      if (prefix !== undefined) hideToken(line, book, prefix, start);
      else hideBehindScheme(line, book, start, end);
    }
    for (let at = text.indexOf('=='); at >= 0; at = text.indexOf('==', at + 2)) {
      const start = at + 2 - KEY;
      if (start < 0 || isKeyCharacter(text.charCodeAt(start - 1)) || !isKeyText(text, start, at)) continue;
      remove(line, book, 'key', start, at + 2);
    }
  }
}

function hideToken(line: Line, book: NameBook, prefix: string, start: number): void {
  const { text } = line;
  if (!text.startsWith(prefix, start) || isTokenCharacter(text.charCodeAt(start - 1))) return;
  const end = tokenEnd(text, start);
  if (end - start >= SHORTEST) remove(line, book, 'token', start, end);
}

function hideBehindScheme(line: Line, book: NameBook, start: number, end: number): void {
  const { text } = line;
  if (isAlnum(text.charCodeAt(start - 1)) || !isBlank(text.charCodeAt(end))) return;
  let from = end;
  while (isBlank(text.charCodeAt(from))) from += 1;
  const stop = tokenEnd(text, from);
  const token = text.slice(from, stop);
  if (token.length >= SHORTEST_BEHIND_SCHEME && isNoWord(token)) remove(line, book, 'token', from, stop);
}

/** A private key that stands within one line, its line ends written as escapes. */
function hidePrivateKey(line: Line, book: NameBook): void {
  const { text } = line;
  for (let at = text.indexOf(PRIVATE); at >= 0;) {
    const from = at + PRIVATE.length;
    const end = text.indexOf('-----END', from);
    const to = end < 0 ? text.length : end;
    if (text.slice(Math.max(0, at - HEAD), at).includes('-----BEGIN')) remove(line, book, 'key', from, to);
    at = text.indexOf(PRIVATE, to + 1);
  }
}

/** Digits, padding or capitals inside: no word of a sentence. */
function isNoWord(token: string): boolean {
  if (/\d/u.test(token) || token.endsWith('=')) return true;
  const inside = token.slice(1);
  return inside !== inside.toLowerCase() && inside !== inside.toUpperCase();
}

function tokenEnd(text: string, from: number): number {
  let end = from;
  while (isTokenCharacter(text.charCodeAt(end))) end += 1;
  return end;
}

/** Base64, base64url and the dots between the parts of a JWT. */
function isTokenCharacter(c: number): boolean {
  return isAlnum(c) || c === 45 || c === 95 || c === 46 || c === 43 || c === 47 || c === 61 || c === 126;
}

function isKeyCharacter(c: number): boolean {
  return isAlnum(c) || c === 43 || c === 47;
}

function isKeyText(text: string, start: number, end: number): boolean {
  for (let at = end - 1; at >= start; at -= 1) if (!isKeyCharacter(text.charCodeAt(at))) return false;
  return true;
}
