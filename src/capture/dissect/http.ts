import { latin } from './latin.ts';
import { printable } from './printable.ts';
import { RecentTexts } from './recent-texts.ts';

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
  readonly kind: 'connect' | 'absolute' | 'origin';
  /**
   * Host and port that a CONNECT asks for; scheme, host and port of what a proxy is asked for in the clear; empty where the way
   * is all that is given. No more than the place: what follows, and what stands before an @, may hold a secret.
   */
  readonly place: string;
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

/**
 * Reads the head of an HTTP/1 request (RFC 9112); null when its end is still to come.
 * @param hosts what Host headers were met lately: see {@link recentHosts}
 */
export function readRequest(bytes: Uint8Array, start: number, end: number, hosts: RecentTexts): HttpRequest | null {
  const isLong = end - start >= LONGEST_HEAD;
  const stop = isLong ? start + LONGEST_HEAD : end;
  const first = endOfLine(bytes, start, stop);
  for (let at = first + 1; at < stop;) {
    const line = endOfLine(bytes, at, stop);
    // what stands behind the last line break may be cut off
    if (line === stop && !isLong) return null;
    const to = withoutReturn(bytes, at, line);
    if (to === at) return requestOf(bytes, start, withoutReturn(bytes, start, first), '');
    if (isHost(bytes, at, to))
      return requestOf(bytes, start, withoutReturn(bytes, start, first), hosts.of(bytes, at + HOST.length, to));
    at = line + 1;
  }
  return isLong ? requestOf(bytes, start, withoutReturn(bytes, start, first), '') : null;
}

/** Longer headers are read each time. */
const LONGEST_REMEMBERED = 64;
const SPACE = 32;
const SLASH = 47;
const HOST = Uint8Array.from('host:', (c) => c.charCodeAt(0));
const ABSOLUTE = /^(https?:\/\/)([^/?#]{1,300})/iu;

/** What a request line asks for. A path, which most are, is not looked at. */
function requestOf(bytes: Uint8Array, start: number, end: number, host: string): HttpRequest {
  const from = endOf(bytes, start, end, SPACE) + 1;
  const isConnect = CONNECT.every((byte, at) => bytes[start + at] === byte);
  if (!isConnect && bytes[from] === SLASH) return { kind: 'origin', place: '', host };
  const target = textOf(bytes, from, endOf(bytes, Math.min(from, end), end, SPACE));
  if (isConnect) return { kind: 'connect', place: target, host };
  const [, scheme = '', authority] = ABSOLUTE.exec(target) ?? [];
  if (authority === undefined) return { kind: 'origin', place: '', host };
  return { kind: 'absolute', place: scheme + authority.slice(authority.lastIndexOf('@') + 1), host };
}

const CONNECT = Uint8Array.from('CONNECT ', (c) => c.charCodeAt(0));

/** Where a byte stands for the first time, `end` where it does not. */
function endOf(bytes: Uint8Array, start: number, end: number, byte: number): number {
  let at = start;
  while (at < end && bytes[at] !== byte) at += 1;
  return at;
}

function endOfLine(bytes: Uint8Array, start: number, end: number): number {
  return endOf(bytes, start, end, 10);
}

function withoutReturn(bytes: Uint8Array, start: number, end: number): number {
  return end > start && bytes[end - 1] === 13 ? end - 1 : end;
}

function isHost(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < HOST.length) return false;
  // letters differ from their capitals by one bit, the colon has it set
  for (let at = 0; at < HOST.length; at += 1) if (((bytes[start + at] ?? 0) | 32) !== HOST[at]) return false;
  return bytes[start + HOST.length - 1] === HOST.at(-1);
}

/** Remembers the Host headers that are read, one for all requests of a capture. */
export function recentHosts(): RecentTexts {
  return new RecentTexts(textOf, LONGEST_REMEMBERED);
}

/** A text without the blanks around it. */
function textOf(bytes: Uint8Array, start: number, end: number): string {
  let [from, to] = [start, end];
  while (from < to && bytes[from] === SPACE) from += 1;
  while (to > from && bytes[to - 1] === SPACE) to -= 1;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < SPACE || byte > 126) return printable(decoder.decode(bytes.subarray(from, to)).trim());
  }
  return latin(bytes, from, to);
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
