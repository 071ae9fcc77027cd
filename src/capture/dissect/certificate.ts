import { isAscii, latin } from './latin.ts';
import { printable } from './printable.ts';

/** Names of a certificate as tools write them: `C=US, O=Contoso, CN=Contoso Proxy CA`. */
interface Certificate {
  readonly issuer: string;
  readonly subject: string;
}

/** What the server's first messages hold. `more`: bytes are missing, before `wants` of them nothing more can be read. */
export type Flight =
  | { readonly kind: 'certificate'; readonly certificate: Certificate }
  | { readonly kind: 'more'; readonly wants: number }
  | { readonly kind: 'none' };

const HANDSHAKE = 22;
const CERTIFICATE = 11;
const HEADER = 5;
const MOST_RECORDS = 16;
/** Certificates that are longer are not waited for. */
export const LONGEST_FLIGHT = 32 * 1024;
const NONE = { kind: 'none' } as const;

/** Attributes of names by the last byte of their object identifier 2.5.4.x (X.520). */
const ATTRIBUTES: Readonly<Record<number, string>> = { 3: 'CN', 6: 'C', 7: 'L', 8: 'ST', 10: 'O', 11: 'OU' };
const SEQUENCE = 0x30;
const SET = 0x31;
const OBJECT = 0x06;
const VERSION = 0xa0;
const BMP_STRING = 0x1e;
const MOST_ATTRIBUTES = 32;
const LONGEST_VALUE = 200;
const UTF_8 = new TextDecoder();
const WIDE = new TextDecoder('utf-16be');

/** Looks for the server's certificate in its first records; from TLS 1.3 on it is encrypted. */
export function readFlight(bytes: Uint8Array): Flight {
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at + HEADER <= bytes.length) {
    if (bytes[at] !== HANDSHAKE || bytes[at + 1] !== 3) break;
    const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0);
    parts.push(bytes.subarray(at + HEADER, at + HEADER + length));
    at += HEADER + length;
  }
  const isEnded = at + HEADER <= bytes.length;
  const messages = joined(parts);
  for (let from = 0; from + 4 <= messages.length;) {
    const length = lengthOf(messages, from + 1);
    const end = from + 4 + length;
    if (messages[from] === CERTIFICATE && end <= messages.length) {
      const certificate = readCertificate(messages, from + 4, end);
      return certificate === null ? NONE : { kind: 'certificate', certificate };
    }
    // a message that is not whole yet: all of it has to come, in records of its own or in this one
    if (end > messages.length) return isEnded ? NONE : more(bytes, at, end - messages.length, parts.length);
    from = end;
  }
  return isEnded ? NONE : more(bytes, at, 4, parts.length);
}

function more(bytes: Uint8Array, at: number, missing: number, records: number): Flight {
  const wants = Math.max(at, bytes.length + Math.min(missing, HEADER));
  return { kind: 'more', wants: records > MOST_RECORDS ? Math.max(wants, bytes.length * 2) : wants };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function lengthOf(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}

/** The first certificate of a message (RFC 5246, 7.4.2): its issuer and subject (RFC 5280, 4.1). */
function readCertificate(bytes: Uint8Array, start: number, end: number): Certificate | null {
  const first = start + 6;
  if (first > end || first + lengthOf(bytes, start + 3) > end) return null;
  const outer = valueAt(bytes, first, end);
  const inner = outer === null ? null : valueAt(bytes, outer.from, outer.to);
  if (inner?.tag !== SEQUENCE) return null;
  let at = inner.from;
  const fields: Value[] = [];
  while (fields.length < 5 && at < inner.to) {
    const field = valueAt(bytes, at, inner.to);
    if (field === null) return null;
    if (field.tag !== VERSION) fields.push(field);
    at = field.to;
  }
  // serial number, algorithm, issuer, validity, subject
  const [, , issuer, , subject] = fields;
  if (issuer === undefined || subject === undefined) return null;
  return { issuer: nameOf(bytes, issuer), subject: nameOf(bytes, subject) };
}

/** An element of DER: its tag, and where its contents stand. */
interface Value {
  readonly tag: number;
  readonly from: number;
  readonly to: number;
}

function valueAt(bytes: Uint8Array, at: number, end: number): Value | null {
  if (at + 2 > end) return null;
  const short = bytes[at + 1] ?? 0;
  const count = short < 0x80 ? 0 : short & 0x7f;
  if (count > 3 || at + 2 + count > end) return null;
  let length = count === 0 ? short : 0;
  for (let n = 0; n < count; n += 1) length = (length << 8) | (bytes[at + 2 + n] ?? 0);
  const from = at + 2 + count;
  return from + length > end ? null : { tag: bytes[at] ?? 0, from, to: from + length };
}

/** A name: sets of attributes, each an identifier and a text. */
function nameOf(bytes: Uint8Array, name: Value): string {
  const found: string[] = [];
  let at = name.from;
  while (name.tag === SEQUENCE && found.length < MOST_ATTRIBUTES) {
    const set = valueAt(bytes, at, name.to);
    if (set === null) break;
    const pair = set.tag === SET ? valueAt(bytes, set.from, set.to) : null;
    const type = pair === null ? null : valueAt(bytes, pair.from, pair.to);
    const value = type === null || pair === null ? null : valueAt(bytes, type.to, pair.to);
    if (type !== null && value !== null) found.push(...attributeOf(bytes, type, value));
    at = set.to;
  }
  return found.join(', ');
}

function attributeOf(bytes: Uint8Array, type: Value, value: Value): string[] {
  const isX520 =
    type.tag === OBJECT && type.to - type.from === 3 && bytes[type.from] === 0x55 && bytes[type.from + 1] === 4;
  const key = isX520 ? ATTRIBUTES[bytes[type.from + 2] ?? 0] : undefined;
  return key === undefined ? [] : [`${key}=${textOf(bytes, value)}`];
}

/** A text in which nothing looks like a further attribute. */
function textOf(bytes: Uint8Array, { tag, from, to }: Value): string {
  const end = Math.min(to, from + LONGEST_VALUE);
  const text =
    tag !== BMP_STRING && isAscii(bytes, from, end)
      ? latin(bytes, from, end)
      : (tag === BMP_STRING ? WIDE : UTF_8).decode(bytes.subarray(from, end));
  return printable(text.replaceAll('=', ' ').trim());
}
