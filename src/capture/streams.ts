import { LONGEST_FLIGHT, readFlight } from './dissect/certificate.ts';
import type { DnsReader } from './dissect/dns.ts';
import { endsHead, readAnswer, readRequest, recentHosts, startsRequest, STATUS_LINE } from './dissect/http.ts';
import {
  endsPlain,
  LONGEST_HELLO,
  readClientHello,
  readRecord,
  recordLength,
  startsClientHello,
  startsServerHello,
} from './dissect/tls.ts';
import { SEEN, type Connections } from './connections.ts';
import { NO_HTTP, type Exchanges } from './exchanges.ts';
import type { Flows } from './flows.ts';
import type { Hosts } from './hosts.ts';
import type { Names } from './names.ts';
import { PendingMessages } from './pending.ts';
import type { Texts } from './texts.ts';

const DNS = 53;
/** Bits of a connection whose sides both encrypt, and have gone on since. */
const SETTLED = SEEN.serverAfter | SEEN.encrypts[0] | SEEN.encrypts[1];
/** Header of a TLS record, and the type of the message in it. */
const RECORD_START = 6;

interface Known {
  readonly hosts: Hosts;
  readonly flows: Flows;
  readonly connections: Connections;
  readonly exchanges: Exchanges;
  readonly names: Names;
  readonly dns: DnsReader;
  readonly texts: Texts;
}

/** A piece of a stream: `bytes` from `start` to `end`, which starts at the sequence number. */
interface Piece {
  readonly flow: number;
  readonly connection: number;
  readonly from: 0 | 1;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly start: number;
  readonly end: number;
  readonly sequence: number;
  readonly time: number;
}

/** Reads what TCP connections carry for what names the other side and tells how a request went: TLS, HTTP, DNS. */
export class Streams {
  readonly #known: Known;
  /** The connections run inside a tunnel. */
  readonly #inner: boolean;
  readonly #hosts = recentHosts();
  readonly #pending = new PendingMessages();
  /** The first messages of servers. */
  readonly #flights = new PendingMessages();

  constructor(known: Known, inner: boolean) {
    this.#known = known;
    this.#inner = inner;
  }

  /** A side sends something new: behind the ServerHello that tells how far the handshake came, however encrypted. */
  turn(connection: number, from: 0 | 1): void {
    const { connections } = this.#known;
    const seen = connections.seen(connection);
    const byClient = from === connections.clientOf(connection);
    if ((seen & SEEN.clientHello) !== 0 && !byClient) connections.set(connection, SEEN.helloAnswered);
    if ((seen & SEEN.serverHello) === 0) return;
    if (byClient) connections.set(connection, SEEN.clientAfter);
    else if ((seen & SEEN.clientAfter) !== 0) connections.set(connection, SEEN.serverAfter);
  }

  /** Takes the payload of a segment, `bytes` from `start` to `end`. */
  segment(
    flow: number,
    connection: number,
    from: 0 | 1,
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
    sequence: number,
    time: number,
  ): void {
    const { connections, flows } = this.#known;
    const seen = connections.seen(connection);
    if ((seen & SEEN.pending[from]) !== 0) {
      this.#continue({ flow, connection, from, bytes, view, start, end, sequence, time });
      return;
    }
    // both sides went on behind the handshake: nothing that follows is in the clear
    if ((seen & SETTLED) === SETTLED) return;
    const first = bytes[start] ?? 0;
    if (flows.portOf(flow, 0) === DNS || flows.portOf(flow, 1) === DNS) {
      this.#dnsOverTcp({ flow, connection, from, bytes, view, start, end, sequence, time });
    } else if (this.#isTls(seen, from, first)) {
      const piece = { flow, connection, from, bytes, view, start, end, sequence, time };
      if ((seen & SEEN.serverAfter) === 0) this.#tls(piece, seen);
      else this.#records(piece);
    } else if ((seen & SEEN.asked) !== 0 && from !== connections.clientOf(connection)) {
      this.#answer({ flow, connection, from, bytes, view, start, end, sequence, time });
    } else if ((seen & SEEN.tunnel) === 0 && startsRequest(bytes, start, end)) {
      this.#request({ flow, connection, from, bytes, view, start, end, sequence, time });
    }
  }

  /** A handshake or an alert starts here, or a record of a connection whose handshake was seen. */
  #isTls(seen: number, from: 0 | 1, first: number): boolean {
    if (first === 21 || first === 22) return true;
    if ((seen & (SEEN.clientHello | SEEN.serverHello)) === 0) return false;
    return (seen & SEEN.record[from]) !== 0 || first === 20 || first === 23;
  }

  /** Nothing continues a message behind which bytes are missing, or that was the last. */
  drop(connection: number, side: 0 | 1): void {
    const { connections } = this.#known;
    this.#flights.drop(connection, side);
    if ((connections.seen(connection) & SEEN.pending[side]) === 0) return;
    connections.clear(connection, SEEN.pending[side]);
    this.#pending.drop(connection, side);
  }

  /** Keeps the start of a message until `wants` bytes of it are there. */
  #await({ connection, from, bytes, start, end, sequence }: Piece, wants: number, isHead = false): void {
    this.#pending.keep(connection, from, bytes, start, end, sequence + end - start, wants, isHead);
    this.#known.connections.set(connection, SEEN.pending[from]);
  }

  #continue({ flow, connection, from, bytes, start, end, sequence, time }: Piece): void {
    const own = this.#pending.get(connection, from);
    if (own === undefined) {
      // it made room for others
      this.#known.connections.clear(connection, SEEN.pending[from]);
      return;
    }
    if (sequence !== own.next) return;
    const before = own.length;
    this.#pending.append(own, bytes, start, end);
    const { room, length, next } = own;
    if (length < own.wants && !(own.isHead && endsHead(room.bytes, 0, before, length))) return;
    this.#flights.drop(connection, from);
    this.#known.connections.clear(connection, SEEN.pending[from]);
    this.#pending.remove(connection, from);
    this.segment(flow, connection, from, room.bytes, room.view, 0, length, (next - length) | 0, time);
    this.#pending.giveBack(own);
  }

  #tls(piece: Piece, seen: number): void {
    const { connection, from, bytes, start, end, time } = piece;
    const { connections } = this.#known;
    const inRecord = (seen & SEEN.record[from]) !== 0;
    if (!inRecord && startsClientHello(bytes, start, end)) {
      connections.set(connection, SEEN.clientHello);
      connections.setTlsTime(connection, 0, time);
      if (end - start < RECORD_START) this.#await(piece, RECORD_START);
      else this.#hello(piece);
      return;
    }
    this.#records(piece);
    if (from !== connections.clientOf(connection)) this.#flight(piece);
  }

  /** Collects the server's first messages until its certificate is there. */
  #flight({ connection, from, bytes, start, end, sequence }: Piece): void {
    const { connections, texts } = this.#known;
    const seen = connections.seen(connection);
    if ((seen & SEEN.flightRead) !== 0 || (seen & SEEN.serverHello) === 0) return;
    let own = this.#flights.get(connection, from);
    if (own === undefined) {
      if (!startsServerHello(bytes, start, end)) return;
      this.#flights.keep(connection, from, bytes, start, end, sequence + end - start, 0, false);
      own = this.#flights.get(connection, from);
    } else {
      if (sequence !== own.next) return;
      this.#flights.append(own, bytes, start, end);
    }
    if (own === undefined || own.length < own.wants) return;
    const flight = readFlight(own.room.bytes.subarray(0, own.length));
    if (flight.kind === 'more' && own.length < LONGEST_FLIGHT) {
      own.wants = flight.wants;
      return;
    }
    connections.set(connection, SEEN.flightRead);
    this.#flights.drop(connection, from);
    if (flight.kind !== 'certificate') return;
    const { issuer, subject } = flight.certificate;
    connections.setCertificate(connection, texts.add(`${issuer}\n${subject}`));
  }

  #hello(piece: Piece): void {
    const { flow, connection, from, bytes, start, end } = piece;
    const { connections, exchanges, names, hosts, flows, texts } = this.#known;
    const hello = readClientHello(bytes.subarray(start, end));
    if (hello.kind === 'more') {
      if (end - start < LONGEST_HELLO) this.#await(piece, hello.wants);
      return;
    }
    if (hello.kind === 'hello' && connections.clientOf(connection) < 0) connections.setClient(connection, from);
    if (hello.kind === 'hello' && hello.sni !== '') {
      connections.setSni(connection, texts.add(hello.sni));
      names.seenSni(hello.sni);
      // behind a proxy the name is that of the destination, not of the address that is spoken to
      if (!exchanges.of(connection).some(({ kind }) => kind === 'connect'))
        names.name(hosts.addressOf(flows.hostOf(flow, from === 0 ? 1 : 0)), hello.sni);
    }
    this.#records(piece);
  }

  /** Goes from record to record; where one is not captured, on from the next segment that starts with one. */
  #records({ connection, from, bytes, view, start, end, sequence, time }: Piece): void {
    const { connections } = this.#known;
    let at = start;
    if ((connections.seen(connection) & SEEN.record[from]) !== 0) {
      const skipped = (connections.recordAt(connection, from) - sequence) | 0;
      if (skipped >= end - start) return;
      if (skipped >= 0) at = start + skipped;
    }
    while (at + 5 <= end) {
      const length = recordLength(bytes, at);
      if (length === 0) {
        connections.clear(connection, SEEN.record[from]);
        return;
      }
      this.#record(connection, from, readRecord(bytes, view, at, end), time);
      if (endsPlain(bytes, at)) this.#encrypt(connection, from, time);
      at += length;
    }
    connections.setRecord(connection, from, (sequence + at - start) | 0);
  }

  /** The handshake is over when both sides have gone over to encryption, in TLS 1.3 as in those before. */
  #encrypt(connection: number, from: 0 | 1, time: number): void {
    const { connections } = this.#known;
    if ((connections.seen(connection) & SEEN.serverHello) === 0) return;
    connections.set(connection, SEEN.encrypts[from]);
    if (isEncrypted(connections.seen(connection))) connections.setTlsTime(connection, 2, time);
  }

  #record(connection: number, from: 0 | 1, record: ReturnType<typeof readRecord>, time: number): void {
    const { connections } = this.#known;
    const seen = connections.seen(connection);
    if ((seen & SEEN.serverAfter) !== 0) return;
    const client = connections.clientOf(connection);
    if (record.kind === 'alert') {
      connections.setAlert(connection, from, record.description);
    } else if (from === client || (client < 0 && record.kind === 'client-hello')) {
      if ((seen & SEEN.serverHello) === 0) return;
      const isFirst = (seen & SEEN.clientRecord) === 0;
      if (record.kind === 'hidden-alert' && isFirst) connections.set(connection, SEEN.hiddenAlert);
      if (record.kind === 'hidden-alert' || record.kind === 'data') connections.set(connection, SEEN.clientRecord);
    } else if (record.kind === 'server-hello' || record.kind === 'retry') {
      connections.setTlsTime(connection, 1, time);
      if (record.kind === 'server-hello') connections.set(connection, SEEN.serverHello);
    }
  }

  #request(piece: Piece): void {
    const { flow, connection, from, bytes, start, end, time } = piece;
    const { connections, exchanges, names, hosts, flows, texts } = this.#known;
    const request = readRequest(bytes, start, end, this.#hosts);
    if (request === null) {
      this.#await(piece, (end - start) * 2, true);
      return;
    }
    const { kind, place, host } = request;
    if (connections.clientOf(connection) < 0) connections.setClient(connection, from);
    connections.set(connection, SEEN.asked);
    exchanges.ask(connection, kind, kind === 'origin' ? host : place.toLowerCase(), time);
    if (kind === 'connect') return;
    connections.setHttpHost(connection, texts.add(host));
    const name = host.includes(':') ? host.replace(/:\d+$/u, '') : host;
    if (kind === 'origin' && /[a-z]/iu.test(name))
      names.name(hosts.addressOf(flows.hostOf(flow, from === 0 ? 1 : 0)), name);
  }

  #answer(piece: Piece): void {
    const { connection, bytes, start, end } = piece;
    const { connections, exchanges } = this.#known;
    if (end - start < STATUS_LINE && bytes[start] === 72) {
      this.#await(piece, STATUS_LINE);
      return;
    }
    const { status, head } = readAnswer(bytes, start, end);
    // an interim response (RFC 9110, 15.2) is followed by the real one
    if (status >= 100 && status < 200) return;
    connections.clear(connection, SEEN.asked);
    const kind = exchanges.answer(connection, status === 0 ? NO_HTTP : status, head);
    if (kind === 'connect' && status >= 200 && status < 300) connections.set(connection, SEEN.tunnel);
  }

  /** DNS over TCP: each message stands behind its length (RFC 7766). */
  #dnsOverTcp(piece: Piece): void {
    const { flow, bytes, view, start, end, sequence, time } = piece;
    const { hosts, flows, names, dns } = this.#known;
    const server = hosts.addressOf(flows.hostOf(flow, flows.portOf(flow, 0) === DNS ? 0 : 1));
    let at = start;
    let wants = 2;
    while (at + 2 <= end) {
      const length = view.getUint16(at);
      if (length < 12) return;
      wants = 2 + length;
      if (at + wants > end) break;
      const message = dns.read(bytes, view, at + 2, at + wants);
      if (message !== null) names.dns(message, server, time, this.#inner);
      at += wants;
      wants = 2;
    }
    if (at < end) this.#await({ ...piece, start: at, sequence: sequence + at - start }, wants);
  }
}

function isEncrypted(seen: number): boolean {
  return (seen & SEEN.encrypts[0]) !== 0 && (seen & SEEN.encrypts[1]) !== 0;
}
