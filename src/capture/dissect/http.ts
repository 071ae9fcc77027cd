const METHODS = ['GET ', 'POST ', 'PUT ', 'HEAD ', 'CONNECT ', 'OPTIONS ', 'PATCH ', 'DELETE '].map((word) =>
  Uint8Array.from(word, (c) => c.charCodeAt(0)),
);
/** Headers behind this many bytes are not looked at. */
const LONGEST_HEAD = 4096;

export interface HttpRequest {
  readonly method: string;
  readonly target: string;
  /** The Host header, empty when there is none. */
  readonly host: string;
}

/** True when a segment may start an HTTP/1 request. */
export function startsRequest(bytes: Uint8Array, start: number, end: number): boolean {
  return METHODS.some((method) => end - start > method.length && method.every((byte, n) => bytes[start + n] === byte));
}

/** Reads the head of an HTTP/1 request (RFC 9112). */
export function readRequest(bytes: Uint8Array, start: number, end: number): HttpRequest {
  const head = new TextDecoder('latin1').decode(bytes.subarray(start, Math.min(end, start + LONGEST_HEAD)));
  const [line = '', ...headers] = head.split('\r\n');
  const [method = '', target = ''] = line.split(' ');
  let host = '';
  for (const header of headers) {
    if (header === '') break;
    if (header.slice(0, 5).toLowerCase() === 'host:') {
      host = header.slice(5).trim();
      break;
    }
  }
  return { method, target, host };
}

/** The status of an HTTP/1 response that a segment starts, 0 when it starts none. */
export function statusOf(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 12 || bytes[start] !== 72 || bytes[start + 1] !== 84 || bytes[start + 4] !== 47) return 0;
  const status = Number(String.fromCharCode(bytes[start + 9] ?? 0, bytes[start + 10] ?? 0, bytes[start + 11] ?? 0));
  return Number.isInteger(status) ? status : 0;
}
