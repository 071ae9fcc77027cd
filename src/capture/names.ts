import type { DnsAnswer, DnsMessage } from './dissect/dns.ts';

/** What was asked of DNS and what came back. */
export interface Lookup {
  readonly name: string;
  /** Addresses and aliases, in the order of their first mention. */
  readonly answers: string[];
  readonly aliases: string[];
  queries: number;
  responses: number;
  /** Response code of the last answer with content, else of the last answer; -1: nobody answered. */
  rcode: number;
  /** The server that was asked, and when (s) for the first time; NaN without a time. */
  server: string;
  time: number;
  /** Seen only inside tunnels: the machine itself did not ask. */
  inner: boolean;
}

/** Names beyond this are counted but not kept. */
const MOST_NAMES = 50_000;
const MOST_ANSWERS = 1000;

/** Names of addresses, from DNS, TLS and HTTP as they pass by. */
export class Names {
  readonly lookups = new Map<string, Lookup>();
  readonly sni = new Map<string, number>();
  readonly #byAddress = new Map<string, Set<string>>();

  dns(message: DnsMessage, server: string, time: number, inner: boolean): void {
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
      if (own.server === '') own.server = server;
      if (own.rcode < 0 || own.answers.length === 0) own.rcode = message.rcode;
    }
    if (!message.response) return;
    this.#further(message.further);
    const asked = message.questions[0];
    // announcements of mDNS answer nobody's question
    if (asked === undefined) {
      this.#further(message.answers);
      return;
    }
    const own = this.#lookup(asked);
    for (const { kind, value } of message.answers) {
      if (kind === 'alias') {
        if (own !== null) keep(own.aliases, value);
      } else {
        if (own !== null) keep(own.answers, value);
        this.name(value, asked);
        for (const alias of message.answers) if (alias.kind === 'alias') this.name(value, alias.value);
      }
    }
  }

  /** Records that each stand for themselves: they name addresses, and answer only what was asked of their own name. */
  #further(records: readonly DnsAnswer[]): void {
    for (const { kind, name, value } of records) {
      const own = this.lookups.get(name.toLowerCase());
      if (kind === 'alias') {
        if (own !== undefined) keep(own.aliases, value);
      } else {
        this.name(value, name);
        if (own !== undefined) keep(own.answers, value);
      }
    }
  }

  /** Gives an address a name; the first one is the one that was asked for. */
  name(address: string, name: string): void {
    let known = this.#byAddress.get(address);
    if (known === undefined) {
      if (this.#byAddress.size >= MOST_NAMES) return;
      known = new Set();
      this.#byAddress.set(address, known);
    }
    if (known.size < 32) known.add(name);
  }

  seenSni(name: string): void {
    if (this.sni.size < MOST_NAMES || this.sni.has(name)) this.sni.set(name, (this.sni.get(name) ?? 0) + 1);
  }

  namesOf(address: string): string[] {
    return [...(this.#byAddress.get(address) ?? [])];
  }

  #lookup(name: string): Lookup | null {
    const key = name.toLowerCase();
    let own = this.lookups.get(key);
    if (own === undefined) {
      if (this.lookups.size >= MOST_NAMES) return null;
      own = {
        name,
        answers: [],
        aliases: [],
        queries: 0,
        responses: 0,
        rcode: -1,
        server: '',
        time: Number.NaN,
        inner: true,
      };
      this.lookups.set(key, own);
    }
    return own;
  }
}

function keep(values: string[], value: string): void {
  if (values.length < MOST_ANSWERS && !values.includes(value)) values.push(value);
}
