import { CAPTURES } from '../limits.ts';
import { blankFacts, outcomeOf, type ConnectionFacts, type Own, type SideFacts } from './connection-facts.ts';
import { longer, roomBeyond } from './grow.ts';

/** Flags of a TCP header. */
export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const ACK = 16;

/** Bits that the reader of streams sets for a connection. */
export const SEEN = {
  clientHello: 1 << 4,
  serverHello: 1 << 5,
  /** The client went on after the ServerHello, and the server after that. */
  clientAfter: 1 << 6,
  serverAfter: 1 << 7,
  /** The client's first encrypted record after the ServerHello has the length of an alert (TLS 1.3). */
  hiddenAlert: 1 << 8,
  /** A request waits for its answer; a CONNECT was answered with a tunnel. */
  asked: 1 << 9,
  tunnel: 1 << 10,
  /** The start of a message of side A or B waits for the rest. */
  pending: [1 << 11, 1 << 12],
  /** It is known where the next TLS record of side A or B starts. */
  record: [1 << 13, 1 << 14],
  /** The server sent something after the ClientHello. */
  helloAnswered: 1 << 18,
  /** The server's first messages were looked through for its certificate. */
  flightRead: 1 << 19,
  /** The client sent an encrypted record after the ServerHello. */
  clientRecord: 1 << 15,
  /** Side A or B goes over to encryption behind the ServerHello. */
  encrypts: [1 << 20, 1 << 21],
} as const;

/** What a segment brings: bits. */
export const AGAIN = 1;
export const ANEW = 2;

/** Connections that are followed; of further ones only the packets are counted. */
const MOST_CONNECTIONS = CAPTURES.connections;
/** Connections that are followed between the same two ports; of further ones the last takes the place of the one before. */
const MOST_OF_ONE_FLOW = CAPTURES.connectionsOfOneFlow;

const START_SIZE = 16;

// numbers of a connection, and behind them those of its two sides
const ROW = 33;
const FLAGS = 0;
const PREVIOUS = 1;
const ORDINAL = 2;
const SNI = 3;
const HTTP_HOST = 4;
const ICMP_ERROR = 5;
const ICMP_FROM = 6;
const MTU = 7;
const ALERTS = 8;
const REPEATS = 9;
const CARRIED_RST = 10;
const CARRIED_AGAIN = 11;
/** Names in the server's certificate. */
const CERTIFICATE = 12;
const SIDE = 13;
const SIDE_SIZE = 10;
/** Sequence number of the SYN, or what it must have been by the first segment of either side. */
const BASE = 0;
/** Highest sequence number seen plus one; 0 before the first. */
const NEXT = 1;
/** Last acknowledgement that this side sent. */
const ACKED = 2;
/** Where the data that this side sent ends, as far as it is known. */
const EDGE = 3;
const SEGMENTS = 4;
const REPEATED = 5;
/** SYNs, and above them segments with a window of zero. */
const SYNS = 6;
/** Segments with FIN, and above them resets. */
const FINS_RSTS = 7;
/** Window, duplicate acknowledgements and bits of `KNOWN`. */
const STATE = 8;
/** Sequence number at which the next TLS record starts. */
const RECORD = 9;

const TIMES = 18;
const SYN_TIME = 0;
const LAST_SYN = 1;
/** The first time greater than zero (coarse clocks!) from the last SYN to a segment at the start of both directions. */
const FIRST_TRIP = 2;
const ROUND_TRIP = 3;
/** The first FIN or reset of either side. */
const CLOSE_TIME = 4;
/** ClientHello, the server's answer, and the end of the handshake. */
const TLS_TIMES = 5;
const SIDE_TIME = 8;
const SIDE_TIMES = 5;
const NEXT_TIME = 0;
const ACK_TIME = 1;
const PAYLOAD = 2;
const SINCE = 3;
const CLOSED = 4;

const CLIENT_A = 1;
const CLIENT_B = 2;
const ACKNOWLEDGED = 4;
const CLOSED_BY_A = 1 << 16;
const CLOSED_BY_B = 1 << 17;

/** In the state of a side. */
const KNOWN = { base: 1 << 24, ack: 1 << 25, edge: 1 << 26, window: 1 << 27, closed: 1 << 28, probed: 1 << 29 };
const MOST_COUNTED = 0xffff;

/** Without a measured round trip, a segment that comes later than this (s) after the highest one was sent again. */
const REORDERED_WITHIN = 0.003;
/** A fast retransmission follows the second duplicate acknowledgement within this time (s). */
const FAST_WITHIN = 0.02;

/**
 * TCP connections: handshake, resets, segments that were sent again, and what waits for an answer. The judgement of
 * retransmissions follows the rules that Wireshark documents for `tcp.analysis` (User's Guide, "TCP Analysis"): a segment
 * below the highest one seen was sent again, unless it came so shortly after it that it was merely overtaken.
 */
export class Connections {
  count = 0;
  /** Connections that were not followed to their end. */
  leftOut = 0;
  /** Sequence numbers are kept as signed numbers: larger ones would cost an object each time that one is passed on. */
  #row = new Int32Array(START_SIZE * ROW);
  #times = new Float64Array(START_SIZE * TIMES);
  readonly #facts = blankFacts();

  /**
   * A connection that follows another one between the same ports (-1: none).
   * Returns -1 when no more are followed, and the other one's number when it takes its place.
   */
  open(previous: number): number {
    const ordinal = previous < 0 ? 0 : (this.#row[previous * ROW + ORDINAL] as number) + 1;
    if (ordinal >= MOST_OF_ONE_FLOW) return this.#replace(previous);
    if (this.count >= MOST_CONNECTIONS) {
      this.leftOut += 1;
      return -1;
    }
    const id = this.count;
    this.count += 1;
    if (this.count * ROW > this.#row.length) {
      const rows = roomBeyond(id, MOST_CONNECTIONS);
      this.#row = longer(this.#row, rows * ROW);
      this.#times = longer(this.#times, rows * TIMES);
    }
    this.#row[id * ROW + PREVIOUS] = previous + 1;
    this.#row[id * ROW + ORDINAL] = ordinal;
    this.#times.fill(Number.NaN, id * TIMES, id * TIMES + SIDE_TIME);
    return id;
  }

  #replace(id: number): number {
    this.leftOut += 1;
    const row = this.#row;
    const at = id * ROW;
    const resets =
      ((row[at + SIDE + FINS_RSTS] as number) >>> 16) + ((row[at + SIDE + SIDE_SIZE + FINS_RSTS] as number) >>> 16);
    const again = (row[at + SIDE + REPEATED] as number) + (row[at + SIDE + SIDE_SIZE + REPEATED] as number);
    const carried = [(row[at + CARRIED_RST] as number) + resets, (row[at + CARRIED_AGAIN] as number) + again];
    const [previous, ordinal] = [row[at + PREVIOUS] as number, row[at + ORDINAL] as number];
    row.fill(0, at, at + ROW);
    row.set(carried, at + CARRIED_RST);
    row[at + PREVIOUS] = previous;
    row[at + ORDINAL] = ordinal;
    this.#times.fill(0, id * TIMES, (id + 1) * TIMES);
    this.#times.fill(Number.NaN, id * TIMES, id * TIMES + SIDE_TIME);
    return id;
  }

  previousOf(id: number): number {
    return (this.#row[id * ROW + PREVIOUS] ?? 0) - 1;
  }

  /** Resets and segments that were sent again of connections whose place this one took. */
  carriedBy(id: number): readonly [resets: number, retransmissions: number] {
    return [this.#row[id * ROW + CARRIED_RST] ?? 0, this.#row[id * ROW + CARRIED_AGAIN] ?? 0];
  }

  /** True when a SYN with this sequence number opens another connection between the same ports. */
  isNew(id: number, from: 0 | 1, flags: number, sequence: number): boolean {
    if ((flags & (SYN | ACK)) !== SYN) return false;
    const side = id * ROW + SIDE + from * SIDE_SIZE;
    return ((this.#row[side + STATE] as number) & KNOWN.base) !== 0 && this.#row[side + BASE] !== sequence;
  }

  /** Takes SYNs that were seen already, all with the same number. */
  replaySyn(id: number, from: 0 | 1, sequence: number, times: number, first: number, last: number): void {
    this.segment(id, from, SYN, sequence, 0, 0, 0, first);
    if (times < 2) return;
    this.segment(id, from, SYN, sequence, 0, 0, 0, last);
    const side = id * ROW + SIDE + from * SIDE_SIZE;
    const more = times - 2;
    (this.#row[side + SEGMENTS] as number) += more;
    (this.#row[side + REPEATED] as number) += more;
    (this.#row[id * ROW + REPEATS] as number) += more;
    (this.#row[side + SYNS] as number) += Math.min(more, MOST_COUNTED - 2);
  }

  /**
   * Takes a segment of side `from`, its two numbers as signed ones. `length` is the payload's length by the headers, captured or not.
   * Returns `AGAIN` when it was sent again, `ANEW` when it brings data that was not seen before.
   *
   * One long function on purpose: it runs for each segment of TCP, and as five functions it took half as long again, most of it for
   * handing over what they have in common.
   */
  segment(
    id: number,
    from: 0 | 1,
    flags: number,
    sequence: number,
    acknowledgement: number,
    window: number,
    length: number,
    time: number,
  ): number {
    const row = this.#row;
    const times = this.#times;
    const at = id * ROW;
    const own = at + SIDE + from * SIDE_SIZE;
    const other = at + SIDE + (1 - from) * SIDE_SIZE;
    const ownTime = id * TIMES + SIDE_TIME + from * SIDE_TIMES;
    const otherTime = id * TIMES + SIDE_TIME + (1 - from) * SIDE_TIMES;
    const opens = (flags & SYN) !== 0;
    const resets = (flags & RST) !== 0;
    (row[own + SEGMENTS] as number) += 1;
    (times[ownTime + PAYLOAD] as number) += length;
    if (((row[own + STATE] as number) & KNOWN.base) === 0) this.#setBase(own, opens ? sequence : sequence - 1);
    if ((flags & ACK) !== 0 && ((row[other + STATE] as number) & KNOWN.base) === 0)
      this.#setBase(other, acknowledgement - 1);
    if (opens) this.#open(id, from, flags, time);
    if ((flags & (FIN | RST)) !== 0) this.#close(id, from, own, flags, time);
    if ((flags & (RST | SYN | ACK)) === ACK && !this.#isMeasured(id))
      this.#acknowledge(id, from, own, other, sequence, acknowledgement, time);

    // was it sent before, and does it bring anything new?
    const counted = length + (opens ? 1 : 0) + ((flags & FIN) !== 0 ? 1 : 0);
    const next = (sequence + counted) | 0;
    const ownNext = row[own + NEXT] as number;
    const otherState = row[other + STATE] as number;
    // a reset to a SYN carries the number 0, which says nothing
    const known = ownNext !== 0;
    const keepAlive = known && length <= 1 && (flags & (SYN | FIN)) === 0 && ((sequence + 1) | 0) === ownNext;
    const probe =
      known && length === 1 && sequence === ownNext && (otherState & (KNOWN.window | MOST_COUNTED)) === KNOWN.window;
    // what the other side has confirmed already needs not be sent again, even when its first copy was not captured
    const isConfirmed =
      length > 0 &&
      (otherState & (KNOWN.ack | KNOWN.base)) === (KNOWN.ack | KNOWN.base) &&
      !before(row[other + ACKED] as number, next);
    const again =
      counted > 0 &&
      !keepAlive &&
      (isConfirmed ||
        (known && before(sequence, ownNext) && this.#isRepeated(id, from, own, other, sequence, next, length, time)));
    if (again) {
      (row[own + REPEATED] as number) += 1;
      (row[at + REPEATS] as number) += 1;
    }
    // an acknowledgement without data shows as well how far the sender is
    const isAnew = !known || (!probe && before(ownNext, next));
    if (isAnew) {
      row[own + NEXT] = next;
      times[ownTime + NEXT_TIME] = time;
    }

    // data behind what the other side has acknowledged waits from now on; so does what must have been sent unseen
    let state = row[own + STATE] as number;
    // the number behind a FIN is no data
    const isBehindFin = length === 0 && ((row[own + FINS_RSTS] as number) & MOST_COUNTED) > 0;
    const edge = (sequence + length) | 0;
    const isFarther = (state & KNOWN.edge) === 0 || before(row[own + EDGE] as number, edge);
    if (!opens && !resets && !isBehindFin && isFarther) {
      const waited = this.#isWaiting(own, other);
      row[own + EDGE] = edge;
      row[own + STATE] = state |= KNOWN.edge;
      if (!waited && this.#isWaiting(own, other)) times[ownTime + SINCE] = time;
    }

    if ((flags & ACK) !== 0) {
      const acked = row[own + ACKED] as number;
      const isFirst = (state & KNOWN.ack) === 0;
      const same = !isFirst && acknowledgement === acked;
      const duplicate =
        same &&
        length === 0 &&
        (flags & (SYN | FIN | RST)) === 0 &&
        window !== 0 &&
        (state & KNOWN.window) !== 0 &&
        (state & MOST_COUNTED) === window &&
        sequence === row[own + NEXT];
      const duplicates = duplicate ? Math.min(255, ((state >>> 16) & 0xff) + 1) : same ? (state >>> 16) & 0xff : 0;
      row[own + ACKED] = acknowledgement;
      row[own + STATE] = state = (state & 0xff00ffff) | (duplicates << 16) | KNOWN.ack;
      times[ownTime + ACK_TIME] = time;
      if (!resets && (isFirst || before(acked, acknowledgement))) {
        row[at + REPEATS] = 0;
        if (this.#isWaiting(other, own)) times[otherTime + SINCE] = time;
      }
    }

    state &= ~MOST_COUNTED;
    if (!opens && (flags & (FIN | RST)) === 0) {
      if (window > 0) state &= ~(KNOWN.closed | KNOWN.probed);
      else {
        count(row, own + SYNS, 16);
        if ((state & KNOWN.closed) === 0) times[ownTime + CLOSED] = time;
        state |= KNOWN.closed;
      }
    }
    row[own + STATE] = state | window | KNOWN.window;
    if (!resets && (otherState & KNOWN.closed) !== 0) row[other + STATE] = otherState | KNOWN.probed;
    return (again ? AGAIN : 0) | (isAnew && length > 0 ? ANEW : 0);
  }

  #close(id: number, from: 0 | 1, own: number, flags: number, time: number): void {
    count(this.#row, own + FINS_RSTS, (flags & RST) !== 0 ? 16 : 0);
    if ((this.seen(id) & (CLOSED_BY_A | CLOSED_BY_B)) !== 0) return;
    this.set(id, from === 0 ? CLOSED_BY_A : CLOSED_BY_B);
    this.#times[id * TIMES + CLOSE_TIME] = time;
  }

  #setBase(side: number, sequence: number): void {
    this.#row[side + BASE] = sequence;
    (this.#row[side + STATE] as number) |= KNOWN.base;
  }

  #open(id: number, from: 0 | 1, flags: number, time: number): void {
    const row = this.#row;
    const times = this.#times;
    const at = id * ROW;
    const client = (row[at + FLAGS] as number) & (CLIENT_A | CLIENT_B);
    if ((flags & ACK) !== 0) {
      if (client === 0) this.setClient(id, from === 0 ? 1 : 0);
    } else {
      const first = id * TIMES + SYN_TIME;
      if (times[first] !== times[first]) times[first] = time;
      times[id * TIMES + LAST_SYN] = time;
      // both sides may open at once: the first one counts
      if (((row[at + SIDE + (1 - from) * SIDE_SIZE + SYNS] as number) & MOST_COUNTED) === 0 || client === 0)
        this.setClient(id, from);
    }
    count(row, at + SIDE + from * SIDE_SIZE + SYNS, 0);
  }

  /** The handshake is over, and its time is known: nothing that follows tells of it. */
  #isMeasured(id: number): boolean {
    return (
      ((this.#row[id * ROW + FLAGS] as number) & ACKNOWLEDGED) !== 0 &&
      (this.#times[id * TIMES + FIRST_TRIP] as number) > 0
    );
  }

  #acknowledge(
    id: number,
    from: 0 | 1,
    own: number,
    other: number,
    sequence: number,
    acknowledgement: number,
    time: number,
  ): void {
    const row = this.#row;
    const times = this.#times;
    const at = id * TIMES;
    const passed = time - (times[at + LAST_SYN] as number);
    const first = acknowledgement === (((row[other + BASE] as number) + 1) | 0);
    if (first && !((times[at + FIRST_TRIP] as number) > 0) && sequence === (((row[own + BASE] as number) + 1) | 0))
      times[at + FIRST_TRIP] = passed;
    const flags = row[id * ROW + FLAGS] as number;
    const byClient = (flags & (from === 0 ? CLIENT_A : CLIENT_B)) !== 0;
    if ((flags & ACKNOWLEDGED) !== 0 || !byClient || ((row[other + SYNS] as number) & MOST_COUNTED) === 0) return;
    row[id * ROW + FLAGS] = flags | ACKNOWLEDGED;
    if (first) times[at + ROUND_TRIP] = passed;
  }

  /** What begins below the highest number seen was sent again, unless it was merely overtaken. */
  #isRepeated(
    id: number,
    from: 0 | 1,
    own: number,
    other: number,
    sequence: number,
    next: number,
    length: number,
    time: number,
  ): boolean {
    const row = this.#row;
    const times = this.#times;
    const otherAck = row[other + ACKED] as number;
    const state = row[other + STATE] as number;
    const ownNext = row[own + NEXT] as number;
    // all but its first byte is new: that byte was a probe of a closed window
    if (length > 1 && ((sequence + 1) | 0) === ownNext) return false;
    const duplicates = (state >>> 16) & 0xff;
    const side = id * TIMES + SIDE_TIME;
    const ackTime = times[side + (1 - from) * SIDE_TIMES + ACK_TIME] as number;
    if (duplicates >= 2 && otherAck === sequence && isWithin(time - ackTime, FAST_WITHIN)) return true;
    const trip = times[id * TIMES + FIRST_TRIP] as number;
    const nextTime = times[side + from * SIDE_TIMES + NEXT_TIME] as number;
    return !(isWithin(time - nextTime, trip > 0 ? trip : REORDERED_WITHIN) && ownNext !== next);
  }

  #isWaiting(own: number, other: number): boolean {
    const row = this.#row;
    return (
      ((row[own + STATE] as number) & KNOWN.edge) !== 0 &&
      ((row[other + STATE] as number) & KNOWN.ack) !== 0 &&
      before(row[other + ACKED] as number, row[own + EDGE] as number)
    );
  }

  setClient(id: number, side: 0 | 1): void {
    const at = id * ROW + FLAGS;
    const flags = (this.#row[at] as number) & ~(CLIENT_A | CLIENT_B);
    this.#row[at] = flags | (side === 0 ? CLIENT_A : CLIENT_B);
  }

  clientOf(id: number): -1 | 0 | 1 {
    const flags = this.#row[id * ROW + FLAGS] as number;
    return (flags & CLIENT_A) !== 0 ? 0 : (flags & CLIENT_B) !== 0 ? 1 : -1;
  }

  /** Bits of `SEEN`. */
  seen(id: number): number {
    return this.#row[id * ROW + FLAGS] as number;
  }

  set(id: number, bits: number): void {
    (this.#row[id * ROW + FLAGS] as number) |= bits;
  }

  clear(id: number, bits: number): void {
    (this.#row[id * ROW + FLAGS] as number) &= ~bits;
  }

  recordAt(id: number, side: 0 | 1): number {
    return this.#row[id * ROW + SIDE + side * SIDE_SIZE + RECORD] as number;
  }

  setRecord(id: number, side: 0 | 1, sequence: number): void {
    this.#row[id * ROW + SIDE + side * SIDE_SIZE + RECORD] = sequence;
    this.set(id, SEEN.record[side]);
  }

  setAlert(id: number, side: 0 | 1, description: number): void {
    const shift = side * 16;
    const at = id * ROW + ALERTS;
    this.#row[at] = ((this.#row[at] as number) & ~(0xffff << shift)) | ((description + 1) << shift);
  }

  /** Keeps when a step of TLS came first: 0 the ClientHello, 1 the server's answer, 2 the end of the handshake. */
  setTlsTime(id: number, step: 0 | 1 | 2, time: number): void {
    const at = id * TIMES + TLS_TIMES + step;
    if (this.#times[at] !== this.#times[at]) this.#times[at] = time;
  }

  setSni(id: number, text: number): void {
    this.#row[id * ROW + SNI] = text;
  }

  setHttpHost(id: number, text: number): void {
    this.#row[id * ROW + HTTP_HOST] = text;
  }

  setCertificate(id: number, text: number): void {
    this.#row[id * ROW + CERTIFICATE] = text;
  }

  /** An ICMP error of the host `from` that quotes a packet of this connection. */
  setIcmp(id: number, error: number, from: number): void {
    this.#row[id * ROW + ICMP_ERROR] = error + 1;
    this.#row[id * ROW + ICMP_FROM] = from;
  }

  /** An ICMP error says that the way takes no packets beyond `mtu` bytes. */
  setTooLarge(id: number, mtu: number, from: number): void {
    this.#row[id * ROW + MTU] = Math.max(1, Math.min(mtu, MOST_COUNTED));
    if (this.#row[id * ROW + ICMP_ERROR] === 0) this.#row[id * ROW + ICMP_FROM] = from;
  }

  /** What is known of a connection. It stands until the next one is asked for: of very many, each would cost the collector. */
  facts(id: number): ConnectionFacts {
    const row = this.#row;
    const times = this.#times;
    const at = id * ROW;
    const time = id * TIMES;
    const facts = this.#facts;
    const seen = row[at + FLAGS] as number;
    const alerts = row[at + ALERTS] as number;
    this.#readSide(id, 0, facts.sides[0]);
    this.#readSide(id, 1, facts.sides[1]);
    facts.id = id;
    facts.client = this.clientOf(id);
    facts.outcome = outcomeOf(facts.client, facts.sides, (seen & ACKNOWLEDGED) !== 0);
    facts.synTime = times[time + SYN_TIME] as number;
    facts.roundTrip = times[time + ROUND_TRIP] as number;
    facts.tlsHello = times[time + TLS_TIMES] as number;
    facts.tlsAnswer = times[time + TLS_TIMES + 1] as number;
    facts.tlsDone = times[time + TLS_TIMES + 2] as number;
    facts.closeTime = times[time + CLOSE_TIME] as number;
    facts.closedBy = (seen & CLOSED_BY_A) !== 0 ? 0 : (seen & CLOSED_BY_B) !== 0 ? 1 : -1;
    facts.repeats = row[at + REPEATS] as number;
    facts.seen = seen;
    facts.alerts[0] = (alerts & 0xffff) - 1;
    facts.alerts[1] = (alerts >>> 16) - 1;
    facts.icmp = (row[at + ICMP_ERROR] as number) - 1;
    facts.icmpFrom = row[at + ICMP_FROM] as number;
    facts.mtu = row[at + MTU] as number;
    facts.sni = row[at + SNI] as number;
    facts.httpHost = row[at + HTTP_HOST] as number;
    facts.certificate = row[at + CERTIFICATE] as number;
    return facts;
  }

  #readSide(id: number, side: 0 | 1, facts: Own<SideFacts>): void {
    const row = this.#row;
    const times = this.#times;
    const own = id * ROW + SIDE + side * SIDE_SIZE;
    const other = id * ROW + SIDE + (1 - side) * SIDE_SIZE;
    const at = id * TIMES + SIDE_TIME + side * SIDE_TIMES;
    const state = row[own + STATE] as number;
    const isClosed = (state & KNOWN.closed) !== 0 && (state & KNOWN.probed) !== 0;
    facts.syn = (row[own + SYNS] as number) & MOST_COUNTED;
    facts.fin = (row[own + FINS_RSTS] as number) & MOST_COUNTED;
    facts.rst = (row[own + FINS_RSTS] as number) >>> 16;
    facts.segments = row[own + SEGMENTS] as number;
    facts.payload = times[at + PAYLOAD] as number;
    facts.retransmissions = row[own + REPEATED] as number;
    facts.zeroWindows = (row[own + SYNS] as number) >>> 16;
    facts.sentAt = row[own + SEGMENTS] === 0 ? Number.NaN : (times[at + NEXT_TIME] as number);
    facts.ackedAt = (state & KNOWN.ack) === 0 ? Number.NaN : (times[at + ACK_TIME] as number);
    facts.waitsSince = this.#isWaiting(own, other) ? (times[at + SINCE] as number) : Number.NaN;
    facts.closedSince = isClosed ? (times[at + CLOSED] as number) : Number.NaN;
  }
}

/** Adds one to the lower (0) or upper (16) half of a number, up to what it holds. */
function count(row: Int32Array, at: number, half: 0 | 16): void {
  if ((((row[at] as number) >>> half) & MOST_COUNTED) < MOST_COUNTED) (row[at] as number) += 1 << half;
}

/** A clock that runs backwards (captures put together) tells nothing: then a segment counts as sent again. */
function isWithin(age: number, limit: number): boolean {
  return age >= 0 && age < limit;
}

/** Sequence numbers are compared in a circle. */
function before(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}
