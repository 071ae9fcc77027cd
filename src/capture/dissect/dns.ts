/** One message of DNS, mDNS or LLMNR, as far as it could be read. */
export interface DnsMessage {
  readonly id: number;
  readonly response: boolean;
  readonly rcode: number;
  readonly questions: readonly { readonly name: string; readonly type: number }[];
  /** A, AAAA and CNAME records of the answer. */
  readonly answers: readonly DnsAnswer[];
}

export interface DnsAnswer {
  readonly name: string;
  readonly kind: 'address' | 'alias';
  readonly value: string;
}

const HEADER = 12;
const MOST_JUMPS = 64;
const LONGEST_NAME = 255;
const MOST_QUESTIONS = 32;
const MOST_ANSWERS = 256;
const A = 1;
const CNAME = 5;
const AAAA = 28;

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
  const asked = view.getUint16(start + 4);
  const given = view.getUint16(start + 6);
  // queries and updates have small counts; anything else is no DNS
  if (asked > MOST_QUESTIONS || ((flags >> 11) & 15) > 6) return null;
  const cursor = { at: start + HEADER };
  const questions: { name: string; type: number }[] = [];
  for (let n = 0; n < asked; n += 1) {
    const name = readName(bytes, start, end, cursor);
    if (name === null || cursor.at + 4 > end) return finish(view, start, flags, questions, []);
    questions.push({ name, type: view.getUint16(cursor.at) });
    cursor.at += 4;
  }
  const answers: DnsAnswer[] = [];
  for (let n = 0; n < Math.min(given, MOST_ANSWERS); n += 1) {
    const name = readName(bytes, start, end, cursor);
    if (name === null || cursor.at + 10 > end) break;
    const type = view.getUint16(cursor.at);
    const length = view.getUint16(cursor.at + 8);
    const data = cursor.at + 10;
    if (data + length > end) break;
    if (type === A && length === 4) {
      const value = `${bytes[data]}.${bytes[data + 1]}.${bytes[data + 2]}.${bytes[data + 3]}`;
      answers.push({ name, kind: 'address', value });
    } else if (type === AAAA && length === 16) {
      answers.push({ name, kind: 'address', value: v6(view, data) });
    } else if (type === CNAME) {
      const value = readName(bytes, start, end, { at: data });
      if (value !== null) answers.push({ name, kind: 'alias', value });
    }
    cursor.at = data + length;
  }
  return finish(view, start, flags, questions, answers);
}

function finish(
  view: DataView,
  start: number,
  flags: number,
  questions: DnsMessage['questions'],
  answers: readonly DnsAnswer[],
): DnsMessage {
  return { id: view.getUint16(start), response: (flags & 0x8000) !== 0, rcode: flags & 15, questions, answers };
}

/** A name with its pointers followed; a label's bytes that are no plain text are written as `\ddd`. */
function readName(bytes: Uint8Array, start: number, end: number, cursor: { at: number }): string | null {
  let at = cursor.at;
  let jumps = 0;
  let after = -1;
  let name = '';
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
    if ((length & 0xc0) !== 0 || at + 1 + length > end || name.length + length > LONGEST_NAME) return null;
    if (name !== '') name += '.';
    for (let n = at + 1; n <= at + length; n += 1) {
      const byte = bytes[n] ?? 0;
      name += byte > 32 && byte < 127 ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`;
    }
    at += 1 + length;
  }
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
