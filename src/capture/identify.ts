import type { PeerRule } from '../knowledge/types.ts';
import type { TrafficClass } from '../model/capture.ts';
import { addressBits } from '../text/network.ts';
import { wildcard, type Wildcard } from '../text/wildcard.ts';

/** Ranges of one length: the leading bits of an address find the rule, however many ranges there are. */
interface Ranges {
  readonly version: 4 | 6;
  readonly length: number;
  readonly rules: Map<bigint, PeerRule>;
}

/** Says what a peer is: by its address, else by its names, else by its range. */
export class PeerTable {
  readonly #addresses = new Map<string, PeerRule>();
  readonly #names: readonly { readonly rule: PeerRule; readonly fits: Wildcard; readonly weight: number }[];
  readonly #ranges: readonly Ranges[];
  readonly #called: readonly PeerRule[];

  constructor(rules: readonly PeerRule[]) {
    for (const rule of rules) for (const address of rule.addresses) this.#addresses.set(address, rule);
    this.#names = rules
      .flatMap((rule) =>
        rule.names.map((name) => {
          const pattern = name.toLowerCase();
          return { rule, fits: wildcard(pattern), weight: pattern.replaceAll('*', '').length };
        }),
      )
      .sort((a, b) => b.weight - a.weight);
    this.#ranges = rangesOf(rules);
    this.#called = rules.filter(({ ownPorts }) => ownPorts.length > 0);
  }

  /**
   * The rule for a peer, null when nothing is known of it.
   * @param names names of the address, the one that was asked for first
   * @param ownPorts ports of the machine to which the peer opened connections
   */
  find(address: string, names: readonly string[], ownPorts: readonly number[]): PeerRule | null {
    const exact = this.#addresses.get(address);
    if (exact !== undefined) return exact;
    for (const name of names) {
      const lower = name.toLowerCase();
      const found = this.#names.find(({ fits }) => fits(lower));
      if (found !== undefined) return found.rule;
    }
    const operator = this.#called.find((rule) => rule.ownPorts.some((port) => ownPorts.includes(port)));
    if (operator !== undefined) return operator;
    const bits = addressBits(address);
    const version = address.includes(':') ? 6 : 4;
    for (const range of this.#ranges) {
      if (range.version !== version) continue;
      const rule = range.rules.get(bits >> shiftOf(range));
      if (rule !== undefined) return rule;
    }
    return null;
  }
}

function shiftOf({ version, length }: Pick<Ranges, 'version' | 'length'>): bigint {
  return BigInt((version === 4 ? 32 : 128) - length);
}

/** Ranges by their length, the longest first; of two equal ranges the first rule counts. */
function rangesOf(rules: readonly PeerRule[]): Ranges[] {
  const all: Ranges[] = [];
  for (const rule of rules) {
    for (const network of rule.networks) {
      const [address = '', bits = '0'] = network.split('/');
      const version = address.includes(':') ? 6 : 4;
      const length = Number(bits);
      let own = all.find((range) => range.version === version && range.length === length);
      if (own === undefined) {
        own = { version, length, rules: new Map() };
        all.push(own);
      }
      const key = addressBits(address) >> shiftOf(own);
      if (!own.rules.has(key)) own.rules.set(key, rule);
    }
  }
  return all.sort((a, b) => b.length - a.length);
}

/** The class of a peer: what its rule says, else by its address alone. */
export function trafficClass(rule: PeerRule | null, address: string, table: PeerTable): TrafficClass {
  if (rule === null) return 'internet';
  // a service or a terminal behind a private address is private traffic
  const byRange = table.find(address, [], []);
  if (byRange !== null && byRange.networks.length > 0 && rule.networks.length === 0) return byRange.traffic;
  return rule.traffic;
}
