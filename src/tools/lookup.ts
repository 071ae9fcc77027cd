import type { Layers } from '../model/probe.ts';
import type { MatchedLine } from '../session/matched-line.ts';
import { promptOf } from '../session/prompt.ts';
import type { RawProbe } from '../session/raw-probe.ts';
import { hostName, NO_TARGET, withoutDot, type Target } from '../session/target.ts';
import { isAddress } from '../text/address.ts';
import type { CleanLines } from '../text/clean.ts';
import { passed, type Outcome, type ProbeContext } from './outcome.ts';

/** A question for the name behind an address is none for a destination. */
const REVERSE = /\.(?:in-addr|ip6)\.arpa$/u;

/** A command that asks for no destination. */
export const NO_DESTINATION: Target = { ...NO_TARGET, host: '' };

/** Types of record that a destination has; the others are those of a zone, of mail, of a service. */
const OF_DESTINATION: ReadonlySet<string> = new Set(['a', 'aaaa', 'a_aaaa', 'cname', 'any', 'all', 'https']);

/** The destination of a lookup; one without a host where the name behind an address, or no destination's record, is asked for. */
export function lookupTarget(word: string, type: string | null = null): Target {
  const host = hostName(word);
  if (host === null) return NO_TARGET;
  return isReverse(host) || !isOfDestination(type) ? NO_DESTINATION : { ...NO_TARGET, host };
}

/** A record of this type tells of a destination; null: no type is named, so addresses are asked for. */
export function isOfDestination(type: string | null): boolean {
  return type === null || OF_DESTINATION.has(type.toLowerCase());
}

function isReverse(name: string): boolean {
  return isAddress(name) || REVERSE.test(name);
}

/** A name as DNS compares it. */
export function dnsName(name: string): string {
  return withoutDot(name).toLowerCase();
}

/** A lookup's outcome with what it shows of the name; it asks a DNS server, so no proxy takes part. */
export function lookupOutcome(outcome: Outcome, { gateways }: ProbeContext, line = outcome.decisive?.line): Outcome {
  const { status, cause, detail } = outcome;
  const layers: Layers =
    line === undefined
      ? {}
      : status === 'reachable'
        ? { dns: passed(line) }
        : status === 'unreachable'
          ? { dns: { status: 'failed', cause, line } }
          : {};
  // a block page's address in place of the destination's
  const blocked = detail.addresses?.map((ip) => gateways.at('address', ip)).find((mark) => mark !== null);
  return { ...outcome, detail: blocked == null ? detail : { ...detail, gateway: blocked.id }, route: 'direct', layers };
}

/** The host of a lookup whose command is lost: null where it asks for no destination. */
export function askedHost(name: string | null): string | null {
  return name === null ? '' : isReverse(name) ? null : name;
}

/** A record of an answer. */
export interface DnsRecord {
  readonly owner: string;
  readonly type: 'address' | 'alias';
  readonly data: string;
  readonly line: number;
  /** The line as a message; where it is none, the place of the data within it. */
  readonly matched: MatchedLine | null;
  readonly at?: number;
}

/** What an answer's records say of a name. */
export interface Followed {
  readonly addresses: readonly string[];
  readonly cnames: readonly string[];
  /** The record with the last address. */
  readonly last: DnsRecord | null;
}

/** Follows the aliases from a name: an address of another name is none of its own. */
export function follow(records: readonly DnsRecord[], asked: string): Followed {
  const aliases = new Map<string, string>();
  for (const { type, owner, data } of records) if (type === 'alias' && !aliases.has(owner)) aliases.set(owner, data);
  const chain = new Set([asked]);
  for (let next = aliases.get(asked); next !== undefined && !chain.has(next); next = aliases.get(next)) chain.add(next);
  const own = records.filter(({ type, owner, data }) => type === 'address' && chain.has(owner) && isAddress(data));
  return {
    addresses: [...new Set(own.map(({ data }) => data))],
    cnames: [...chain].slice(1),
    last: own.at(-1) ?? null,
  };
}

/** The records that signatures tell: an address, or the other name of a name, at the end of the line. */
export function recordsIn({ matches }: RawProbe): DnsRecord[] {
  const records: DnsRecord[] = [];
  for (const matched of matches) {
    const { role, values } = matched.match;
    const { line, text } = matched;
    if (values.host === undefined) continue;
    const owner = dnsName(values.host);
    if (role === 'answer' && values.ip !== undefined)
      records.push({ owner, type: 'address', data: values.ip, line, matched });
    else if (role === 'canonical-name') {
      const data = dnsName(text.trimEnd().split(/\s/u).at(-1) ?? '');
      records.push({ owner, type: 'alias', data, line, matched });
    }
  }
  return records;
}

/** A record holds an address, and its owner is a name: `stay 2 IN A bed` is none. */
export function isPlainRecord({ match: { role, values } }: MatchedLine): boolean {
  return role !== 'answer' || (isAddress(values.ip ?? '') && values.host?.includes('.') !== false);
}

/** The text may end within its last line, so that an address there may be half. */
export function isHalf(line: number, probe: RawProbe, { cutOff }: ProbeContext): boolean {
  return cutOff && !probe.terminated && line === probe.last;
}

/**
 * The command printed nothing, and a shell's prompt stands behind it: it is over. Where its output goes on to another
 * program or a file, or the text ends there, that says nothing.
 */
export function isSilent({ command, first, last, interrupted }: RawProbe, text: CleanLines): boolean {
  if (command === null || interrupted || first !== last || /[|>&]/u.test(command.text)) return false;
  return promptOf(text.at(last + 1))?.sure === true;
}
