import { isLoopback } from '../../text/address.ts';
import { append } from '../../text/lists.ts';
import type { Asked, Recast, RecastCheck } from '../../session/tool-table.ts';
import { clockIn, directionIn, endOf, segmentIn, undeliveredIn } from './packet.ts';

/** Lines of one output that are looked at, and connections that are kept. */
const MOST_LINES = 100_000;
const MOST_CONNECTIONS = 5000;
/** Lines before and behind a part of it that are looked at as well. */
const NEAR = 8;
/** Seconds after which a SYN was sent again: one that stands twice, as several interfaces show it, comes at once. */
const AGAIN = 0.5;
/** Without times it takes so many to tell that it was. */
const OFTEN = 3;

/** Lines that stand between packets: the head, the end, what `-v` and `-x` add. */
const BETWEEN =
  /^(?:\s|tcpdump: |listening on |reading from file |dropped privs to |\^C|\d{1,12} packets? (?:captured|received by filter|dropped by)|$)/u;
/** Any packet that is printed. */
const PACKET = /(?:^|\s)(?:IP6?|ARP|ethertype)[ ,]/u;

/** A line of the output, counted from the first one. */
interface Seen {
  readonly offset: number;
  readonly text: string;
  readonly time: number | null;
}

/** A connection as its packets show it. */
interface Connection {
  readonly host: string;
  readonly port: number;
  readonly client: string;
  readonly syn: Seen[];
  /** The answer to the SYN, its refusal, data that the client sent. */
  answer: Seen | null;
  reset: Seen | null;
  data: Seen | null;
  /** What ICMP says of it. */
  error: Seen | null;
  /** The SYN was sent again although it had been answered. */
  unheard: boolean;
  /** The server sent data. */
  served: boolean;
  /** The client ended it itself. */
  ended: boolean;
}

/**
 * What tcpdump printed as its checks: each destination that was asked for a connection is one, with the packets that tell what came
 * of it, in the lines as they are. Where tries of it came to different ends, it has the lines of both. Other text may stand between
 * the packets of a connection: those near by are looked at as well, and each check is that of the part in which its last line stands.
 */
export function recastTcpdump(at: (offset: number) => string, _asked?: Asked): Recast | null {
  if (!isPacket(at(0)) && !isHead(at(0), at(1))) return null;
  const output = new Output();
  for (let offset = -NEAR; offset < 0; offset += 1) output.see(offset, at(offset));
  let lines = 0;
  for (let offset = 0; offset < MOST_LINES; offset += 1) {
    const text = at(offset);
    if (offset > 0 && !BETWEEN.test(text) && !PACKET.test(text)) break;
    if (text === '' && at(offset + 1) === '') break;
    if (text !== '') lines = offset + 1;
    output.see(offset, text);
  }
  for (let offset = lines; offset < lines + NEAR; offset += 1) output.see(offset, at(offset));
  return { lines, checks: output.checks().filter(({ offset }) => offset >= 0 && offset < lines) };
}

/** What is seen of an output, line by line. */
class Output {
  readonly #connections = new Connections();
  #time: number | null = null;
  #direction: ReturnType<typeof directionIn> = null;

  see(offset: number, text: string): void {
    if (PACKET.test(text) && !text.startsWith('\t')) {
      this.#time = clockIn(text);
      this.#direction = directionIn(text);
    }
    note(this.#connections, { offset, text, time: this.#time }, this.#direction);
  }

  checks(): readonly RecastCheck[] {
    return checksOf(this.#connections.all);
  }
}

/** The connections of an output, by both of their ends. */
class Connections {
  readonly #byEnds = new Map<string, Connection>();
  /** Those to a host that ICMP has not spoken of yet. */
  readonly #byHost = new Map<string, Connection[]>();

  get all(): readonly Connection[] {
    return [...this.#byEnds.values()];
  }

  of(client: string, server: string): Connection | undefined {
    return this.#byEnds.get(`${client} ${server}`);
  }

  /** Begins one; null where the server is none that can be checked. */
  open(client: string, server: string): Connection | null {
    const end = endOf(server);
    if (end === null || end.port === 0 || isLoopback(end.host) || this.#byEnds.size >= MOST_CONNECTIONS) return null;
    const made: Connection = {
      ...end,
      client: endOf(client)?.host ?? '',
      syn: [],
      answer: null,
      reset: null,
      data: null,
      error: null,
      unheard: false,
      served: false,
      ended: false,
    };
    this.#byEnds.set(`${client} ${server}`, made);
    append(this.#byHost, end.host, made);
    return made;
  }

  /** ICMP speaks of a host: those to it that have no answer are not delivered. */
  tellOf(host: string, seen: Seen): void {
    for (const one of this.#byHost.get(host) ?? []) if (one.answer === null) one.error ??= seen;
    this.#byHost.delete(host);
  }
}

/** A line with a packet of TCP, or with what ICMP says of one. */
export function isPacket(text: string): boolean {
  return text.includes(' > ') && PACKET.test(text) && (segmentIn(text) !== null || undeliveredIn(text) !== null);
}

/** With `-v` the head of a packet stands above it. */
function isHead(text: string, next: string): boolean {
  return text.includes('proto TCP') && PACKET.test(text) && segmentIn(next) !== null;
}

function note(connections: Connections, seen: Seen, direction: ReturnType<typeof directionIn>): void {
  const segment = segmentIn(seen.text);
  if (segment === null) {
    const error = undeliveredIn(seen.text);
    if (error === null) return;
    connections.tellOf(error.host, seen);
    return;
  }
  const { from, to, flags, length } = segment;
  const isAnswer = flags === 'S.' || flags === 'S.E';
  const isSyn = flags === 'S' || flags === 'SEW';
  const forward = connections.of(from, to);
  const backward = connections.of(to, from);
  if (isSyn) {
    if (direction === 'In') return;
    const one = forward ?? connections.open(from, to);
    if (one === null) return;
    one.unheard ||= one.answer !== null && isLater(one.answer, seen);
    const before = one.syn.at(-1);
    if (before !== undefined && !isLater(before, seen)) return;
    if (one.syn.length >= OFTEN) one.syn.pop();
    one.syn.push(seen);
    return;
  }
  if (isAnswer) {
    if (direction === 'Out') return;
    const one = backward ?? connections.open(to, from);
    if (one !== null) one.answer ??= seen;
    return;
  }
  if (backward !== undefined) {
    if (flags.startsWith('R')) backward.reset ??= seen;
    else backward.served ||= length > 0;
  }
  if (forward !== undefined) {
    if (length > 0 && !flags.startsWith('R')) forward.data ??= seen;
    forward.ended ||= flags.includes('F') || flags.startsWith('R');
  }
}

/** The line shows the packet another time, and not once more. */
function isLater(before: Seen, seen: Seen): boolean {
  if (before.time === null || seen.time === null) return true;
  const passed = seen.time - before.time;
  return passed >= AGAIN || passed < 0;
}

/** What came of a connection: its end, and the lines that tell it. */
interface Told {
  readonly works: boolean;
  /** More is known of it than that it was tried. */
  readonly known: boolean;
  readonly lines: readonly Seen[];
  /** What was sent without an answer. */
  readonly data?: Seen | null;
}

function toldOf({ syn, answer, reset, data, error, unheard, served, ended }: Connection): Told | null {
  const [first] = syn;
  const last = syn.at(-1);
  if (answer !== null) {
    if (unheard && last !== undefined) return { works: false, known: true, lines: [answer, last] };
    // what was sent over it stays without an answer
    const failed = !served && (data !== null || (reset !== null && !ended));
    if (!failed) return { works: true, known: true, lines: [answer] };
    return { works: false, known: true, data, lines: reset === null ? [answer] : [answer, reset] };
  }
  if (first === undefined || last === undefined) return null;
  if (reset !== null) return { works: false, known: true, lines: [first, reset] };
  if (error !== null) return { works: false, known: true, lines: [first, error] };
  const isSentAgain = syn.length >= (first.time === null ? OFTEN : 2);
  return { works: false, known: isSentAgain, lines: isSentAgain ? [first, last] : [first] };
}

function checksOf(connections: readonly Connection[]): RecastCheck[] {
  // who opens connections himself is the machine: others to it are none of its checks
  const clients = new Set(connections.map(({ client }) => client));
  const byEnd = new Map<string, { readonly host: string; readonly told: Told }[]>();
  for (const one of connections) {
    const told = toldOf(one);
    if (told === null || clients.has(one.host)) continue;
    append(byEnd, `${one.host} ${one.port}`, { host: one.host, told });
  }
  return [...byEnd.values()].flatMap(checkOf).sort((a, b) => a.offset - b.offset);
}

function checkOf(tries: readonly { readonly host: string; readonly told: Told }[]): RecastCheck[] {
  const known = tries.filter(({ told }) => told.known);
  const counted = known.length > 0 ? known : tries;
  const works = counted.findLast(({ told }) => told.works);
  const fails = counted.findLast(({ told }) => !told.works);
  const last = counted.at(-1);
  if (last === undefined) return [];
  const isMixed = works !== undefined && fails !== undefined;
  const lines = isMixed ? [...works.told.lines, ...fails.told.lines] : last.told.lines;
  const data = isMixed ? null : (last.told.data ?? null);
  const deciding = lines.length === 1 ? (data ?? lines[0]) : lines.at(-1);
  if (deciding === undefined) return [];
  const said = [...lines, ...(data === null ? [] : [data])].map(({ text }) => text);
  return [{ offset: deciding.offset, said, own: true, host: last.host, alone: true }];
}
