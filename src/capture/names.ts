import { CAPTURES } from '../limits.ts';
import type { DnsAnswer, DnsMessage } from './dissect/dns.ts';
import { countOf, hasText, listOf, withText, type Few } from './few.ts';

/** What was asked of DNS and what came back. */
export interface Lookup {
  readonly name: string;
  /** Addresses and aliases, in the order of their first mention; null: none. */
  readonly answers: Few;
  readonly aliases: Few;
  readonly queries: number;
  readonly responses: number;
  /** Response code of the last answer with content, else of the last answer; -1: nobody answered. */
  readonly rcode: number;
  /** The server that was asked, and when (s) for the first time; NaN without a time. */
  readonly server: string;
  readonly time: number;
  /** Seconds until the first answer, NaN: none came; and who gave it, where that server was never asked. */
  readonly waited: number;
  readonly stranger: string;
  /** Seen only inside tunnels: the machine itself did not ask. */
  readonly inner: boolean;
}

interface OwnLookup extends Lookup {
  answers: Few;
  aliases: Few;
  queries: number;
  responses: number;
  rcode: number;
  server: string;
  time: number;
  waited: number;
  stranger: string;
  inner: boolean;
}

/** How a DNS server behaved towards those who asked it. Times in seconds since the epoch, NaN: none. */
export interface DnsServer {
  readonly address: string;
  queries: number;
  responses: number;
  firstQuery: number;
}

/** Names beyond this are counted but not kept; so are servers. */
const MOST_NAMES = CAPTURES.names;
const MOST_SERVERS = 10_000;
const MOST_ANSWERS = 1000;
const MOST_OF_ONE_ADDRESS = 32;
/** Characters of names and addresses that are kept, and what each costs besides. */
const MOST_CHARACTERS = 48 * 1024 * 1024;
const OVERHEAD = 32;

/** Names of addresses, from DNS, TLS and HTTP as they pass by. */
export class Names {
  /** Names, and addresses and aliases of them, that were not kept. */
  leftOut = 0;
  readonly #lookups = new Map<string, OwnLookup>();
  /** The name that was looked for last: one message asks for the same again and again. */
  #last = '';
  #found: OwnLookup | undefined;
  readonly #servers = new Map<string, DnsServer>();
  readonly #sni = new Set<string>();
  readonly #byAddress = new Map<string, Few>();
  #room = MOST_CHARACTERS;

  /** All that was asked of DNS, or answered, in the order of its first mention. */
  lookups(): Iterable<Lookup> {
    return this.#lookups.values();
  }

  /** What was asked about a name, undefined when nothing was. */
  lookup(name: string): Lookup | undefined {
    return this.#find(name);
  }

  #find(name: string): OwnLookup | undefined {
    if (name !== this.#last || this.#found === undefined) {
      this.#last = name;
      this.#found = this.#lookups.get(name.toLowerCase());
    }
    return this.#found;
  }

  get lookupCount(): number {
    return this.#lookups.size;
  }

  get servers(): ReadonlyMap<string, DnsServer> {
    return this.#servers;
  }

  /** Names of TLS, in the order of their first mention. */
  get sni(): ReadonlySet<string> {
    return this.#sni;
  }

  dns(message: DnsMessage, server: string, time: number, inner: boolean): void {
    if (!inner) this.#serve(message.response, server, time);
    for (const name of message.questions) {
      const own = this.#lookup(name);
      if (own === null) continue;
      own.inner &&= inner;
      if (!message.response) {
        own.queries += 1;
        own.server = server;
        if (own.time !== own.time) own.time = time;
        continue;
      }
      own.responses += 1;
      if (own.queries > 0 && own.responses === 1) {
        own.waited = time - own.time;
        if (!inner && this.#servers.get(server)?.queries === 0) own.stranger = server;
      }
      if (own.server === '') own.server = server;
      if (own.rcode < 0 || own.answers === null) own.rcode = message.rcode;
    }
    if (!message.response) return;
    this.#further(message.further);
    const asked = message.questions[0];
    // announcements of mDNS answer nobody's question
    if (asked === undefined) {
      this.#further(message.answers);
      return;
    }
    if (message.answers.length === 0) return;
    const own = this.#lookup(asked);
    // all addresses of an answer bear the same names: one list serves for those that are new
    const shared = namesIn(message.answers, own?.name ?? asked);
    for (const { kind, value } of message.answers) {
      if (kind === 'alias') {
        if (own !== null) own.aliases = this.#kept(own.aliases, value);
      } else {
        if (own !== null) own.answers = this.#kept(own.answers, value);
        this.#nameAll(value, shared);
      }
    }
  }

  #serve(response: boolean, address: string, time: number): void {
    let own = this.#servers.get(address);
    if (own === undefined) {
      if (this.#servers.size >= MOST_SERVERS) return;
      own = { address, queries: 0, responses: 0, firstQuery: Number.NaN };
      this.#servers.set(address, own);
    }
    if (response) own.responses += 1;
    else {
      own.queries += 1;
      if (own.firstQuery !== own.firstQuery) own.firstQuery = time;
    }
  }

  /** Records that each stand for themselves: they name addresses, and answer only what was asked of their own name. */
  #further(records: readonly DnsAnswer[]): void {
    for (const { kind, name, value } of records) {
      const own = this.#find(name);
      if (kind === 'alias') {
        if (own !== undefined) own.aliases = this.#kept(own.aliases, value);
      } else {
        this.name(value, name);
        if (own !== undefined) own.answers = this.#kept(own.answers, value);
      }
    }
  }

  #nameAll(address: string, names: string | readonly string[]): void {
    const known = this.#byAddress.get(address);
    if (known === names || countOf(known ?? null) >= MOST_OF_ONE_ADDRESS) return;
    if (known !== undefined || this.#byAddress.size >= MOST_NAMES) {
      for (const name of listOf(names)) this.name(address, name);
    } else if (this.#hasRoom(address.length)) {
      this.#byAddress.set(address, names);
    }
  }

  /** Gives an address a name; the first one is the one that was asked for. */
  name(address: string, name: string): void {
    const known = this.#byAddress.get(address) ?? null;
    if (countOf(known) >= MOST_OF_ONE_ADDRESS || hasText(known, name)) return;
    if (known === null && this.#byAddress.size >= MOST_NAMES) this.leftOut += 1;
    else if (this.#hasRoom(known === null ? address.length : name.length))
      this.#byAddress.set(address, withText(known, name));
  }

  seenSni(name: string): void {
    if (this.#sni.has(name)) return;
    if (this.#sni.size < MOST_NAMES && this.#hasRoom(name.length)) this.#sni.add(name);
  }

  namesOf(address: string): readonly string[] {
    return listOf(this.#byAddress.get(address) ?? null);
  }

  #lookup(name: string): OwnLookup | null {
    const known = this.#find(name);
    if (known !== undefined) return known;
    const key = name.toLowerCase();
    if (this.#lookups.size >= MOST_NAMES) {
      this.leftOut += 1;
      return null;
    }
    if (!this.#hasRoom(key === name ? name.length : name.length * 2)) return null;
    const made: OwnLookup = {
      // most are in lower case already: one text serves for both
      name: key === name ? key : name,
      answers: null,
      aliases: null,
      queries: 0,
      responses: 0,
      rcode: -1,
      server: '',
      time: Number.NaN,
      waited: Number.NaN,
      stranger: '',
      inner: true,
    };
    this.#lookups.set(key, made);
    return made;
  }

  #kept(values: Few, value: string): Few {
    if (hasText(values, value) || countOf(values) >= MOST_ANSWERS) return values;
    return this.#hasRoom(value.length) ? withText(values, value) : values;
  }

  #hasRoom(characters: number): boolean {
    if (this.#room < characters + OVERHEAD) {
      this.leftOut += 1;
      return false;
    }
    this.#room -= characters + OVERHEAD;
    return true;
  }
}

/** The name that was asked for, and the aliases by which the answer leads to its addresses. */
function namesIn(answers: readonly DnsAnswer[], name: string): string | readonly string[] {
  const aliases = answers.flatMap(({ kind, value }) => (kind === 'alias' ? value : []));
  if (aliases.length === 0) return name;
  const all = [...new Set([name, ...aliases])].slice(0, MOST_OF_ONE_ADDRESS);
  return all.length === 1 ? name : all;
}
