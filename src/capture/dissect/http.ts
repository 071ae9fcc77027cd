/** Methods of HTTP (RFC 9110, RFC 5789), of WebDAV (RFC 4918) and of Windows services. */
const METHODS = (
  'GET POST PUT HEAD CONNECT OPTIONS PATCH DELETE TRACE PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK SEARCH REPORT ' +
  'NOTIFY SUBSCRIBE UNSUBSCRIBE BITS_POST CCM_POST RPC_IN_DATA RPC_OUT_DATA RPC_CONNECT'
)
  .split(' ')
  .map((word) => Uint8Array.from(`${word} `, (c) => c.charCodeAt(0)));
/** By their first byte: every segment of every connection is asked. */
const BY_FIRST = Array.from({ length: 256 }, (_, byte) => METHODS.filter(([first]) => first === byte));
/** Headers behind this many bytes are not looked at. */
const LONGEST_HEAD = 8192;

export interface HttpRequest {
  readonly method: string;
  readonly target: string;
  /** The Host header, empty when there is none. */
  readonly host: string;
}

/** True when a segment starts an HTTP/1 request, as far as it goes. */
export function startsRequest(bytes: Uint8Array, start: number, end: number): boolean {
  for (const method of BY_FIRST[bytes[start] ?? 0] ?? []) {
    const size = Math.min(method.length, end - start);
    let n = 1;
    while (n < size && method[n] === bytes[start + n]) n += 1;
    if (n === size) return true;
  }
  return false;
}

/** Reads the head of an HTTP/1 request (RFC 9112); null when its end is still to come. */
export function readRequest(bytes: Uint8Array, start: number, end: number): HttpRequest | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(start, Math.min(end, start + LONGEST_HEAD)));
  const [line = '', ...headers] = head.split('\n').map((text) => (text.endsWith('\r') ? text.slice(0, -1) : text));
  const [method = '', target = ''] = line.split(' ');
  // what stands behind the last line break may be cut off
  const whole = end - start >= LONGEST_HEAD ? headers : headers.slice(0, -1);
  for (const header of whole) {
    if (header === '') return { method, target, host: '' };
    if (header.slice(0, 5).toLowerCase() === 'host:') return { method, target, host: header.slice(5).trim() };
  }
  return end - start >= LONGEST_HEAD ? { method, target, host: '' } : null;
}

/** The status of an HTTP/1 response that a segment starts, 0 when it starts none. */
export function statusOf(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 12 || bytes[start] !== 72 || bytes[start + 1] !== 84 || bytes[start + 4] !== 47) return 0;
  const status = Number(String.fromCharCode(bytes[start + 9] ?? 0, bytes[start + 10] ?? 0, bytes[start + 11] ?? 0));
  return Number.isInteger(status) ? status : 0;
}
