import type { NameRules } from '../../knowledge/types.ts';
import { indexWithin, isBlank, isNamePart, isUpper, isWide } from '../chars.ts';
import type { Line } from '../line.ts';
import type { Namer } from './namer.ts';

/** What a name of a file or a user may not hold. */
const FORBIDDEN = /[\\/:*?"<>|\t]/u;
const LONGEST_USER = 64;

/** A number with its name; the first of a list has a word and a sign before it. */
const ID = /(?:(uid=)|id=|groups=|,)\d{1,10}\(([\p{L}\p{N}_][^()\s,=]{0,63})\)/gu;

/** Hides users: of folders, of `DOMAIN\user`, of `user@host`. */
export class Accounts {
  readonly #authorities: ReadonlySet<string>;

  constructor({ authorities }: NameRules) {
    this.#authorities = new Set(authorities);
  }

  hide(line: Line, namer: Namer): void {
    const { text } = line;
    if (text.includes('id=')) hideIds(line, namer);
    const slashed = text.includes('\\') || text.includes('/');
    if (slashed) hideHomes(line, namer);
    if (text.includes('\\')) this.#hideDomains(line, namer);
    if (text.includes('@')) hideAddresses(line, namer);
  }

  /** `CONTOSO\tanaka`, `NT AUTHORITY\SYSTEM`: one backslash, or two where a program has escaped it, and no path. */
  #hideDomains(line: Line, namer: Namer): void {
    const { text } = line;
    for (let at = text.indexOf('\\'); at >= 0;) {
      let behind = at;
      while (text.charCodeAt(behind) === 92) behind += 1;
      const next = text.indexOf('\\', behind);
      if (behind - at <= 2) this.#hideDomain(line, namer, at, behind);
      at = next;
    }
  }

  #hideDomain(line: Line, namer: Namer, sign: number, behind: number): void {
    const { text, lower } = line;
    let start = sign;
    while (start > 0 && (isNamePart(text.charCodeAt(start - 1)) || text.charCodeAt(start - 1) === 46)) start -= 1;
    let end = behind;
    while (end < text.length && (isNamePart(text.charCodeAt(end)) || /[.$+]/u.test(text.charAt(end)))) end += 1;
    while (end > behind && text.charCodeAt(end - 1) === 46) end -= 1;
    // the end of a folder's name that is hidden already is no domain
    if (start === sign || end === behind || line.isClaimed(sign - 1)) return;
    // a part of a path
    if (/[\\/]/u.test(text.charAt(start - 1)) || /[\\/]/u.test(text.charAt(end))) return;
    const left = text.slice(start, sign);
    const right = text.slice(behind, end);
    // a line end that a program has escaped: `…failed\nConnection`
    if (behind - sign === 1 && /^[nrt]/u.test(right) && isEscape(right, namer) && namer.vocabulary.knows(left)) return;
    const known = this.#authorityEnding(lower, sign);
    if (known !== null) {
      line.keep(known, sign);
      if (/^(?:nt |builtin|iis |window |font |authority|service)/u.test(lower.slice(known, sign)))
        line.keep(behind, end);
      else namer.user(line, behind, end, lower.slice(known, sign) !== '.');
      return;
    }
    const unknown = !namer.vocabulary.knows(right) && !namer.isUser(right);
    // a domain may be called by a word of ours, in capitals: BACKUP\taro
    const shouted = unknown && left.length > 1 && left === left.toUpperCase() && /[A-Z]/u.test(left);
    const strange = shouted || !namer.vocabulary.knows(left) || namer.vocabulary.isMachine(left);
    if (!strange && !unknown) return;
    if (strange) namer.put(line, namer.vocabulary.isMachine(left) ? 'host' : 'domain', start, sign);
    namer.user(line, behind, end, strange);
  }

  /** Where the name of an authority begins that ends at a place; some are two words. */
  #authorityEnding(lower: string, sign: number): number | null {
    for (const authority of this.#authorities) {
      const start = sign - authority.length;
      if (start >= 0 && lower.startsWith(authority, start) && !isNamePart(lower.charCodeAt(start - 1))) return start;
    }
    return null;
  }
}

function isEscape(right: string, namer: Namer): boolean {
  const word = right.slice(1);
  return word === '' || isUpper(word.charCodeAt(0)) || isWide(word.charCodeAt(0)) || namer.vocabulary.knows(word);
}

/** `uid=1001(taro) gid=1001(ops) groups=1001(ops),10(wheel)`, as `id` prints them. */
function hideIds(line: Line, namer: Namer): void {
  for (const { index, 0: found, 1: sign = '', 2: name = '' } of line.text.matchAll(ID)) {
    const start = index + found.length - 1 - name.length;
    namer.user(line, start, start + name.length, sign !== '');
  }
}

/** `C:\Users\Taro Tanaka\…`, `/home/tanaka`, `/Users/tanaka`. */
function hideHomes(line: Line, namer: Namer): void {
  const { lower, text } = line;
  for (const home of namer.forms.homes) {
    for (let at = lower.indexOf(home); at >= 0; at = lower.indexOf(home, at + home.length)) {
      const sign = text.charAt(at - 1);
      let start = at + home.length;
      if ((sign !== '\\' && sign !== '/') || !/[\\/]/u.test(text.charAt(start))) continue;
      while (/[\\/]/u.test(text.charAt(start))) start += 1;
      hideFolder(line, namer, start);
    }
  }
}

/** The folder of a user: with its blanks where a further part of the path, a quote or a prompt's end shows its end. */
function hideFolder(line: Line, namer: Namer, start: number): void {
  const { text } = line;
  let end = start;
  while (end < text.length && end < start + LONGEST_USER && !FORBIDDEN.test(text.charAt(end))) end += 1;
  const stop = text.charAt(end);
  const ends = stop === '\\' || stop === '/' || stop === '>' || stop === '"';
  // a blank before the separator begins another path
  const blank = ends && isBlank(text.charCodeAt(end - 1));
  // another assignment begins before the next separator: `/home/taro ; OLDPWD=/root`
  const others = ends && /[=;]/u.test(text.slice(start, end));
  if (!ends || blank || others) end = wordsOfName(text, start, end);
  while (end > start && /[ ',;.)\]}]/u.test(text.charAt(end - 1))) end -= 1;
  if (end <= start) return;
  // the short form of a long name: TANAKA~1
  const tilde = indexWithin(text, '~', start, end);
  if (tilde > start && /^~\d$/u.test(text.slice(tilde, end))) {
    const name = text.slice(start, tilde);
    if (namer.isUser(name) || namer.isUser(text.slice(start, end))) line.keep(start, end);
    else if (line.isFree(start, end)) line.replace(start, end, namer.book.standIn('user', text.slice(start, end)));
    return;
  }
  if (namer.user(line, start, end, true) || line.isClaimed(start)) return;
  // something behind it is hidden already
  namer.user(line, start, wordsOfName(text, start, Math.min(end, start + LONGEST_USER), 1), true);
}

/** The words of a name without anything that shows its end: the first, and those behind it that begin as names do. */
function wordsOfName(text: string, start: number, end: number, most = 3): number {
  let at = start;
  for (let words = 0; words < most; words += 1) {
    let next = at;
    while (next < end && !isBlank(text.charCodeAt(next)) && !/[=,;]/u.test(text.charAt(next))) next += 1;
    at = next;
    const c = text.charCodeAt(at + 1);
    if (text.charAt(at) !== ' ' || at + 1 >= end || !(isUpper(c) || isWide(c))) break;
    if (text.charAt(start) === text.charAt(start).toLowerCase() && !isWide(text.charCodeAt(start))) break;
    at += 1;
  }
  return at;
}

/** `user@host`, an address of mail or the user of a prompt. */
function hideAddresses(line: Line, namer: Namer): void {
  const { text } = line;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && isLocalPart(text.charCodeAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < text.length && (isNamePart(text.charCodeAt(end)) || isDotInside(text, end))) end += 1;
    start = behindParticle(text, start, at);
    if (start === at || end === at + 1) continue;
    while (start < at && /[.-]/u.test(text.charAt(start))) start += 1;
    const left = text.slice(start, at);
    const right = text.slice(at + 1, end);
    // getty@tty1.service, package@1.2.3
    if (/^v?\d+(?:\.\d+)*$/u.test(right) && right.split('.').length !== 4) continue;
    // eth0@if2: the other end of an interface
    if (/^if\d{1,4}$/u.test(right)) continue;
    if (/\.(?:service|socket|timer|mount|target|slice|scope|device)$/u.test(right)) continue;
    if (namer.user(line, start, at, true) || line.isClaimed(start) || namer.isUser(left))
      namer.host(line, at + 1, nameStop(text, at + 1, end), true);
  }
}

/** A host in a sentence ends where the script changes. */
function nameStop(text: string, start: number, end: number): number {
  if (isWide(text.charCodeAt(start))) return end;
  let at = start;
  while (at < end && !isWide(text.charCodeAt(at))) at += 1;
  return text.slice(at, end).includes('.') ? end : at;
}

/** A name begins behind the sentence that it stands in, where Japanese has no blank before it. */
function behindParticle(text: string, start: number, end: number): number {
  for (let at = end; at > start; at -= 1) {
    const c = text.charCodeAt(at - 1);
    if (c >= 0x3041 && c <= 0x309f) return at;
  }
  return start;
}

function isDotInside(text: string, at: number): boolean {
  return text.charCodeAt(at) === 46 && isNamePart(text.charCodeAt(at + 1));
}

/** What may stand before the `@`, as far as it parts nothing: letters, digits, dots, `+`, `%`, `~`. */
function isLocalPart(c: number): boolean {
  return isNamePart(c) || c === 46 || c === 43 || c === 37 || c === 126;
}
