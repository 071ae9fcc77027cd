import { latin } from './latin.ts';
import { printable } from './printable.ts';

/** What the start of a TLS stream says. */
export type ClientHello =
  | { readonly kind: 'hello'; readonly sni: string; readonly versions: readonly number[] }
  /** Bytes are missing; before there are `wants` of them nothing more can be read. */
  | { readonly kind: 'more'; readonly wants: number }
  | { readonly kind: 'none' };

const HANDSHAKE = 22;
const ALERT = 21;
const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;
const SERVER_NAME = 0;
const SUPPORTED_VERSIONS = 43;
/** A ClientHello with post-quantum keys has 2 kB; one beyond this is not waited for. */
export const LONGEST_HELLO = 16 * 1024;
const NONE = { kind: 'none' } as const;
/** The content types of records (RFC 8446, 5.1). */
const CHANGE_CIPHER_SPEC = 20;
const APPLICATION_DATA = 23;
const HEADER = 5;
/** A record holds 16 KiB at most, and what encryption adds (RFC 5246, 6.2.3). */
const LONGEST_RECORD = 16_384 + 2048;
/** An alert, its content type and the tag of the cipher: what TLS 1.3 makes of an alert. */
const HIDDEN_ALERT = 19;
/** The start of the random number by which a ServerHello asks for another ClientHello (RFC 8446, 4.1.3). */
const RETRY = 0xcf21ad74;
const LONGEST_NAME = 255;
const MOST_RECORDS = 8;

/** True when a segment starts as a record with a ClientHello does, as far as it goes. */
export function startsClientHello(bytes: Uint8Array, start: number, end: number): boolean {
  const size = end - start;
  return (
    size > 0 &&
    bytes[start] === HANDSHAKE &&
    (size < 2 || bytes[start + 1] === 3) &&
    (size < 6 || bytes[start + 5] === CLIENT_HELLO)
  );
}

/** True when a segment starts with a record that holds a ServerHello. */
export function startsServerHello(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    end - start > HEADER &&
    bytes[start] === HANDSHAKE &&
    bytes[start + 1] === 3 &&
    bytes[start + HEADER] === SERVER_HELLO
  );
}

/** What a TLS record says, as far as it is in the clear. */
export type Record =
  | { readonly kind: 'client-hello' | 'server-hello' | 'retry' | 'other' | 'hidden-alert' | 'data' }
  /** A fatal alert (RFC 8446, 6). */
  | { readonly kind: 'alert'; readonly description: number };

const OTHER_RECORD = { kind: 'other' } as const;

/** Length of the record at `at` with its header, 0 when what stands there is no header of a record. */
export function recordLength(bytes: Uint8Array, at: number): number {
  const type = bytes[at] ?? 0;
  const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0);
  const isRecord =
    type >= CHANGE_CIPHER_SPEC && type <= APPLICATION_DATA && bytes[at + 1] === 3 && length <= LONGEST_RECORD;
  return isRecord ? HEADER + length : 0;
}

/** Behind a record of this kind its sender encrypts: ChangeCipherSpec, or in TLS 1.3 what looks like data (RFC 8446, 5). */
export function endsPlain(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === CHANGE_CIPHER_SPEC || bytes[at] === APPLICATION_DATA;
}

/** Reads the record at `at`, of which the bytes up to `end` are there. */
export function readRecord(bytes: Uint8Array, view: DataView, at: number, end: number): Record {
  const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0);
  const body = at + HEADER;
  switch (bytes[at]) {
    case HANDSHAKE:
      if (bytes[body] === CLIENT_HELLO) return { kind: 'client-hello' };
      if (bytes[body] !== SERVER_HELLO || body >= end) return OTHER_RECORD;
      return { kind: body + 10 <= end && view.getUint32(body + 6) === RETRY ? 'retry' : 'server-hello' };
    case ALERT:
      return length === 2 && body + 2 <= end && bytes[body] === 2
        ? { kind: 'alert', description: bytes[body + 1] ?? 0 }
        : OTHER_RECORD;
    case APPLICATION_DATA:
      return { kind: length === HIDDEN_ALERT ? 'hidden-alert' : 'data' };
    default:
      return OTHER_RECORD;
  }
}

/** Reads a ClientHello that may be spread over several records (RFC 8446, 4.1.2 and 5.1). */
export function readClientHello(bytes: Uint8Array): ClientHello {
  const records = recordsOf(bytes);
  if (records === null) return NONE;
  const joined = concat(records);
  const view = new DataView(joined.buffer, joined.byteOffset, joined.byteLength);
  if (joined.length > 0 && joined[0] !== CLIENT_HELLO) return NONE;
  const length = joined.length < 4 ? 0 : view.getUint16(2) + ((joined[1] ?? 0) << 16);
  if (length + 4 > LONGEST_HELLO) return NONE;
  if (joined.length >= 4 && joined.length >= 4 + length) return readBody(joined, view, 4, 4 + length);
  const wants = Math.max(bytes.length + 4 + length - joined.length, HEADER + 4);
  // who cuts it into more records than that is not read anew for each of them
  return { kind: 'more', wants: records.length > MOST_RECORDS ? Math.max(wants, bytes.length * 2) : wants };
}

function readBody(bytes: Uint8Array, view: DataView, start: number, end: number): ClientHello {
  const versions: number[] = [];
  let sni = '';
  if (start + 35 > end) return NONE;
  let at = start + 34;
  at += 1 + (bytes[at] ?? 0);
  if (at + 2 > end) return NONE;
  at += 2 + view.getUint16(at);
  if (at + 1 > end) return NONE;
  at += 1 + (bytes[at] ?? 0);
  if (at + 2 > end) return { kind: 'hello', sni, versions: [view.getUint16(start)] };
  at += 2;
  while (at + 4 <= end) {
    const type = view.getUint16(at);
    const length = view.getUint16(at + 2);
    const body = at + 4;
    if (body + length > end) break;
    if (type === SERVER_NAME && length >= 5 && bytes[body + 2] === 0) {
      const size = Math.min(view.getUint16(body + 3), length - 5);
      // a longer one is no name of a host (RFC 1035)
      if (size <= LONGEST_NAME) sni = printable(latin(bytes, body + 5, body + 5 + size));
    } else if (type === SUPPORTED_VERSIONS) {
      for (let n = body + 1; n + 2 <= body + length; n += 2) versions.push(view.getUint16(n));
    }
    at = body + length;
  }
  return { kind: 'hello', sni, versions: versions.length > 0 ? versions : [view.getUint16(start)] };
}

/** The handshake messages of the records at the start; null when these are no handshake records. */
function recordsOf(bytes: Uint8Array): Uint8Array[] | null {
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at + HEADER <= bytes.length) {
    if (bytes[at] !== HANDSHAKE || bytes[at + 1] !== 3) return parts.length > 0 ? parts : null;
    const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0);
    parts.push(bytes.subarray(at + HEADER, at + HEADER + length));
    at += HEADER + length;
  }
  return parts;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
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
