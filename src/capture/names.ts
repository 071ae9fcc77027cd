import type { DnsMessage } from './dissect/dns.ts';

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
  readonly types: Set<number>;
  /** The server that was asked. */
  server: string;
}

/** Names beyond this are counted but not kept. */
const MOST_NAMES = 50_000;

/** Names of addresses, from DNS, TLS and HTTP as they pass by. */
export class Names {
  readonly lookups = new Map<string, Lookup>();
  readonly sni = new Map<string, number>();
  readonly #byAddress = new Map<string, Set<string>>();
  /** Alias → the name that points to it. */
  readonly #aliases = new Map<string, string>();

  dns(message: DnsMessage, server: string): void {
    for (const { name, type } of message.questions) {
      const own = this.#lookup(name);
      if (own === null) continue;
      own.types.add(type);
      if (!message.response) {
        own.queries += 1;
        own.server = server;
        continue;
      }
      own.responses += 1;
      if (own.server === '') own.server = server;
      if (own.rcode < 0 || own.answers.length === 0) own.rcode = message.rcode;
    }
    if (!message.response) return;
    const asked = message.questions[0]?.name ?? message.answers[0]?.name;
    if (asked === undefined) return;
    const own = this.#lookup(asked);
    for (const { kind, name, value } of message.answers) {
      if (kind === 'alias') {
        if (this.#aliases.size < MOST_NAMES) this.#aliases.set(value.toLowerCase(), name);
        if (own !== null && !own.aliases.includes(value)) own.aliases.push(value);
      } else {
        if (own !== null && !own.answers.includes(value)) own.answers.push(value);
        this.name(value, asked);
        for (const alias of message.answers) if (alias.kind === 'alias') this.name(value, alias.value);
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
      own = { name, answers: [], aliases: [], queries: 0, responses: 0, rcode: -1, types: new Set(), server: '' };
      this.lookups.set(key, own);
    }
    return own;
  }
}
