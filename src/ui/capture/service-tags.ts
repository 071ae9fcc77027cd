import { SERVICE_TAGS } from '#locale/service-tags.ts';
import type { PeerRule } from '../../knowledge/types.ts';

/** Ranges of the whole cloud say less than those of a service. */
const GENERAL = /^AzureCloud/u;

/**
 * Reads Azure's file of IP ranges and service tags (`ServiceTags_Public_….json`) into rules for peers.
 * Null when the text is not such a file.
 */
export function readServiceTags(text: string): PeerRule[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  const values = record(parsed)?.['values'];
  if (!Array.isArray(values)) return null;
  const rules = values.flatMap((value: unknown): PeerRule[] => {
    const own = record(value);
    const prefixes = record(own?.['properties'])?.['addressPrefixes'];
    const name = own?.['name'];
    if (typeof name !== 'string' || !Array.isArray(prefixes)) return [];
    const networks = prefixes.filter(
      (prefix): prefix is string => typeof prefix === 'string' && /^[\da-f.:]+\/\d+$/iu.test(prefix),
    );
    return [
      {
        id: `tag:${name}`,
        title: SERVICE_TAGS.title(name),
        addresses: [],
        names: [],
        networks,
        ownPorts: [],
        traffic: 'azure',
        normal: SERVICE_TAGS.normal(name),
        blocked: SERVICE_TAGS.blocked,
      },
    ];
  });
  // of two tags with the same range the first counts: a service in a region, a service, the cloud
  const rank = ({ id }: PeerRule): number => (GENERAL.test(id.slice(4)) ? 2 : id.includes('.') ? 0 : 1);
  return rules.length === 0 ? null : rules.sort((a, b) => rank(a) - rank(b));
}

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}
