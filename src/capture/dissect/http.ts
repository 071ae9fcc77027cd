import { printable } from './printable.ts';

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

/** Pages of gateways are UTF-8 where they are not ASCII. */
const decoder = new TextDecoder();

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
  const text = decoder.decode(bytes.subarray(start, Math.min(end, start + LONGEST_HEAD)));
  const [line = '', ...headers] = text.split('\n').map((part) => (part.endsWith('\r') ? part.slice(0, -1) : part));
  const [verb = '', place = ''] = line.split(' ');
  const [method, target] = [printable(verb), printable(place)];
  // what stands behind the last line break may be cut off
  const whole = end - start >= LONGEST_HEAD ? headers : headers.slice(0, -1);
  for (const header of whole) {
    if (header === '') return { method, target, host: '' };
    if (header.slice(0, 5).toLowerCase() === 'host:')
      return { method, target, host: printable(header.slice(5).trim()) };
  }
  return end - start >= LONGEST_HEAD ? { method, target, host: '' } : null;
}

/** The status and the head of an HTTP/1 response, with the start of its body. */
export interface HttpAnswer {
  /** 0: what stands there is no response. */
  readonly status: number;
  readonly head: string;
}

/** Bytes of an answer that are kept: marks of gateways stand in its headers and at the start of its body. */
const LONGEST_ANSWER = 1536;
/** `HTTP/1.1 200` */
export const STATUS_LINE = 12;
const STATUS = /^HTTP\/1\.[01] ([1-9]\d\d)(?![\d])/u;

/** Reads the start of an HTTP/1 response (RFC 9112) at `bytes[start … end)`. */
export function readAnswer(bytes: Uint8Array, start: number, end: number): HttpAnswer {
  const head = decoder.decode(bytes.subarray(start, Math.min(end, start + LONGEST_ANSWER)));
  return { status: Number(STATUS.exec(head)?.[1] ?? 0), head };
}

/** True when `bytes[from … end)` ends the head of a request: an empty line stands in it or starts in front of it. */
export function endsHead(bytes: Uint8Array, start: number, from: number, end: number): boolean {
  for (let at = Math.max(start, from - 2); at + 1 < end; at += 1) {
    if (bytes[at] === 10 && (bytes[at + 1] === 10 || (bytes[at + 1] === 13 && at + 2 < end && bytes[at + 2] === 10)))
      return true;
  }
  return false;
}
