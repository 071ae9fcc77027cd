/** What the start of a TLS stream says. `more`: bytes are missing. */
export type ClientHello =
  | { readonly kind: 'hello'; readonly sni: string; readonly versions: readonly number[] }
  | { readonly kind: 'more' }
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
const MORE = { kind: 'more' } as const;

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

export function startsServerHello(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start >= 6 && bytes[start] === HANDSHAKE && bytes[start + 1] === 3 && bytes[start + 5] === SERVER_HELLO;
}

/** The description of a fatal alert in the clear (RFC 8446, 6), -1 when there is none. */
export function fatalAlert(bytes: Uint8Array, start: number, end: number): number {
  const isAlert =
    end - start >= 7 &&
    bytes[start] === ALERT &&
    bytes[start + 1] === 3 &&
    bytes[start + 3] === 0 &&
    bytes[start + 4] === 2 &&
    bytes[start + 5] === 2;
  return isAlert ? (bytes[start + 6] ?? -1) : -1;
}

/** Reads a ClientHello that may be spread over several records (RFC 8446, 4.1.2 and 5.1). */
export function readClientHello(bytes: Uint8Array): ClientHello {
  const joined = joinRecords(bytes);
  if (joined === null) return NONE;
  if (joined.length < 4) return MORE;
  if (joined[0] !== CLIENT_HELLO) return NONE;
  const view = new DataView(joined.buffer, joined.byteOffset, joined.byteLength);
  const length = view.getUint16(2) + ((joined[1] ?? 0) << 16);
  if (length + 4 > LONGEST_HELLO) return NONE;
  if (joined.length < 4 + length) return MORE;
  return readBody(joined, view, 4, 4 + length);
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
      sni = new TextDecoder('latin1').decode(bytes.subarray(body + 5, body + 5 + size));
    } else if (type === SUPPORTED_VERSIONS) {
      for (let n = body + 1; n + 2 <= body + length; n += 2) versions.push(view.getUint16(n));
    }
    at = body + length;
  }
  return { kind: 'hello', sni, versions: versions.length > 0 ? versions : [view.getUint16(start)] };
}

/** The handshake messages of the records at the start; null when these are no handshake records. */
function joinRecords(bytes: Uint8Array): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let size = 0;
  let at = 0;
  while (at + 5 <= bytes.length) {
    if (bytes[at] !== HANDSHAKE || bytes[at + 1] !== 3) return parts.length > 0 ? concat(parts, size) : null;
    const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0);
    const part = bytes.subarray(at + 5, at + 5 + length);
    parts.push(part);
    size += part.length;
    at += 5 + length;
  }
  return concat(parts, size);
}

function concat(parts: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
