import type { NameRules } from '../../knowledge/types.ts';
import { PRIVATE_MARK, type NameBook } from '../book.ts';
import { indexWithin, isAlnum, isDigit, isHex, isLetter, isUpper, isWide } from '../chars.ts';
import { isPrivateAddress } from '../../text/address.ts';
import type { Line } from '../line.ts';

/** A block of addresses that stay: eight groups of an IPv6 address (IPv4 as ::ffff:0:0/96) and the bits that count. */
interface Block {
  readonly groups: readonly number[];
  readonly bits: number;
}

const REVERSE4 = '.in-addr.arpa';
const REVERSE6 = '.ip6.arpa';
/** What may stand between the word for a version and its number. */
const BEFORE_NUMBER = /[\s:="'(]{0,4}$/u;
/** Object identifiers begin so, and have no end at which an address could. */
const OBJECT_IDENTIFIER = /^(?:0|1|2)\.\d{1,2}\./u;

/** Hides addresses of IPv4 and IPv6 in the notations that systems and people write. */
export class Addresses {
  readonly #blocks: readonly Block[];
  readonly #versions: readonly string[];

  constructor({ addresses, versions }: Pick<NameRules, 'addresses' | 'versions'>) {
    this.#versions = versions;
    this.#blocks = addresses.map(blockOf);
  }

  /** Hides the addresses of a line, or those that begin in a part of it. */
  hide(line: Line, book: NameBook, from = 0, to = line.text.length): void {
    const { text } = line;
    this.#hideColons(line, book, from, to);
    this.#hideReverse6(line, book, from, to);
    for (let at = from; at < to; at += 1) {
      if (!isDigit(text.charCodeAt(at))) continue;
      const numbers = numbersAt(text, at);
      this.#hideNumbers(line, book, numbers);
      const last = numbers.at(-1);
      if (last === undefined) continue;
      // the last number may be the first of others that another sign joins: eth0_10.1.2.3
      const goesOn =
        numbers.length > 1 && /[._-]/u.test(text.charAt(last.end)) && isDigit(text.charCodeAt(last.end + 1));
      at = Math.max(at, goesOn ? last.start - 1 : last.end);
    }
  }

  /** True for an address that is the same on every machine. */
  isEverywhere(groups: readonly number[]): boolean {
    return this.#blocks.some(({ groups: block, bits }) => startsWith(groups, block, bits));
  }

  /** Hides or keeps a place that is an address as a whole; false when it is none. */
  hideWhole(line: Line, book: NameBook, start: number, end: number): boolean {
    const groups = parseAddress(line.text.slice(start, end));
    if (groups === null) return false;
    this.#put(line, book, start, end, groups);
    return true;
  }

  #put(line: Line, book: NameBook, start: number, end: number, groups: readonly number[]): void {
    if (!line.isFree(start, end)) return;
    if (this.isEverywhere(groups)) line.keep(start, end);
    else line.replace(start, end, book.standIn('ip', addressKey(groups), isPrivate(groups) ? PRIVATE_MARK : ''));
  }

  /** Numbers joined by dots, hyphens or underscores. */
  #hideNumbers(line: Line, book: NameBook, numbers: readonly Numeral[]): void {
    const { text, lower } = line;
    const [first, second] = numbers;
    const last = numbers.at(-1);
    if (first === undefined || second === undefined || last === undefined) {
      if (first !== undefined) this.#hidePart(line, book, [first]);
      return;
    }
    const sign = text.charAt(first.end);
    const { length } = numbers;
    if (sign === '.' && lower.startsWith(REVERSE4, last.end)) {
      const groups = length === 4 ? quad(numbers.toReversed(), text) : null;
      if (groups !== null) this.#put(line, book, first.start, last.end, groups);
      else this.#name(line, book, first.start, last.end);
      line.keep(last.end, last.end + REVERSE4.length);
      return;
    }
    if (sign !== '.') {
      const groups =
        length === 4 && last.end - first.start <= 15 && (sign === '-' || (first.value ?? 0) >= 10)
          ? quad(numbers, text)
          : null;
      if (groups !== null && !text.startsWith('.', last.end)) this.#put(line, book, first.start, last.end, groups);
      return;
    }
    if (length === 4 || length === 5) {
      const groups = quad(numbers.slice(0, 4), text);
      const end = numbers[3]?.end ?? last.end;
      if (groups !== null && !this.#isVersion(line, first)) {
        this.#put(line, book, first.start, end, groups);
        return;
      }
    }
    if (length <= 3) {
      this.#hidePart(line, book, numbers);
      return;
    }
    if (
      length > 5 &&
      !OBJECT_IDENTIFIER.test(text.slice(first.start, first.start + 8)) &&
      quad(numbers.slice(0, 4), text) !== null
    )
      this.#name(line, book, first.start, last.end);
  }

  /** The beginning of an address whose rest is open: `192.168.10.*`, `10.1.2/24`. */
  #hidePart(line: Line, book: NameBook, numbers: readonly Numeral[]): void {
    const { text } = line;
    const first = numbers[0];
    const last = numbers.at(-1);
    if (first === undefined || last === undefined || numbers.length < 2) return;
    const open = /^\.(?:\*|[xX]{1,3}(?![A-Za-z]))/u.test(text.slice(last.end, last.end + 5));
    const prefix = numbers.length === 3 && /^\/\d{1,2}(?!\d)/u.test(text.slice(last.end, last.end + 4));
    if (!open && !prefix) return;
    const groups = quad(
      [...numbers, ...Array.from({ length: 4 - numbers.length }, () => ({ start: 0, end: 0, value: 0 }))],
      text,
    );
    if (groups === null || this.isEverywhere(groups)) return;
    // the private ranges as a whole say nothing
    if (numbers.length === 2 && /^(?:192\.168|169\.254|172\.16)$/u.test(text.slice(first.start, last.end))) return;
    this.#name(line, book, first.start, last.end);
  }

  #name(line: Line, book: NameBook, start: number, end: number): void {
    if (line.isFree(start, end)) line.replace(start, end, book.standIn('ip', line.text.slice(start, end)));
  }

  /** Four numbers with a version's word or a product's name before them; addresses of private networks are never read so. */
  /** A word for a version ends the text; Latin letters are a word of their own. */
  #endsInVersion(text: string): boolean {
    const end = BEFORE_NUMBER.exec(text)?.index ?? text.length;
    return this.#versions.some((word) => {
      const start = end - word.length;
      return (
        text.startsWith(word, start) &&
        start >= 0 &&
        (isWide(word.charCodeAt(0)) || !isLetter(text.charCodeAt(start - 1)))
      );
    });
  }

  #isVersion({ text, lower }: Line, first: Numeral): boolean {
    if ((first.value ?? 10) > 9) return false;
    const before = lower.slice(Math.max(0, first.start - 24), first.start);
    if (this.#endsInVersion(before)) return true;
    const sign = text.charAt(first.start - 1);
    if (sign !== '-' && sign !== '/' && sign !== ' ') return false;
    let start = first.start - 1;
    while (
      start > 0 &&
      start > first.start - 64 &&
      (isAlnum(text.charCodeAt(start - 1)) || /[._-]/u.test(text.charAt(start - 1)))
    )
      start -= 1;
    const product = text.slice(start, first.start - 1);
    if (product === '' || /^(?:tcp|udp|ip|dns|ntp|http|https)$/iu.test(product)) return false;
    return sign === ' '
      ? /^(?:curl|openssl|OpenSSL|libcurl|WALinuxAgent|Microsoft\.[\w.]{1,64})$/u.test(product)
      : isLetter(product.charCodeAt(product.length - 1)) && (isUpper(product.charCodeAt(0)) || product.length > 3);
  }

  /** Addresses with colons. */
  #hideColons(line: Line, book: NameBook, from: number, to: number): void {
    const { text } = line;
    for (let at = firstWithin(text, ':', from, to); at >= 0;) {
      let start = at;
      while (start > 0 && isHexOrColon(text.charCodeAt(start - 1))) start -= 1;
      let end = at;
      while (end < text.length && isHexOrColon(text.charCodeAt(end))) end += 1;
      this.#hideRun(line, book, start, end);
      at = firstWithin(text, ':', end, to);
    }
  }

  #hideRun(line: Line, book: NameBook, first: number, last: number): void {
    const { text } = line;
    let start = first;
    let end = last;
    // what is glued to a word is the word's: `Interface:fe80::1`
    if (isAlnum(text.charCodeAt(start - 1))) start = text.indexOf(':', start) + 1;
    // `fe80::1:` ends a sentence, `fe80::` does not
    if (text.charAt(end - 1) === ':' && text.charAt(end - 2) !== ':') end -= 1;
    if (text.charAt(start) === ':' && text.charAt(start + 1) !== ':') start += 1;
    // the last group may be the beginning of an IPv4 address
    if (text.charAt(end) === '.' && isDigit(text.charCodeAt(end + 1))) {
      const colon = text.lastIndexOf(':', end - 1);
      const numbers = numbersAt(text, colon + 1);
      const stop = numbers[3]?.end;
      const groups =
        stop === undefined || numbers[0]?.start !== colon + 1 ? null : parseAddress(text.slice(start, stop));
      if (groups !== null && stop !== undefined) {
        this.#put(line, book, start, stop, groups);
        return;
      }
    }
    if (isAlnum(text.charCodeAt(end))) {
      const colon = text.lastIndexOf(':', end - 1);
      if (colon <= start) return;
      end = text.charAt(colon - 1) === ':' ? colon + 1 : colon;
    }
    const groups = parseIpv6(text.slice(start, end));
    if (groups !== null) this.#put(line, book, start, end, groups);
  }

  /** `9.0.0.0.….ip6.arpa`: nibbles, the last first. */
  #hideReverse6(line: Line, book: NameBook, from: number, to: number): void {
    const { lower } = line;
    const next = (behind: number): number => firstWithin(lower, REVERSE6, behind, to);
    for (let at = next(from); at >= 0; at = next(at + 1)) {
      let start = at;
      while (start > 0 && start > at - 64 && (isHex(lower.charCodeAt(start - 1)) || lower.charAt(start - 1) === '.'))
        start -= 1;
      if (!line.isFree(start, at) || start === at) continue;
      const nibbles = lower.slice(start, at).split('.').reverse();
      const groups =
        nibbles.length === 32 && nibbles.every((nibble) => nibble.length === 1)
          ? parseIpv6(Array.from({ length: 8 }, (_, n) => nibbles.slice(n * 4, n * 4 + 4).join('')).join(':'))
          : null;
      if (groups === null) this.#name(line, book, start, at);
      else this.#put(line, book, start, at, groups);
      line.keep(at, at + REVERSE6.length);
    }
  }
}

/** A number of a text by its place. */
interface Numeral {
  readonly start: number;
  readonly end: number;
  /** Null when it has more digits than an address could. */
  readonly value: number | null;
}

/** Numbers that one sign joins, from a digit on. */
function numbersAt(text: string, start: number): Numeral[] {
  const found: Numeral[] = [];
  let at = start;
  let sign = '';
  for (;;) {
    const from = at;
    while (isDigit(text.charCodeAt(at))) at += 1;
    found.push({ start: from, end: at, value: at - from > 4 ? null : Number(text.slice(from, at)) });
    const next = text.charAt(at);
    if (sign === '' && (next === '.' || next === '-' || next === '_')) sign = next;
    if (next === '' || next !== sign || !isDigit(text.charCodeAt(at + 1))) return found;
    at += 1;
  }
}

/** The groups of an IPv4 address of four numbers, null when one is too large. */
function quad(numbers: readonly Numeral[], text: string): number[] | null {
  if (numbers.length !== 4) return null;
  const values: number[] = [];
  for (const { value, start, end } of numbers) {
    if (value === null || value > 255 || (end - start > 3 && text.charAt(start) !== '0')) return null;
    values.push(value);
  }
  const [a = 0, b = 0, c = 0, d = 0] = values;
  return [0, 0, 0, 0, 0, 0xffff, a * 256 + b, c * 256 + d];
}

/** The groups of an address in any notation, null for anything else. */
function parseAddress(text: string): number[] | null {
  if (text.includes(':')) return parseIpv6(text);
  if (!isDigit(text.charCodeAt(0))) return null;
  const numbers = numbersAt(text, 0);
  return numbers.at(-1)?.end === text.length && text.charAt(numbers[0]?.end ?? 0) === '.' ? quad(numbers, text) : null;
}

const LONGEST_IPV6 = 45;

function parseIpv6(text: string): number[] | null {
  if (text.length < 2 || text.length > LONGEST_IPV6) return null;
  const dot = text.indexOf('.');
  let source = text;
  if (dot >= 0) {
    const colon = text.lastIndexOf(':');
    const groups = parseAddress(text.slice(colon + 1));
    if (groups === null || colon > dot) return null;
    source = `${text.slice(0, colon + 1)}${(groups[6] ?? 0).toString(16)}:${(groups[7] ?? 0).toString(16)}`;
  }
  const gap = source.indexOf('::');
  const head = (gap < 0 ? source : source.slice(0, gap))
    .split(':')
    .filter((part, _, all) => part !== '' || all.length > 1);
  const tail =
    gap < 0
      ? []
      : source
          .slice(gap + 2)
          .split(':')
          .filter((part, _, all) => part !== '' || all.length > 1);
  const missing = 8 - head.length - tail.length;
  if (gap < 0 ? missing !== 0 : missing < 1) return null;
  const parts = [...head, ...Array.from({ length: gap < 0 ? 0 : missing }, () => '0'), ...tail];
  const groups: number[] = [];
  for (const part of parts) {
    if (!/^[\da-f]{1,4}$/iu.test(part)) return null;
    groups.push(Number.parseInt(part, 16));
  }
  return groups;
}

/** One text for all notations of an address; IPv4 in IPv6 is the IPv4 address. */
function addressKey(groups: readonly number[]): string {
  return groups.map((group) => group.toString(16)).join(':');
}

/** An address that only a private network routes. */
function isPrivate(groups: readonly number[]): boolean {
  const four = groups.slice(0, 6).join() === '0,0,0,0,0,65535';
  const [high = 0, low = 0] = groups.slice(6);
  return isPrivateAddress(
    four ? [high >> 8, high & 255, low >> 8, low & 255].join('.') : groups.map((group) => group.toString(16)).join(':'),
  );
}

function blockOf(text: string): Block {
  const [address = '', prefix] = text.split('/');
  const groups = parseAddress(address) ?? [];
  const four = !address.includes(':');
  return { groups, bits: prefix === undefined ? 128 : Number(prefix) + (four ? 96 : 0) };
}

function startsWith(groups: readonly number[], block: readonly number[], bits: number): boolean {
  for (let at = 0; at * 16 < bits; at += 1) {
    const shift = Math.max(0, 16 - (bits - at * 16));
    if ((groups[at] ?? 0) >> shift !== (block[at] ?? 0) >> shift) return false;
  }
  return true;
}

/** The first place of a text in a part of a line; a part that is the whole line is searched at once. */
function firstWithin(text: string, wanted: string, from: number, to: number): number {
  return to >= text.length ? text.indexOf(wanted, from) : indexWithin(text, wanted, from, to);
}

function isHexOrColon(c: number): boolean {
  return isHex(c) || c === 58;
}
