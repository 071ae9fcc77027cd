import type { SecretRules } from '../../knowledge/types.ts';
import type { NameBook } from '../book.ts';
import { endsWord, indexWithin, lastWithin } from '../chars.ts';
import type { Line } from '../line.ts';
import { remove } from './remove.ts';

/** What stands behind the `@` of an address: a host, perhaps a port, and the end or a path. */
const HOST_BEHIND = /^(?:\[[\da-fA-F:.%]{2,64}\]|[\p{L}\p{N}_.-]{1,253})(?::\d{1,5})?(?:$|[/?#,;)\]}|\\:&])/u;
/** The same with a port and nothing more. */
const HOST_AND_PORT = /^(?:\[[\da-fA-F:.%]{2,64}\]|[\p{L}\p{N}_.-]{1,253}):\d{1,5}\/?$/u;
const PORT_ONLY = /^[^:]*:\d{1,5}$/u;
const USER = /^[\p{L}\p{N}._\\%+$-]{1,128}$/u;
const TIME_OR_NUMBER = /^[\d.:]+$/u;
/** No host name is longer; what stands behind an `@` is looked at so far. */
const REACH = 330;
/** User names without a password that are tokens. */
const TOKEN = /^(?=.*\d)[A-Za-z0-9_-]{20,}$/u;

/** Removes `user:password@` before a host, with and without a scheme, whatever the password holds. */
export class UserinfoSecrets {
  readonly #mail: ReadonlySet<string>;

  constructor({ mail }: SecretRules) {
    this.#mail = new Set(mail);
  }

  hide(line: Line, book: NameBook): void {
    const { text } = line;
    for (let at = text.indexOf('@'); at >= 0;) {
      let start = at;
      while (start > 0 && !endsWord(text.charCodeAt(start - 1))) start -= 1;
      let end = at;
      while (end < text.length && !endsWord(text.charCodeAt(end))) end += 1;
      this.#hideIn(line, book, start, end);
      at = text.indexOf('@', end);
    }
  }

  /** A word may hold several addresses: `http=http://a:b@c;https=http://a:b@c`. */
  #hideIn(line: Line, book: NameBook, start: number, end: number): void {
    const { text } = line;
    let sign = indexWithin(text, '://', start, end);
    if (sign < 0) {
      this.#hideBare(line, book, start, end);
      return;
    }
    while (sign >= 0) {
      const next = indexWithin(text, '://', sign + 3, end);
      const stop = next < 0 ? end : schemeStart(text, next);
      hideAddress(line, book, sign + 3, Math.max(sign + 3, stop));
      sign = next;
    }
  }

  #hideBare(line: Line, book: NameBook, start: number, end: number): void {
    const { text } = line;
    const colon = indexWithin(text, ':', start, end);
    if (colon < 0) return;
    let from = colon;
    while (from > start && !/[=([{;,]/u.test(text.charAt(from - 1))) from -= 1;
    // an option with its value in one word: -Uuser:password
    const at = lastAt(text, colon + 2, end);
    if (at < 0) return;
    const user = text.slice(from, colon);
    if (!USER.test(user) || TIME_OR_NUMBER.test(user) || this.#mail.has(user.toLowerCase())) return;
    // a drive: C:\x@y
    if (user.length === 1 && /[\\/]/u.test(text.charAt(colon + 1))) return;
    remove(line, book, 'password', from, at);
  }
}

/** An address from behind its `//`. */
function hideAddress(line: Line, book: NameBook, start: number, end: number): void {
  const { text } = line;
  const at = lastAt(text, start, end);
  if (at <= start) return;
  let authority = start;
  while (authority < end && !/[/?#]/u.test(text.charAt(authority))) authority += 1;
  const first = text.indexOf('@', start);
  if (first >= authority) {
    // no `@` before the path: a password with a slash, or an `@` in the path of an address without credentials
    const head = text.slice(start, authority);
    if (!head.includes(':')) return;
    if (PORT_ONLY.test(head) && !HOST_AND_PORT.test(text.slice(at + 1, end))) return;
  }
  const info = text.slice(start, at);
  if (info.includes(':') || TOKEN.test(info)) remove(line, book, 'password', start, at);
}

/** The last `@` with a host behind it, -1 for none. */
function lastAt(text: string, from: number, end: number): number {
  for (let at = lastWithin(text, '@', from, end); at >= 0; at = lastWithin(text, '@', from, at)) {
    if (HOST_BEHIND.test(text.slice(at + 1, Math.min(end, at + REACH)))) return at;
  }
  return -1;
}

function schemeStart(text: string, sign: number): number {
  let at = sign;
  while (at > 0 && at > sign - 16 && /[a-z\d+.-]/iu.test(text.charAt(at - 1))) at -= 1;
  return at;
}
