import type { SearchKnowledge, Knowledge } from '../knowledge/types.ts';
import { isAddress } from '../text/address.ts';
import { isHostName } from '../text/host-name.ts';
import { networkHolds } from '../text/network.ts';
import { trimmed } from '../text/trim.ts';
import { wildcard } from '../text/wildcard.ts';
import type { Entry } from './entry.ts';

/** A longer text is no address of anything. */
const LONGEST = 2000;

type Known = Pick<SearchKnowledge, 'endpointRows' | 'peers' | 'zonePage'> & Pick<Knowledge, 'privateZones'>;

/** What is known of a host. */
interface Rule {
  readonly fits: (name: string) => boolean;
  /** Literal characters: of two that fit the more specific one tells. */
  readonly weight: number;
  readonly entry: Entry;
}

/** Looks up hosts, addresses and URLs in the tables of endpoints, of peers with their ranges, and of private zones. */
export class Hosts {
  readonly #names: readonly Rule[];
  readonly #zones: readonly Rule[];
  readonly #addresses = new Map<string, Entry[]>();
  readonly #networks: readonly { readonly network: string; readonly length: number; readonly entry: Entry }[];
  readonly #pages: ReadonlyMap<string, Entry>;

  /** @param entries the catalogue, which says what a row shows. */
  constructor({ endpointRows, peers, privateZones }: Known, entries: readonly Entry[]) {
    const endpointEntries = entries.filter(({ kind }) => kind === 'endpoint');
    const peerEntries = entries.filter(({ kind }) => kind === 'peer');
    const zoneEntries = entries.filter(({ kind }) => kind === 'zone');
    this.#pages = new Map(
      peers.flatMap(({ id, page }) => {
        const own = entries.find(({ url }) => url === page);
        return own === undefined ? [] : [[`/reference/peers/#${id}`, own] as const];
      }),
    );
    const rules = (pattern: string, entry: Entry | undefined): Rule[] =>
      entry === undefined ? [] : [{ fits: wildcard(pattern), weight: weightOf(pattern), entry }];
    this.#names = [
      ...endpointRows.flatMap(({ pattern }, at) => rules(pattern, endpointEntries[at])),
      ...peers.flatMap(({ names }, at) => names.flatMap((name) => rules(name, peerEntries[at]))),
    ].sort((a, b) => b.weight - a.weight);
    this.#zones = privateZones.flatMap(({ pattern }, at) => rules(pattern, zoneEntries[at]));
    for (const [at, { addresses }] of peers.entries())
      for (const address of addresses) this.#add(address, peerEntries[at]);
    for (const [at, { pattern }] of endpointRows.entries())
      if (isAddress(pattern)) this.#add(pattern, endpointEntries[at]);
    this.#networks = peers
      .flatMap(({ networks }, at) => {
        const entry = peerEntries[at];
        return entry === undefined
          ? []
          : networks.map((network) => ({ network, entry, length: Number(network.split('/')[1]) }));
      })
      .sort((a, b) => b.length - a.length);
  }

  /** What a text is known as that is nothing but a host, an address or a URL; the most telling first. */
  find(text: string): Entry[] {
    const host = hostOf(text);
    if (host === null) return [];
    if (isIp(host)) {
      const exact = this.#addresses.get(host) ?? [];
      const network = this.#networks.find((one) => networkHolds(one.network, host))?.entry;
      return [...new Set([...exact, ...(network === undefined ? [] : [network])])];
    }
    const zones = this.#zones.filter(({ fits }) => fits(host));
    const names = this.#names.filter(({ fits }) => fits(host));
    return [
      ...new Set(
        [...zones, ...names].flatMap(({ entry }) => {
          const page = this.#pages.get(entry.url);
          return page === undefined ? [entry] : [page, entry];
        }),
      ),
    ];
  }

  #add(address: string, entry: Entry | undefined): void {
    if (entry === undefined) return;
    this.#addresses.set(address, [...(this.#addresses.get(address) ?? []), entry]);
  }
}

function weightOf(pattern: string): number {
  return pattern.includes('*') ? pattern.replaceAll('*', '').length : 1000 + pattern.length;
}

/** The host of a text that is one, with or without a port, a path, a scheme and quotes; null of any other text. */
function hostOf(text: string): string | null {
  const own = trimmed(text.trim(), `"'\`<([\u300C`, `"'\`>)]\u300D,;.`).toLowerCase();
  if (own === '' || own.length > LONGEST || /\s/u.test(own)) return null;
  if (isIp(own)) return own;
  const [, authority = ''] = /^(?:[a-z][a-z0-9+.-]{1,20}:\/\/)?([^/?#\\]{1,300})/u.exec(own) ?? [];
  const host = authority
    .replace(/^[^@]{0,200}@/u, '')
    .replace(/:\d{1,5}$/u, '')
    .replace(/\.$/u, '');
  if (isIp(host)) return host;
  return host.includes('.') && isHostName(host) ? host : null;
}

/** An address, and no text with colons. */
function isIp(text: string): boolean {
  return /^[\da-f:.]{2,45}$/u.test(text) && isAddress(text);
}
