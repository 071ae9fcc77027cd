import { networkPrefix } from '../../commands/values.ts';
import type { AzureNetworkRules } from '../../knowledge/types.ts';
import type { Hop, NamedRoute } from '../../model/azure-network.ts';
import { goesOn, nameInId, type NetworkRecord } from './record.ts';

export interface RouteEntry {
  readonly line: number;
  readonly name: string | null;
  /** Networks; the list may be cut. */
  readonly prefixes: readonly string[];
  readonly goesOn: boolean;
  /** Service tags, in small letters. */
  readonly tags: readonly string[];
  readonly hop: Hop;
  readonly hopType: string;
  readonly hopAddresses: readonly string[];
  readonly origin: NamedRoute['origin'];
  /** Another one took its place. */
  readonly active: boolean;
}

export interface RouteSet {
  readonly line: number;
  readonly kind: 'effective-routes' | 'route-table';
  readonly name: string | null;
  readonly resourceGroup: string | null;
  readonly complete: boolean;
  readonly routes: readonly RouteEntry[];
}

/** A route: it leads from addresses to a next hop. */
export function isRoute(record: NetworkRecord): boolean {
  return record.text('nexthoptype') !== '' && record.list('addressprefix', 'destinationservicetags').length > 0;
}

/** The listing shows which routes are in effect. */
export function isInEffect(record: NetworkRecord): boolean {
  return record.has('state') || record.has('source');
}

export function tableOf(record: NetworkRecord): string | null {
  return nameInId(record.text('id'), 'routetables');
}

const TAG = /^[a-z]\w{0,60}(?:\.\w{1,60})?$/iu;

/** A network with its length; null for what is none. */
function networkOf(text: string): string | null {
  const found = networkPrefix(text);
  if (found === null || found.includes('/')) return found;
  return `${found}/${found.includes(':') ? 128 : 32}`;
}

/** A route of an output. */
export function routeOf(record: NetworkRecord, { hops, origins }: AzureNetworkRules): RouteEntry {
  const parts = record.list('addressprefix');
  const prefixes = parts.flatMap((part) => networkOf(part) ?? []);
  const words = parts.filter((part) => TAG.test(part));
  const hopType = record.text('nexthoptype');
  return {
    line: record.line,
    name: record.text('name') || null,
    prefixes,
    goesOn: goesOn(parts),
    tags: [...words, ...record.list('destinationservicetags')].map((tag) => tag.toLowerCase()),
    hop: wordOf(hopType, hops) ?? 'unknown',
    hopType,
    hopAddresses: record.list('nexthopip', 'nexthopipaddress'),
    origin: record.has('source') ? (wordOf(record.text('source'), origins) ?? 'unknown') : 'user',
    active: record.text('state').toLowerCase() !== 'invalid',
  };
}

function wordOf<K extends string>(text: string, words: Readonly<Record<K, readonly string[]>>): K | null {
  const plain = text.replaceAll(/\s/gu, '').toLowerCase();
  const found = (Object.keys(words) as K[]).find((kind) => words[kind].includes(plain));
  return found ?? null;
}
