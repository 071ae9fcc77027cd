/** Flags of a TCP header. */
export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const ACK = 16;

/** What is known of one direction of a connection. */
export interface Side {
  /** Sequence number of the SYN, or what it must have been by the first segment of either side; -1 before. */
  base: number;
  /** Highest sequence number seen plus one; -1 before the first. */
  next: number;
  nextTime: number;
  /** Highest acknowledgement that this side sent; -1: none. */
  ack: number;
  ackTime: number;
  window: number;
  duplicateAcks: number;
  syn: number;
  fin: number;
  rst: number;
  segments: number;
  payload: number;
  retransmissions: number;
  zeroWindows: number;
  /** The start of a message that spans segments. */
  pending: Pending | null;
}

export interface Pending {
  readonly bytes: Uint8Array;
  /** The sequence number that continues it. */
  readonly next: number;
}

function side(): Side {
  return {
    base: -1,
    next: -1,
    nextTime: 0,
    ack: -1,
    ackTime: 0,
    window: -1,
    duplicateAcks: 0,
    syn: 0,
    fin: 0,
    rst: 0,
    segments: 0,
    payload: 0,
    retransmissions: 0,
    zeroWindows: 0,
    pending: null,
  };
}

export type Outcome = 'established' | 'half_open' | 'refused' | 'no_answer' | 'syn_ack_only' | 'midstream';

/** Without a measured round trip, a segment that comes later than this (s) after the highest one was sent again. */
const REORDERED_WITHIN = 0.003;
/** A fast retransmission follows the second duplicate acknowledgement within this time (s). */
const FAST_WITHIN = 0.02;

/**
 * One TCP connection: handshake, resets, and segments that were sent again. The judgement of retransmissions follows the
 * rules that Wireshark documents for `tcp.analysis` (User's Guide, "TCP Analysis"): a segment below the highest one seen
 * was sent again, unless it came so shortly after it that it was merely overtaken.
 */
export class TcpConnection {
  /** 0: the conversation's side A opened it, 1: side B, -1: the capture does not show it. */
  client: -1 | 0 | 1 = -1;
  readonly sides: readonly [Side, Side] = [side(), side()];
  synTime = Number.NaN;
  synAckTime = Number.NaN;
  /** Seconds from the last SYN to the client's acknowledgement; NaN without a complete handshake. */
  roundTrip = Number.NaN;
  #lastSyn = Number.NaN;
  /** The first time greater than zero (coarse clocks!) from the last SYN to a segment at the start of both directions. */
  #firstTrip = Number.NaN;
  acknowledged = false;
  /** The connection before this one between the same ports. */
  readonly previous: TcpConnection | null;
  /** Description of a fatal TLS alert in the clear; -1: none. */
  tlsAlert = -1;
  tlsClientHello = false;
  tlsServerHello = false;
  sni = '';
  httpHost = '';
  /** Target of a CONNECT request, and what the proxy answered last (0: nothing yet): it may ask for credentials first. */
  connect = '';
  connectStatus = 0;
  connectAwaits = false;
  /** An ICMP error that names this connection: type × 256 + code; -1: none. */
  icmp = -1;

  constructor(previous: TcpConnection | null) {
    this.previous = previous;
  }

  /** True when a SYN with this sequence number opens another connection between the same ports. */
  isNew(from: 0 | 1, flags: number, sequence: number): boolean {
    const { base } = this.sides[from];
    return (flags & (SYN | ACK)) === SYN && base >= 0 && base !== sequence;
  }

  /** Takes a segment of side `from`. `length` is the payload's length by the headers, captured or not. */
  segment(
    from: 0 | 1,
    flags: number,
    sequence: number,
    acknowledgement: number,
    window: number,
    length: number,
    time: number,
  ): void {
    const own = this.sides[from];
    const other = this.sides[from === 0 ? 1 : 0];
    own.segments += 1;
    own.payload += length;
    const opens = (flags & SYN) !== 0;
    if (own.base < 0) own.base = opens ? sequence : (sequence - 1) >>> 0;
    if (other.base < 0 && flags & ACK) other.base = (acknowledgement - 1) >>> 0;
    if (opens) this.#open(from, own, other, flags, time);
    if (flags & FIN) own.fin += 1;
    if (flags & RST) own.rst += 1;
    else if (!opens && flags & ACK) this.#acknowledge(from, own, other, sequence, acknowledgement, time);
    if (window === 0 && (flags & (SYN | FIN | RST)) === 0) own.zeroWindows += 1;
    const counted = length + (opens ? 1 : 0) + (flags & FIN ? 1 : 0);
    this.#sequence(own, other, flags, sequence, length, counted, time);
    if (flags & ACK) this.#remember(own, flags, acknowledgement, sequence, window, length, time);
    if (window >= 0) own.window = window;
  }

  #open(from: 0 | 1, own: Side, other: Side, flags: number, time: number): void {
    if (flags & ACK) {
      if (Number.isNaN(this.synAckTime)) this.synAckTime = time;
      if (this.client < 0) this.client = from === 0 ? 1 : 0;
    } else {
      if (Number.isNaN(this.synTime)) this.synTime = time;
      this.#lastSyn = time;
      // both sides may open at once: the first one counts
      if (other.syn === 0 || this.client < 0) this.client = from;
    }
    own.syn += 1;
  }

  #acknowledge(from: 0 | 1, own: Side, other: Side, sequence: number, acknowledgement: number, time: number): void {
    const first = acknowledgement === (other.base + 1) >>> 0;
    if (first && !(this.#firstTrip > 0) && sequence === (own.base + 1) >>> 0) this.#firstTrip = time - this.#lastSyn;
    if (this.acknowledged || from !== this.client || other.syn === 0) return;
    this.acknowledged = true;
    if (first) this.roundTrip = time - this.#lastSyn;
  }

  #sequence(
    own: Side,
    other: Side,
    flags: number,
    sequence: number,
    length: number,
    counted: number,
    time: number,
  ): void {
    const next = (sequence + counted) >>> 0;
    // a reset to a SYN carries the number 0, which says nothing
    const known = own.next > 0;
    const below = known && before(sequence, own.next);
    const keepAlive = known && length <= 1 && (flags & (SYN | FIN)) === 0 && (sequence + 1) >>> 0 === own.next;
    const probe = known && length === 1 && sequence === own.next && other.window === 0;
    if (counted > 0 && !keepAlive && this.#isRepeated(own, other, sequence, next, length, time, below))
      own.retransmissions += 1;
    // an acknowledgement without data shows as well how far the sender is
    if (!known || (!probe && before(own.next, next))) {
      own.next = next;
      own.nextTime = time;
    }
  }

  #isRepeated(
    own: Side,
    other: Side,
    sequence: number,
    next: number,
    length: number,
    time: number,
    below: boolean,
  ): boolean {
    // what the other side has confirmed already needs not be sent again, even when its first copy was not captured
    if (length > 0 && other.ack >= 0 && other.base >= 0 && !before(other.ack, next)) return true;
    if (!below) return false;
    // all but its first byte is new: that byte was a probe of a closed window
    if (length > 1 && (sequence + 1) >>> 0 === own.next) return false;
    if (other.duplicateAcks >= 2 && other.ack === sequence && isWithin(time - other.ackTime, FAST_WITHIN)) return true;
    const within = this.#firstTrip > 0 ? this.#firstTrip : REORDERED_WITHIN;
    return !(isWithin(time - own.nextTime, within) && own.next !== next);
  }

  #remember(
    own: Side,
    flags: number,
    acknowledgement: number,
    sequence: number,
    window: number,
    length: number,
    time: number,
  ): void {
    const duplicate =
      length === 0 &&
      (flags & (SYN | FIN | RST)) === 0 &&
      window !== 0 &&
      own.window === window &&
      sequence === own.next &&
      acknowledgement === own.ack;
    own.duplicateAcks = duplicate ? own.duplicateAcks + 1 : acknowledgement === own.ack ? own.duplicateAcks : 0;
    own.ack = acknowledgement;
    own.ackTime = time;
  }

  /** How the connection came to be, as far as the capture shows. */
  outcome(): Outcome {
    const [a, b] = this.sides;
    if (this.client < 0) return 'midstream';
    const client = this.client === 0 ? a : b;
    const server = this.client === 0 ? b : a;
    if (client.syn === 0) return server.syn > 0 ? 'syn_ack_only' : 'midstream';
    if (server.syn > 0) return this.acknowledged ? 'established' : 'half_open';
    if (server.rst > 0) return 'refused';
    return 'no_answer';
  }
}

/** A clock that runs backwards (captures put together) tells nothing: then a segment counts as sent again. */
function isWithin(age: number, limit: number): boolean {
  return age >= 0 && age < limit;
}

/** Sequence numbers are compared in a circle. */
export function before(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}
