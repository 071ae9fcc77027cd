import { ipv6 } from '../address-text.ts';
import { isAscii, latin } from './latin.ts';
import { RecentTexts } from './recent-texts.ts';

/** One message of DNS, mDNS or LLMNR, as far as it could be read. */
export interface DnsMessage {
  readonly response: boolean;
  readonly rcode: number;
  readonly questions: readonly string[];
  /** A, AAAA and CNAME records of the answer. */
  readonly answers: readonly DnsAnswer[];
  /** The same of the authority and additional sections: about other names than the one that was asked for. */
  readonly further: readonly DnsAnswer[];
  /** Every question and record was read, and nothing stands behind them. */
  readonly whole: boolean;
}

export interface DnsAnswer {
  readonly name: string;
  readonly kind: 'address' | 'alias';
  readonly value: string;
}

const HEADER = 12;
const MOST_JUMPS = 64;
/** On the wire, with the length of each label and the end (RFC 1035). */
const LONGEST_NAME = 255;
const MOST_QUESTIONS = 256;
const MOST_RECORDS = 1024;
const A = 1;
const CNAME = 5;
const AAAA = 28;

/** True when a packet to any port may be a message: an ordinary query or its answer, with one question. */
export function looksLikeDns(view: DataView, start: number, end: number): boolean {
  return end - start > HEADER && (view.getUint16(start + 2) & 0x7840) === 0 && view.getUint16(start + 4) === 1;
}

const NONE: never[] = [];

/** A list with one more. Most hold one: a list that is begun empty takes room for sixteen with the first. */
function withOne<T>(list: T[], one: T): T[] {
  if (list.length === 0) return [one];
  list.push(one);
  return list;
}

/** Reads messages of DNS; remembers the names and addresses that it met lately. */
export class DnsReader {
  readonly #names = new RecentTexts(latin, 64);
  readonly #four = new RecentTexts((bytes, at) => `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`, 4);
  readonly #six = new RecentTexts((bytes, at) => ipv6(new DataView(bytes.buffer, bytes.byteOffset + at, 16), 0), 16);
  /** The characters of a name that is being read. */
  readonly #scratch = new Uint8Array(LONGEST_NAME * 4);

  /** Reads a message at `bytes[start … end)` (RFC 1035). Null when it is none; what is cut off is left out. */
  read(bytes: Uint8Array, view: DataView, start: number, end: number): DnsMessage | null {
    if (end - start < HEADER) return null;
    const flags = view.getUint16(start + 2);
    const asked = Math.min(view.getUint16(start + 4), MOST_QUESTIONS);
    const given = view.getUint16(start + 6);
    const records = given + view.getUint16(start + 8) + view.getUint16(start + 10);
    const cursor = { at: start + HEADER };
    let questions: string[] = NONE;
    for (let n = 0; n < asked; n += 1) {
      const name = this.#name(bytes, start, end, cursor);
      if (name === null || cursor.at + 4 > end) return finish(flags, questions, NONE, NONE, false);
      questions = withOne(questions, name);
      cursor.at += 4;
    }
    let answers: DnsAnswer[] = NONE;
    let further: DnsAnswer[] = NONE;
    let read = 0;
    for (; read < Math.min(records, MOST_RECORDS); read += 1) {
      const name = this.#owner(bytes, start, end, cursor, questions);
      if (name === null || cursor.at + 10 > end) break;
      const type = view.getUint16(cursor.at);
      const length = view.getUint16(cursor.at + 8);
      const data = cursor.at + 10;
      if (data + length > end) break;
      const value = this.#value(type, length, bytes, start, end, data);
      if (value !== null) {
        const record: DnsAnswer = { name, kind: type === CNAME ? 'alias' : 'address', value };
        if (read < given) answers = withOne(answers, record);
        else further = withOne(further, record);
      }
      cursor.at = data + length;
    }
    return finish(flags, questions, answers, further, read === records && cursor.at === end);
  }

  /** What a record of a kind that is read says. */
  #value(type: number, length: number, bytes: Uint8Array, start: number, end: number, at: number): string | null {
    if (type === A && length === 4) return this.#four.of(bytes, at, at + 4);
    if (type === AAAA && length === 16) return this.#six.of(bytes, at, at + 16);
    return type === CNAME ? this.#name(bytes, start, end, { at }) : null;
  }

  /** The name of a record: mostly nothing but a pointer to the first question, behind the header. */
  #owner(
    bytes: Uint8Array,
    start: number,
    end: number,
    cursor: { at: number },
    [asked]: readonly string[],
  ): string | null {
    const { at } = cursor;
    if (asked === undefined || at + 2 > end || bytes[at] !== 0xc0 || bytes[at + 1] !== HEADER)
      return this.#name(bytes, start, end, cursor);
    cursor.at = at + 2;
    return asked;
  }

  /** A name with its pointers followed (RFC 1035, 4.1.4). */
  #name(bytes: Uint8Array, start: number, end: number, cursor: { at: number }): string | null {
    let at = cursor.at;
    const scratch = this.#scratch;
    let jumps = 0;
    let after = -1;
    /** What the labels of another alphabet made, and behind it the characters in `scratch`. */
    let name = '';
    let length = 0;
    let size = 1;
    for (;;) {
      if (at >= end) return null;
      const label = bytes[at] ?? 0;
      if (label === 0) {
        cursor.at = after < 0 ? at + 1 : after;
        return size === 1 ? '<Root>' : name + this.#names.of(scratch, 0, length);
      }
      if ((label & 0xc0) === 0xc0) {
        if (at + 2 > end) return null;
        if (after < 0) after = at + 2;
        const target = start + (((label & 0x3f) << 8) | (bytes[at + 1] ?? 0));
        jumps += 1;
        if (jumps > MOST_JUMPS || target >= end) return null;
        at = target;
        continue;
      }
      if (size > 1) scratch[length++] = DOT;
      size += 1 + label;
      const stop = at + 1 + label;
      if ((label & 0xc0) !== 0 || stop > end || size > LONGEST_NAME) return null;
      if (!isAscii(bytes, at + 1, stop)) {
        // names of mDNS are UTF-8 (RFC 6762, 16)
        name += latin(scratch, 0, length) + new TextDecoder().decode(bytes.subarray(at + 1, stop));
        length = 0;
      } else {
        length = copyLabel(bytes, at + 1, stop, scratch, length);
      }
      at = stop;
    }
  }
}

function finish(
  flags: number,
  questions: DnsMessage['questions'],
  answers: readonly DnsAnswer[],
  further: readonly DnsAnswer[],
  whole: boolean,
): DnsMessage {
  return { response: (flags & 0x8000) !== 0, rcode: flags & 15, questions, answers, further, whole };
}

const DOT = 46;
const BACKSLASH = 92;
const ZERO = 48;

/** Puts a label behind what stands in `scratch`. Control characters are written in octal, as Wireshark does. */
function copyLabel(bytes: Uint8Array, start: number, end: number, scratch: Uint8Array, length: number): number {
  let to = length;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 32 && byte < 127) {
      scratch[to++] = byte;
      continue;
    }
    scratch[to++] = BACKSLASH;
    scratch[to++] = ZERO + (byte >> 6);
    scratch[to++] = ZERO + ((byte >> 3) & 7);
    scratch[to++] = ZERO + (byte & 7);
  }
  return to;
}

/** Names of the response codes of RFC 1035 and RFC 2136. */
export const RCODES: Readonly<Record<number, string>> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
  6: 'YXDOMAIN',
  7: 'YXRRSET',
  8: 'NXRRSET',
  9: 'NOTAUTH',
  10: 'NOTZONE',
};
