import { fatalAlert, LONGEST_HELLO, readClientHello, startsClientHello, startsServerHello } from './dissect/tls.ts';
import { readRequest, startsRequest, statusOf } from './dissect/http.ts';
import { readDns } from './dissect/dns.ts';
import type { Flow } from './flows.ts';
import { ipv6, type Hosts } from './hosts.ts';
import type { Names } from './names.ts';
import type { Pending, Side, TcpConnection } from './tcp-connection.ts';

const DNS = 53;
/** Bytes held for messages that span segments, all connections together. */
const MOST_PENDING = 16 * 1024 * 1024;

/** Reads what TCP connections carry for what names the other side and tells how a request went: TLS, HTTP, DNS. */
export class Streams {
  readonly #hosts: Hosts;
  readonly #names: Names;
  /** The connections run inside a tunnel. */
  readonly #inner: boolean;
  #pending = 0;

  constructor(hosts: Hosts, names: Names, inner: boolean) {
    this.#hosts = hosts;
    this.#names = names;
    this.#inner = inner;
  }

  /** Takes the payload of a segment, `bytes` from `start` to `end`. */
  segment(
    flow: Flow,
    connection: TcpConnection,
    from: 0 | 1,
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
    sequence: number,
    time: number,
  ): void {
    const own = connection.sides[from];
    if (own.pending !== null) {
      this.#continue(flow, connection, from, own.pending, bytes.subarray(start, end), sequence, time);
      return;
    }
    const first = bytes[start] ?? 0;
    if (flow.aPort === DNS || flow.bPort === DNS) {
      this.#dnsOverTcp(flow, own, bytes.subarray(start, end), view, start, sequence, time);
    } else if (first === 22 || first === 21) {
      if (startsClientHello(bytes, start, end)) {
        connection.tlsClientHello = true;
        this.#hello(flow, connection, from, bytes.slice(start, end), sequence);
      } else if (startsServerHello(bytes, start, end)) connection.tlsServerHello ||= from !== connection.client;
      else {
        const alert = fatalAlert(bytes, start, end);
        if (alert >= 0) connection.tlsAlert = alert;
      }
    } else if (connection.httpHost === '' && startsRequest(bytes, start, end)) {
      this.#request(flow, connection, from, bytes, start, end, sequence);
    } else if (first === 72 && connection.connectAwaits) {
      connection.connectStatus = statusOf(bytes, start, end);
      connection.connectAwaits = connection.connectStatus === 0;
    }
  }

  /** Keeps the start of a message until the rest of it arrives. */
  #await(own: Side, bytes: Uint8Array, next: number): void {
    if (this.#pending >= MOST_PENDING) return;
    own.pending = { bytes, next: next >>> 0 };
    this.#pending += bytes.length;
  }

  /** Forgets what waits for its rest. */
  drop(own: Side): void {
    if (own.pending !== null) this.#pending -= own.pending.bytes.length;
    own.pending = null;
  }

  #hello(flow: Flow, connection: TcpConnection, from: 0 | 1, bytes: Uint8Array, sequence: number): void {
    const hello = readClientHello(bytes);
    if (hello.kind === 'more' && bytes.length < LONGEST_HELLO) {
      this.#await(connection.sides[from], bytes, sequence + bytes.length);
    } else if (hello.kind === 'hello' && hello.sni !== '') {
      if (connection.client < 0) connection.client = from;
      connection.sni = hello.sni;
      this.#names.seenSni(hello.sni);
      // behind a proxy the name is that of the destination, not of the address that is spoken to
      if (connection.connect === '') this.#names.name(this.#hosts.addressOf(from === 0 ? flow.b : flow.a), hello.sni);
    }
  }

  #continue(
    flow: Flow,
    connection: TcpConnection,
    from: 0 | 1,
    pending: Pending,
    more: Uint8Array,
    sequence: number,
    time: number,
  ): void {
    if (sequence !== pending.next) return;
    const joined = new Uint8Array(pending.bytes.length + more.length);
    joined.set(pending.bytes);
    joined.set(more, pending.bytes.length);
    this.drop(connection.sides[from]);
    const start = (pending.next - pending.bytes.length) >>> 0;
    this.segment(flow, connection, from, joined, new DataView(joined.buffer), 0, joined.length, start, time);
  }

  #request(
    flow: Flow,
    connection: TcpConnection,
    from: 0 | 1,
    bytes: Uint8Array,
    start: number,
    end: number,
    sequence: number,
  ): void {
    const request = readRequest(bytes, start, end);
    if (request === null) {
      this.#await(connection.sides[from], bytes.slice(start, end), sequence + end - start);
      return;
    }
    const { method, target, host } = request;
    if (connection.client < 0) connection.client = from;
    if (method === 'CONNECT') {
      connection.connect = target.toLowerCase();
      connection.connectAwaits = true;
      return;
    }
    connection.httpHost = host;
    const name = host.replace(/:\d+$/u, '');
    if (/[a-z]/iu.test(name) && !target.startsWith('http'))
      this.#names.name(this.#hosts.addressOf(from === 0 ? flow.b : flow.a), name);
  }

  /** DNS over TCP: each message stands behind its length (RFC 7766). */
  #dnsOverTcp(
    flow: Flow,
    own: Side,
    bytes: Uint8Array,
    view: DataView,
    base: number,
    sequence: number,
    time: number,
  ): void {
    let at = 0;
    const server = this.#hosts.addressOf(flow.aPort === DNS ? flow.a : flow.b);
    while (at + 2 <= bytes.length) {
      const length = view.getUint16(base + at);
      if (length < 12) return;
      if (at + 2 + length > bytes.length) break;
      const whole = bytes.slice(at + 2, at + 2 + length);
      const message = readDns(whole, new DataView(whole.buffer), 0, length, ipv6);
      if (message !== null) this.#names.dns(message, server, time, this.#inner);
      at += 2 + length;
    }
    if (at < bytes.length) this.#await(own, bytes.slice(at), sequence + bytes.length);
  }
}
