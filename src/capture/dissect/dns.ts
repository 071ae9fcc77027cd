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

/** Reads a message at `bytes[start … end)` (RFC 1035). Null when it is none; what is cut off is left out. */
export function readDns(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
  v6: (view: DataView, at: number) => string,
): DnsMessage | null {
  if (end - start < HEADER) return null;
  const flags = view.getUint16(start + 2);
  const asked = Math.min(view.getUint16(start + 4), MOST_QUESTIONS);
  const given = view.getUint16(start + 6);
  const records = given + view.getUint16(start + 8) + view.getUint16(start + 10);
  const cursor = { at: start + HEADER };
  const questions: string[] = [];
  for (let n = 0; n < asked; n += 1) {
    const name = readName(bytes, start, end, cursor);
    if (name === null || cursor.at + 4 > end) return finish(flags, questions, [], [], false);
    questions.push(name);
    cursor.at += 4;
  }
  const answers: DnsAnswer[] = [];
  const further: DnsAnswer[] = [];
  let read = 0;
  for (; read < Math.min(records, MOST_RECORDS); read += 1) {
    const section = read < given ? answers : further;
    const name = readName(bytes, start, end, cursor);
    if (name === null || cursor.at + 10 > end) break;
    const type = view.getUint16(cursor.at);
    const length = view.getUint16(cursor.at + 8);
    const data = cursor.at + 10;
    if (data + length > end) break;
    if (type === A && length === 4) {
      const value = `${bytes[data]}.${bytes[data + 1]}.${bytes[data + 2]}.${bytes[data + 3]}`;
      section.push({ name, kind: 'address', value });
    } else if (type === AAAA && length === 16) {
      section.push({ name, kind: 'address', value: v6(view, data) });
    } else if (type === CNAME) {
      const value = readName(bytes, start, end, { at: data });
      if (value !== null) section.push({ name, kind: 'alias', value });
    }
    cursor.at = data + length;
  }
  return finish(flags, questions, answers, further, read === records && cursor.at === end);
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

/** A name with its pointers followed (RFC 1035, 4.1.4). */
function readName(bytes: Uint8Array, start: number, end: number, cursor: { at: number }): string | null {
  let at = cursor.at;
  let jumps = 0;
  let after = -1;
  let name = '';
  let size = 1;
  for (;;) {
    if (at >= end) return null;
    const length = bytes[at] ?? 0;
    if (length === 0) {
      cursor.at = after < 0 ? at + 1 : after;
      return name === '' ? '<Root>' : name;
    }
    if ((length & 0xc0) === 0xc0) {
      if (at + 2 > end) return null;
      if (after < 0) after = at + 2;
      const target = start + (((length & 0x3f) << 8) | (bytes[at + 1] ?? 0));
      jumps += 1;
      if (jumps > MOST_JUMPS || target >= end) return null;
      at = target;
      continue;
    }
    size += 1 + length;
    if ((length & 0xc0) !== 0 || at + 1 + length > end || size > LONGEST_NAME) return null;
    if (name !== '') name += '.';
    name += labelOf(bytes, at + 1, at + 1 + length);
    at += 1 + length;
  }
}

/** A label as text. Names of mDNS are UTF-8 (RFC 6762, 16); control characters are written in octal, as Wireshark does. */
function labelOf(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let n = start; n < end; n += 1) {
    const byte = bytes[n] ?? 0;
    if (byte > 127) return new TextDecoder().decode(bytes.subarray(start, end));
    text += byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return text;
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
