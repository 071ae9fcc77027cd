import { DnsReader, looksLikeDns } from './dissect/dns.ts';
import { Fragments, type Whole } from './dissect/fragments.ts';
import { tunnelled } from './dissect/tunnel.ts';
import { IPV4, IPV6, locate, type Network } from './dissect/link.ts';
import { ACK, AGAIN, ANEW, Connections, FIN, RST, SYN } from './connections.ts';
import { Copies } from './copies.ts';
import { Exchanges } from './exchanges.ts';
import { Flows, ICMP, ICMP6, OTHER, TCP, UDP } from './flows.ts';
import { LINK, type FrameSink } from './frame.ts';
import { Hosts } from './hosts.ts';
import { quotesPacket, readError } from './icmp.ts';
import { Names } from './names.ts';
import { Streams } from './streams.ts';
import { Texts } from './texts.ts';
import { FlowNames } from './flow-names.ts';
import { Throughput } from './throughput.ts';
import { Timeline, TimeScale } from './timeline.ts';

/** The name service of NetBIOS has the format of DNS, but names of its own. */
const NETBIOS = 137;
const DNS_PORTS: ReadonlySet<number> = new Set([53, 5353, 5355]);
/** Extension headers of IPv6 that stand before the payload. */
const EXTENSIONS: ReadonlySet<number> = new Set([0, 43, 60]);
const MOST_EXTENSIONS = 16;
/** A length on the wire beyond this is nonsense; Wireshark counts such a frame with this one. */
const LONGEST_WIRE = 0x7fffffff;
/** Packets of several interfaces are written a little out of order; further back (s) it is the clock. */
const CLOCK_JUMP = 1;
/** Packets within packets are followed this deep. */
const MOST_TUNNELS = 4;
/** Characters of the names that connections bear. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** A segment of a TCP connection, as a ladder diagram shows it. */
export interface Segment {
  /** Number of the conversation. */
  readonly flow: number;
  /** Number of its frame in the file, from 1 on. */
  readonly frame: number;
  /** 0: sent by the conversation's side A. */
  readonly from: 0 | 1;
  readonly time: number;
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly window: number;
  readonly length: number;
  /** It was sent again. */
  readonly repeated: boolean;
}

/** Everything that is kept of the frames of a capture: totals, never the frames themselves. */
export class Traffic implements FrameSink {
  packets = 0;
  capturedBytes = 0;
  wireBytes = 0;
  firstPacket = Number.NaN;
  lastPacket = Number.NaN;
  /** Frames of which fewer bytes were captured than stood on the wire. */
  cutPackets = 0;
  /** Frames without IP. */
  otherPackets = 0;
  /** Packets that contradict themselves or others, and were passed over. */
  brokenPackets = 0;
  /** Packets that stand in the capture twice. */
  readonly copies = new Copies();
  /** How often the clock was set back between two frames, and by how much (s) at most. */
  clockJumps = 0;
  clockJump = 0;
  readonly hosts = new Hosts();
  readonly flows = new Flows();
  readonly connections = new Connections();
  readonly exchanges = new Exchanges();
  readonly names: Names;
  readonly dns = new DnsReader();
  /** Names that connections bear, by their numbers. */
  readonly texts = new Texts(MOST_CHARACTERS);
  readonly scale = new TimeScale();
  readonly throughput = new Throughput(this.hosts, this.scale);
  /** Resets, and segments that were sent again, over time. */
  readonly resets = new Timeline();
  readonly repeats = new Timeline();
  /** Names that conversations asked DNS for. */
  readonly asked = new FlowNames();
  /** The conversation of the frame that was taken last, -1: it has none. */
  frameFlow = -1;
  /** Bytes at the start of that frame that are headers of the link, of IP and of its transport. */
  frameHeaders = 0;
  /** Told of every TCP segment; for looking at one conversation in a second pass. */
  watch: ((segment: Segment) => void) | null = null;
  #before = Number.NaN;
  /** Copies of packets without a number are looked for: it costs time, and tells only where nothing else does. */
  #mayRepeat = false;
  readonly #network: Network = { type: 0, at: 0, stop: 0, sender: -1, direction: 0 };
  readonly #fragments = new Fragments();
  readonly #streams: Streams;
  readonly #depth: number;
  /** The piece of the file in which the frame stands; what was put together from fragments stands in another. */
  #piece: Uint8Array | null = null;
  #start = 0;
  /** Reads what tunnels carry and errors quote, for the names alone: frames are counted by their outermost addresses. */
  #inner: Traffic | null = null;

  constructor(names = new Names(), depth = 0) {
    this.names = names;
    this.#streams = new Streams(this, depth > 0);
    this.#depth = depth;
  }

  frame(
    bytes: Uint8Array,
    view: DataView,
    start: number,
    captured: number,
    claimed: number,
    linkType: number,
    time: number,
    direction: 0 | 1 | 2 = 0,
  ): void {
    const wire = Math.min(claimed, LONGEST_WIRE);
    this.packets += 1;
    this.capturedBytes += captured;
    this.wireBytes += wire;
    if (captured < wire) this.cutPackets += 1;
    if (time < this.firstPacket || this.firstPacket !== this.firstPacket) this.firstPacket = time;
    if (time > this.lastPacket || this.lastPacket !== this.lastPacket) this.lastPacket = time;
    if (time < this.#before - CLOCK_JUMP) {
      this.clockJumps += 1;
      this.clockJump = Math.max(this.clockJump, this.#before - time);
    }
    this.#before = time;
    const end = start + captured;
    const network = this.#network;
    locate(network, view, start, end, linkType);
    if (direction !== 0) network.direction = direction;
    this.#piece = bytes;
    this.#start = start;
    this.frameFlow = -1;
    this.frameHeaders = network.type === IPV4 || network.type === IPV6 ? network.at - start : 0;
    const room = Math.min(network.stop, start + wire) - network.at;
    try {
      if (network.type === IPV4) this.#ipv4(bytes, view, network.at, end, room, wire, time);
      else if (network.type === IPV6) this.#ipv6(bytes, view, network.at, end, room, wire, time);
      else this.otherPackets += 1;
    } catch (error) {
      // a length that leads out of the buffer: the packets behind this one are none the worse
      if (!(error instanceof RangeError)) throw error;
      this.brokenPackets += 1;
    }
  }

  mayRepeat(): void {
    this.#mayRepeat = true;
  }

  /** `room`: bytes that the link has for the packet, whatever the packet's own header claims. */
  #ipv4(bytes: Uint8Array, view: DataView, at: number, end: number, room: number, wire: number, time: number): void {
    const header = ((bytes[at] ?? 0) & 15) * 4;
    const total = at + 20 > end ? -1 : view.getUint16(at + 2);
    // large segments that the network card cuts are captured with a length of zero
    const claimed = total === 0 ? room : total;
    const version = (bytes[at] ?? 0) >> 4;
    if (version !== 4 || header < 20 || claimed < header) {
      this.otherPackets += 1;
      if (version === 6) this.#within(bytes, view, at, end, LINK.ipv6, time);
      return;
    }
    const source = this.hosts.v4(view.getInt32(at + 12));
    const destination = this.hosts.v4(view.getInt32(at + 16));
    this.#count(view, source, destination, wire, time);
    const length = Math.min(claimed, room);
    const protocol = bytes[at + 9] ?? 0;
    const body = at + header;
    this.#headersEnd(bytes, Math.min(body, end));
    const fragment = view.getUint16(at + 6) & 0x3fff;
    const stop = Math.min(end, at + length);
    if (fragment === 0) {
      if (view.getUint16(at + 4) !== 0) this.copies.see(view, at, body, end, time);
      else if (this.#mayRepeat && protocol === TCP)
        this.copies.seeSegment(source, destination, view, body, stop, length - header, time);
    }
    if (fragment === 0 || ((fragment & 0x1fff) === 0 && at + claimed > end)) {
      this.#payload(protocol, source, destination, bytes, view, body, stop, length - header, wire, time);
      return;
    }
    if (at + claimed > end) {
      this.#withoutPorts(OTHER, source, destination, wire, time);
      return;
    }
    const key = `${source} ${destination} ${protocol} ${view.getUint16(at + 4)}`;
    const more = (fragment & 0x2000) !== 0;
    const whole = this.#fragments.add(key, (fragment & 0x1fff) * 8, more, bytes, body, stop, time);
    this.#assembled(whole, protocol, source, destination, wire, time);
  }

  #ipv6(bytes: Uint8Array, view: DataView, at: number, end: number, room: number, wire: number, time: number): void {
    if (at + 40 > end || (bytes[at] ?? 0) >> 4 !== 6) {
      this.otherPackets += 1;
      return;
    }
    const source = this.hosts.v6(view, at + 8);
    const destination = this.hosts.v6(view, at + 24);
    this.#count(view, source, destination, wire, time);
    // a length of zero: a jumbogram, or segments that the card cuts; the ports are then left alone, as Wireshark does
    const length = view.getUint16(at + 4);
    const whole = Math.min(40 + length, room);
    const stop = Math.min(end, at + whole);
    let next = bytes[at + 6] ?? 0;
    let body = at + 40;
    if (length === 0 && next !== 59) next = 59;
    for (let headers = 0; headers < MOST_EXTENSIONS; headers += 1) {
      if (EXTENSIONS.has(next) && body + 8 <= stop) {
        next = bytes[body] ?? 0;
        body += 8 + (bytes[body + 1] ?? 0) * 8;
        continue;
      }
      if (next === 51 && body + 8 <= stop) {
        next = bytes[body] ?? 0;
        body += ((bytes[body + 1] ?? 0) + 2) * 4;
        continue;
      }
      break;
    }
    this.#headersEnd(bytes, Math.min(body, end));
    if (next === 44 && body + 8 <= stop) {
      const fragment = view.getUint16(body + 2);
      const inner = bytes[body] ?? 0;
      const more = (fragment & 1) !== 0;
      if ((fragment & 0xfff8) === 0 && !more) {
        this.#payload(inner, source, destination, bytes, view, body + 8, stop, at + whole - body - 8, wire, time);
        return;
      }
      const key = `${source} ${destination} 6 ${view.getUint32(body + 4)}`;
      const joined =
        at + whole > end ? null : this.#fragments.add(key, fragment & 0xfff8, more, bytes, body + 8, stop, time);
      this.#assembled(joined, inner, source, destination, wire, time);
      return;
    }
    if (this.#mayRepeat && next === TCP)
      this.copies.seeSegment(source, destination, view, body, stop, at + whole - body, time);
    this.#payload(next, source, destination, bytes, view, body, stop, at + whole - body, wire, time);
  }

  #assembled(
    whole: Whole | 'broken' | null,
    protocol: number,
    source: number,
    destination: number,
    wire: number,
    time: number,
  ): void {
    if (whole === 'broken') this.brokenPackets += 1;
    if (whole === null || whole === 'broken') {
      this.#withoutPorts(OTHER, source, destination, wire, time);
      return;
    }
    const { bytes, view, length } = whole;
    this.#payload(protocol, source, destination, bytes, view, 0, length, length, wire, time);
  }

  /** What an IP packet carries: `length` bytes by its header, of which those up to `end` were captured. */
  #payload(
    protocol: number,
    source: number,
    destination: number,
    bytes: Uint8Array,
    view: DataView,
    at: number,
    end: number,
    length: number,
    wire: number,
    time: number,
  ): void {
    if ((protocol === TCP || protocol === UDP) && at + 4 <= end) {
      const sourcePort = view.getUint16(at);
      const destinationPort = view.getUint16(at + 2);
      const flow = this.flows.of(protocol, source, sourcePort, destination, destinationPort);
      const before = protocol === TCP && this.flows.onlySyn(flow) >= 0 ? this.flows.lastOf(flow) : Number.NaN;
      const from = this.flows.tally(flow, source, sourcePort, destination, destinationPort, wire, time, this.packets);
      this.frameFlow = flow;
      const header = protocol === UDP ? 8 : at + 13 > end ? 20 : ((bytes[at + 12] ?? 0) >> 4) * 4;
      this.#headersEnd(bytes, Math.min(at + header, end));
      if (protocol === TCP) {
        // beyond the limit a conversation stands for all that there are between two hosts
        const isOne = this.flows.portOf(flow, 0) + this.flows.portOf(flow, 1) === sourcePort + destinationPort;
        if (isOne) this.#tcp(flow, from, bytes, view, at, end, length, time, before);
      } else if (at + 8 <= end) this.#udp(flow, source, destination, bytes, view, at, end, time);
      return;
    }
    const kind = protocol === ICMP || protocol === ICMP6 ? ICMP : OTHER;
    this.#withoutPorts(kind, source, destination, wire, time);
    if (kind === ICMP) {
      const version = protocol === ICMP ? 4 : 6;
      if (!quotesPacket(version, bytes, at, end)) return;
      this.#icmp(version, source, bytes, view, at, end);
      this.#within(bytes, view, at + 8, end, LINK.raw, time);
    } else {
      const inner = tunnelled(protocol, 0, 0, view, at, end);
      if (inner !== null) this.#within(bytes, view, inner.at, end, inner.linkType, time);
    }
  }

  #headersEnd(bytes: Uint8Array, end: number): void {
    if (bytes === this.#piece) this.frameHeaders = end - this.#start;
  }

  /** An ICMP error quotes the packet that the network did not deliver: the connection of that packet is marked. */
  #icmp(version: 4 | 6, sender: number, bytes: Uint8Array, view: DataView, at: number, end: number): void {
    const error = readError(version, bytes, view, at, end, this.hosts);
    if (error === null) return;
    const flow = this.flows.find(TCP, error.source, error.sourcePort, error.destination, error.destinationPort);
    const connection = flow < 0 ? -1 : this.#follow(flow, -1, this.flows.lastOf(flow));
    if (connection < 0) return;
    if (error.mtu > 0) this.connections.setTooLarge(connection, error.mtu, sender);
    else this.connections.setIcmp(connection, error.error, sender);
  }

  #udp(
    flow: number,
    source: number,
    destination: number,
    bytes: Uint8Array,
    view: DataView,
    at: number,
    end: number,
    time: number,
  ): void {
    const aPort = view.getUint16(at);
    const bPort = view.getUint16(at + 2);
    const length = view.getUint16(at + 4);
    if (length < 8) return;
    const start = at + 8;
    const stop = Math.min(end, at + length);
    const expected = DNS_PORTS.has(aPort) || DNS_PORTS.has(bPort);
    if (expected || (aPort !== NETBIOS && bPort !== NETBIOS && looksLikeDns(view, start, stop))) {
      const message = this.dns.read(bytes, view, start, stop);
      // at another port only what is beyond doubt
      if (message !== null && (expected || message.whole)) {
        this.names.dns(message, this.hosts.addressOf(message.response ? source : destination), time, this.#depth > 0);
        if (this.#depth === 0) for (const name of message.questions) this.#asks(flow, name);
        return;
      }
    }
    const inner = tunnelled(UDP, aPort, bPort, view, start, stop);
    if (inner !== null) this.#within(bytes, view, inner.at, stop, inner.linkType, time);
  }

  #asks(flow: number, name: string): void {
    const kept = this.names.lookup(name);
    if (kept !== undefined) this.asked.add(flow, kept.name);
  }

  /** A packet within a packet: only the names that it tells are kept. */
  #within(bytes: Uint8Array, view: DataView, at: number, end: number, linkType: number, time: number): void {
    if (this.#depth >= MOST_TUNNELS || at >= end) return;
    this.#inner ??= new Traffic(this.names, this.#depth + 1);
    this.#inner.frame(bytes, view, at, end - at, LONGEST_WIRE, linkType, time);
  }

  #count(view: DataView, source: number, destination: number, wire: number, time: number): void {
    if (time === time) this.throughput.count(source, destination, wire, time);
    this.hosts.tally(source, destination, wire);
    const { sender, direction } = this.#network;
    if (sender >= 0) this.hosts.sendsUnder(source, view, sender);
    if (direction === 2) this.hosts.marks(source, destination);
    else if (direction === 1) this.hosts.marks(destination, source);
  }

  /** Counts a frame of a protocol that knows no ports. */
  #withoutPorts(kind: number, source: number, destination: number, wire: number, time: number): void {
    const flow = this.flows.of(kind, source, 0, destination, 0);
    this.flows.tally(flow, source, 0, destination, 0, wire, time, this.packets);
    this.frameFlow = flow;
  }

  #tcp(
    flow: number,
    from: 0 | 1,
    bytes: Uint8Array,
    view: DataView,
    at: number,
    end: number,
    length: number,
    time: number,
    before: number,
  ): void {
    // flags and window are the last that is needed of a header that was cut off
    if (at + 16 > end) return;
    const header = ((bytes[at + 12] ?? 0) >> 4) * 4;
    if (header < 20) return;
    const payload = Math.max(0, length - header);
    const flags = bytes[at + 13] ?? 0;
    const sequence = view.getInt32(at + 4);
    if ((flags & RST) !== 0) this.#mark(this.resets, time);
    if (this.#isOnlySyn(flow, flags, sequence, payload)) {
      const isAgain = this.flows.packetsOf(flow) > 1;
      if (isAgain) this.#mark(this.repeats, time);
      if (this.watch !== null) this.#show(flow, from, view, at, payload, time, isAgain);
      return;
    }
    const connection = this.#connection(flow, from, flags, sequence, before);
    const acknowledgement = view.getInt32(at + 8);
    const window = view.getUint16(at + 14);
    const brought =
      connection < 0
        ? 0
        : this.connections.segment(connection, from, flags, sequence, acknowledgement, window, payload, time);
    if ((brought & AGAIN) !== 0) this.#mark(this.repeats, time);
    if (this.watch !== null) this.#show(flow, from, view, at, payload, time, (brought & AGAIN) !== 0);
    if (connection < 0) return;
    if (at + header < end) this.#streams.segment(flow, connection, from, bytes, view, at + header, end, sequence, time);
    if ((brought & ANEW) !== 0) this.#streams.turn(connection, from);
    // nothing continues a start behind which bytes are missing, or that was the last
    if ((flags & (FIN | RST)) !== 0 || end - at - header < payload) this.#streams.drop(connection, from);
  }

  /** Counts what the frame at hand showed. */
  #mark(timeline: Timeline, time: number): void {
    if (time === time) timeline.add(this.scale, this.throughput.bucket, 1);
  }

  #show(flow: number, from: 0 | 1, view: DataView, at: number, length: number, time: number, repeated: boolean): void {
    this.watch?.({
      flow,
      frame: this.packets,
      from,
      time,
      flags: view.getUint8(at + 13),
      sequence: view.getUint32(at + 4),
      acknowledgement: view.getUint32(at + 8),
      window: view.getUint16(at + 14),
      length,
      repeated,
    });
  }

  /** The conversation consists of one SYN, sent once or more: its totals say all there is, so nothing more is kept. */
  #isOnlySyn(flow: number, flags: number, sequence: number, payload: number): boolean {
    const { flows } = this;
    if ((flags & (SYN | ACK | RST | FIN)) !== SYN || payload > 0) return false;
    const known = flows.onlySyn(flow);
    if (known >= 0) {
      const { packetsAB, packetsBA } = flows.flow(flow);
      return (known | 0) === sequence && (packetsAB === 0 || packetsBA === 0);
    }
    if (flows.packetsOf(flow) > 1) return false;
    flows.setOnlySyn(flow, sequence);
    return true;
  }

  /** The connection to which a segment belongs, -1 when none is followed. */
  #connection(flow: number, from: 0 | 1, flags: number, sequence: number, before: number): number {
    const { flows, connections } = this;
    // what the conversation was counted with a moment ago belongs to this segment
    const known = this.#follow(flow, from, before);
    if (known >= 0 && !connections.isNew(known, from, flags, sequence)) return known;
    if (known < 0 && flows.isNotFollowed(flow)) return -1;
    const opened = connections.open(known);
    if (opened < 0) {
      if (known < 0) flows.setNotFollowed(flow);
      return known;
    }
    if (opened === known) this.exchanges.forget(known);
    flows.setConnection(flow, opened);
    return opened;
  }

  /**
   * The last connection of a conversation; one that was a mere SYN so far is followed from now on.
   * @param counted the side whose segment was counted already, but does not belong to those SYNs (-1: none was)
   * @param last when the last of those SYNs was sent
   */
  #follow(flow: number, counted: -1 | 0 | 1, last: number): number {
    const { flows, connections } = this;
    const sequence = flows.onlySyn(flow);
    if (sequence < 0) return flows.connectionOf(flow);
    const { packetsAB, packetsBA, first } = flows.flow(flow);
    const ab = packetsAB - (counted === 0 ? 1 : 0);
    const ba = packetsBA - (counted === 1 ? 1 : 0);
    const opened = connections.open(-1);
    if (opened < 0) {
      flows.setNotFollowed(flow);
      return -1;
    }
    connections.replaySyn(opened, ab > 0 ? 0 : 1, sequence | 0, ab > 0 ? ab : ba, first, last);
    flows.setConnection(flow, opened);
    return opened;
  }
}
