import type { SecretRules } from '../../knowledge/types.ts';
import { REMOVED, type NameBook } from '../book.ts';
import { isAlnum, isBlank, isDigit, isLetter, isLower, isUpper, TOPIC } from '../chars.ts';
import type { Line } from '../line.ts';
import type { Found, WordRule } from '../triggers.ts';
import { remove } from './remove.ts';

/** A value shorter than this is a word or a number, where the name alone does not make it a secret. */
const LONG = 16;
const SHORTEST_SIGNATURE = 8;
/** Blanks and marks between a name and its value. */
const MOST_BETWEEN = 12;
/** So much of a long value tells whether there are digits in it. */
const TELLING = 512;
const LONGEST_PLACEHOLDER = 64;
const FOLDER = /^(?:[/~]|[A-Za-z]:\\)/u;
const ADDRESS = /^[a-z][a-z\d+.-]{1,15}:\/\//iu;
const MASKED = /^[*x.•●_-]+$/iu;

/** Removes the values of `password=…`, `"sig": "…"`, `--account-key …` and their like. */
export class ParameterSecrets implements WordRule {
  readonly words: readonly string[];
  readonly #kinds: SecretRules['kinds'];
  readonly #except: ReadonlySet<string>;
  readonly #whole: ReadonlySet<string>;
  readonly #long: ReadonlySet<string>;
  readonly #placeholders: ReadonlySet<string>;

  constructor({ values, kinds, placeholders }: SecretRules) {
    this.#kinds = kinds;
    this.#except = new Set(values.except);
    this.words = [...values.always, ...values.except, ...values.whole, ...values.long];
    this.#whole = new Set(values.whole);
    this.#long = new Set(values.long);
    this.#placeholders = new Set(placeholders);
  }

  #kindOf(name: string): 'token' | 'key' | 'password' {
    const has = (parts: readonly string[]): boolean => parts.some((part) => name.includes(part));
    return has(this.#kinds.token) ? 'token' : has(this.#kinds.key) ? 'key' : 'password';
  }

  readonly isWhole = (word: string): boolean => this.#whole.has(word) || this.#long.has(word);

  hide(line: Line, book: NameBook, found: readonly Found[]): void {
    const { text } = line;
    const word = new LastWord();
    let skipped = 0;
    for (const { word: name, start, end } of found) {
      // the longest word that ends at a place comes first
      if (this.#except.has(name)) skipped = end;
      if (end === skipped || (skipped > end && start < skipped)) continue;
      const long = this.#long.has(name);
      if ((long || this.#whole.has(name)) && !startsWord(text, start)) continue;
      const value = valueOf(line, start, end, word);
      if (value === null || value.start >= value.end) continue;
      const secret = text.slice(value.start, value.end);
      if (MASKED.test(secret) || secret === REMOVED || this.#isPlaceholder(secret)) continue;
      if (long && !isLongEnough(name, secret)) continue;
      // the folder that a shell stands in: PWD=/home/taro
      if (text.slice(start, end) === 'PWD' && FOLDER.test(secret)) continue;
      // an address whose credentials are removed already is a place that a report names
      if (ADDRESS.test(secret) && !word.isFree(line, value)) continue;
      remove(line, book, this.#kindOf(name), value.start, value.end);
    }
  }

  #isPlaceholder(secret: string): boolean {
    return (
      secret.length <= LONGEST_PLACEHOLDER &&
      this.#placeholders.has(secret.toLowerCase().replaceAll(/[()<>[\]{}]/gu, ''))
    );
  }
}

/** The word that was read last: in a long one many names stand, and each would be read to its end. */
class LastWord {
  #start = -1;
  #end = -1;
  /** The first place from some start on that is claimed. */
  #claimed = -1;

  /** Where an unquoted value ends that begins at a place. */
  endOf(text: string, start: number): number {
    if (start < this.#start || start > this.#end) {
      let end = start;
      while (end < text.length && !endsValue(text, end)) end += 1;
      [this.#start, this.#end] = [start, end];
    }
    return this.#end;
  }

  isFree(line: Line, { start, end }: Range): boolean {
    if (start <= this.#claimed && this.#claimed < end) return false;
    let at = start;
    while (at < end && !line.isClaimed(at)) at += 1;
    this.#claimed = at;
    return at >= end;
  }
}

function isLongEnough(name: string, secret: string): boolean {
  if (name === 'sig' || name === 'signature') return secret.length >= SHORTEST_SIGNATURE && !/^[\d.]+$/u.test(secret);
  return secret.length >= LONG && /\d/u.test(secret.slice(0, TELLING));
}

/** A name begins here: not inside of another word, unless a capital begins it. */
function startsWord(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return !isAlnum(before) || (isLower(before) && isUpper(text.charCodeAt(at)));
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** What may stand between a name's last word and its value: `password1`, `passwordHash`. */
const TAIL = /^(?:[_-]?(?:hash|value|plain|text|plaintext|base64|secure|\d{1,3})|s)(?![A-Za-z])/u;

function valueOf(line: Line, start: number, end: number, word: LastWord): Range | null {
  const { text } = line;
  let at = end + (TAIL.exec(text.slice(end, end + 16).toLowerCase())?.[0].length ?? 0);
  if (isLetter(text.charCodeAt(at)) || isDigit(text.charCodeAt(at)) || text.charAt(at) === '_') return null;
  const tag = text.charAt(at) === '>' && opensTag(text, start);
  if (tag) {
    const close = text.indexOf('<', at);
    return { start: at + 1, end: close < 0 ? text.length : close };
  }
  // the quotes of the name, `"password": …`, or of an index, `['password'] = …`
  while (/["'\\\])]/u.test(text.charAt(at)) && at < end + MOST_BETWEEN) at += 1;
  const limit = at + MOST_BETWEEN;
  while (at < limit && isBlank(text.charCodeAt(at))) at += 1;
  const sign = text.charAt(at);
  const signed = sign === '=' || sign === ':' || text.charCodeAt(at) === TOPIC;
  if (signed) {
    at += 1;
    while (at < limit && (isBlank(text.charCodeAt(at)) || /[=>]/u.test(text.charAt(at)))) at += 1;
  } else if (!isOption(text, start) || !isBlank(text.charCodeAt(at - 1))) return null;
  return readValue(line, at, signed, word);
}

/** `<password>` of XML, with or without a prefix. */
function opensTag(text: string, start: number): boolean {
  let at = start - 1;
  while (at >= 0 && at > start - 48 && (isAlnum(text.charCodeAt(at)) || /[:_-]/u.test(text.charAt(at)))) at -= 1;
  return text.charAt(at) === '<';
}

/** The name is an option of a command: `--proxy-password`, `-Password`, `/password`. */
function isOption(text: string, start: number): boolean {
  let at = start - 1;
  while (at >= 0 && at > start - 48 && (isAlnum(text.charCodeAt(at)) || /[_-]/u.test(text.charAt(at)))) at -= 1;
  if (text.charAt(at) === '/') return !isAlnum(text.charCodeAt(at - 1));
  return text.charAt(at + 1) === '-';
}

/** A value in quotes, or up to a blank or to what separates it from the next name. */
function readValue(line: Line, at: number, signed: boolean, word: LastWord): Range | null {
  const { text } = line;
  const quote = /^\\?["'`]/u.exec(text.slice(at, at + 2))?.[0] ?? '';
  if (quote !== '') {
    const close = closing(text, at + quote.length, quote);
    if (close >= 0) return { start: at + quote.length, end: close };
    at += quote.length;
  }
  if (line.isClaimed(at)) return null;
  const end = word.endOf(text, at);
  // an option's word that is an option itself is no value
  if (!signed && (text.charAt(at) === '-' || at === end)) return null;
  return { start: at, end };
}

function closing(text: string, from: number, quote: string): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (quote.length > 1 || text.charAt(at - 1) !== '\\' || text.charAt(at - 2) === '\\') return at;
  }
  return -1;
}

/** What follows a sign that separates values: another name, a blank or the end. */
const NEXT_NAME = /^(?:$|\s|["']?[\w.-]{1,40}["']?\s{0,2}[=:])/u;

function endsValue(text: string, at: number): boolean {
  const c = text.charAt(at);
  if (c === ' ' || c === '\t' || c === '"' || c === '<' || c === '`') return true;
  if (c === '&' || c === ';' || c === ',' || c === '|') return NEXT_NAME.test(text.slice(at + 1, at + 48));
  if (c === "'" || c === ')' || c === ']' || c === '}' || c === '>')
    return /^(?:$|[\s,;:)\]}"'])/u.test(text.slice(at + 1, at + 2));
  // the end of a sentence
  return (c === '\u3002' || c === '\u3001' || c === '\u300d') && at > 0;
}
