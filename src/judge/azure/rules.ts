import { networkPrefix } from '../../commands/values.ts';
import type { AzureNetworkRules, NetworkNeed } from '../../knowledge/types.ts';
import type { RuleSet, SecurityRule } from '../../log/azure/rules.ts';
import type { NamedRule, NetworkReason, NetworkVerdict, RuleDecision } from '../../model/azure-network.ts';
import { isPrivateAddress } from '../../text/address.ts';
import { unregioned } from './tags.ts';

/** A rule fits, does not, or may fit for this reason. */
type Fit = 'yes' | 'no' | NetworkReason;

/** What one group says, and the rule on which that rests. */
interface GroupAnswer {
  readonly verdict: NetworkVerdict;
  readonly reason: NetworkReason;
  readonly set: RuleSet;
  readonly rule: SecurityRule | null;
}

/** What else is known of the network. */
interface Surroundings {
  readonly tags: AzureNetworkRules['tags'];
  /** Addresses of the platform: they stand in the tag of every network. */
  readonly platform: readonly string[];
  /** A listing was cut, so that a further group may deny. */
  readonly cut: boolean;
  /** A route of the reader's own takes everything that has no other: the tag of the network may hold it. */
  readonly ownDefaultRoute: boolean;
}

/**
 * What all listed groups say of a destination: each of them must allow it, and in each the first rule decides that fits. A rule that may fit
 * leaves the answer open where it would change it.
 */
export function judgeRules(need: NetworkNeed, sets: readonly RuleSet[], around: Surroundings): RuleDecision {
  const answers = sets.map((set) => (need.platform ? onPlatform(need, set) : inGroup(need, set, around)));
  const blocking = answers.filter(({ verdict }) => verdict === 'blocked');
  const open = answers.filter(({ verdict }) => verdict === 'open');
  const telling = blocking.length > 0 ? blocking : open.length > 0 ? open : answers;
  const [first] = telling;
  const isCut = blocking.length === 0 && around.cut && open.length === 0 && !(need.platform && need.tag === '');
  const { platform, ...destination } = need;
  return {
    by: 'rules',
    ...destination,
    verdict: isCut ? 'open' : (first?.verdict ?? 'open'),
    reason: isCut ? 'cut' : (first?.reason ?? 'no-match'),
    rules: telling.flatMap(({ set, rule }) => (rule === null ? [] : [named(set, rule)])),
  };
}

/** Rules do not count for the platform, but those that deny its own tag. */
function onPlatform({ tag }: NetworkNeed, set: RuleSet): GroupAnswer {
  if (tag === '') return { verdict: 'allowed', reason: 'exempt', set, rule: null };
  const own = outbound(set).find(({ destinations }) => destinations.includes(tag.toLowerCase()));
  if (own?.access === 'deny') return { verdict: 'blocked', reason: 'rule', set, rule: own };
  const isWhole = set.complete && outbound(set).every(isTold);
  if (!isWhole) return { verdict: 'open', reason: set.complete ? 'names-only' : 'cut', set, rule: null };
  return { verdict: 'allowed', reason: 'exempt', set, rule: own ?? null };
}

function inGroup(need: NetworkNeed, set: RuleSet, around: Surroundings): GroupAnswer {
  const open = (reason: NetworkReason, rule: SecurityRule | null): GroupAnswer => ({
    verdict: 'open',
    reason,
    set,
    rule,
  });
  const rules = outbound(set);
  if (!rules.every((rule) => isTold(rule) && rule.priority !== null)) return open('names-only', null);
  const doubts: { readonly rule: SecurityRule; readonly reason: NetworkReason }[] = [];
  for (const rule of rules) {
    const fit = fitOf(rule, need, around);
    if (fit === 'no') continue;
    if (fit !== 'yes') {
      doubts.push({ rule, reason: fit });
      continue;
    }
    const changing = doubts.find((one) => one.rule.access !== rule.access);
    // a rule before it may be among what was cut off
    if (!set.complete) return open('cut', rule);
    if (changing !== undefined) return open(changing.reason, changing.rule);
    return { verdict: rule.access === 'allow' ? 'allowed' : 'blocked', reason: 'rule', set, rule };
  }
  const [doubt] = doubts;
  if (!set.complete) return open('cut', doubt?.rule ?? null);
  return doubt === undefined ? open('no-match', null) : open(doubt.reason, doubt.rule);
}

/** The listing shows for what a rule is: without its ports, its source or its destination it may be for anything. */
function isTold({ ports, sources, sourceGroup, destinations, destinationGroup }: SecurityRule): boolean {
  return ports !== null && (sources.length > 0 || sourceGroup) && (destinations.length > 0 || destinationGroup);
}

function outbound({ rules }: RuleSet): SecurityRule[] {
  return rules.filter(({ direction }) => direction === 'outbound');
}

/** Whether a rule is for a connection to a destination: what does not fit in one place fits in none. */
function fitOf(rule: SecurityRule, need: NetworkNeed, around: Surroundings): Fit {
  const { tags } = around;
  if (rule.protocol !== need.protocol && !tags.any.includes(rule.protocol)) return 'no';
  if (!rule.ports?.some(({ from, to }) => from <= need.port && need.port <= to)) return 'no';
  const to = toDestination(rule, need, around);
  if (to === 'no') return 'no';
  const from = fromMachine(rule, tags);
  return from === 'yes' ? to : from;
}

/** Ports from which systems open connections. */
const FIRST_OWN_PORT = 32_768;
const LAST_PORT = 65_535;

/** Whether a rule is for what the machine sends: its own address is not known. */
function fromMachine({ sources, sourcePorts, sourceGroup }: SecurityRule, tags: AzureNetworkRules['tags']): Fit {
  if (sourceGroup) return 'group';
  if (!sourcePorts.some(({ to }) => to >= FIRST_OWN_PORT)) return 'no';
  const isEvery = (word: string): boolean =>
    tags.any.includes(word) || tags.everywhere.includes(word) || word === tags.network;
  if (!sources.some(isEvery)) return sources.some((word) => networkPrefix(word) !== null) ? 'source' : 'no';
  return sourcePorts.some(({ from, to }) => from <= FIRST_OWN_PORT && to >= LAST_PORT) ? 'yes' : 'source';
}

/** Whether a rule is for the public addresses of a service: of addresses alone nobody can tell whose they are. */
function toDestination(rule: SecurityRule, need: NetworkNeed, around: Surroundings): Fit {
  const { tags, platform } = around;
  const { destinations, destinationGroup, expanded } = rule;
  // machines of the network itself
  if (destinationGroup) return 'no';
  const fits = destinations.map((word): Fit => {
    if (tags.any.includes(word) || tags.everywhere.includes(word)) return 'yes';
    if (word === tags.network) return inNetwork(expanded, around);
    if (networkPrefix(word) !== null) return isOwnNetwork(word, platform) ? 'no' : 'addresses';
    const [tag, region] = unregioned(word, need.tag);
    if (tag !== need.tag.toLowerCase() && !tags.covering.includes(tag)) return 'no';
    return region ? 'region' : 'yes';
  });
  if (fits.includes('yes')) return 'yes';
  return fits.find((fit) => fit !== 'no') ?? 'no';
}

/** The tag of the network holds a service where it holds everything. */
function inNetwork(expanded: readonly string[], { tags, platform, ownDefaultRoute }: Surroundings): Fit {
  if (expanded.some((prefix) => tags.everywhere.includes(prefix))) return 'yes';
  if (expanded.length === 0) return ownDefaultRoute ? 'network-tag' : 'no';
  return expanded.every((prefix) => isOwnNetwork(prefix, platform)) ? 'no' : 'addresses';
}

/** What no service has its public addresses in: private networks, IPv6, the platform. */
function isOwnNetwork(prefix: string, platform: readonly string[]): boolean {
  const [address = ''] = prefix.split('/');
  return prefix.includes(':') || isPrivateAddress(address) || platform.includes(address);
}

function named({ nsg, resourceGroup, level }: RuleSet, { name, priority, access, line }: SecurityRule): NamedRule {
  return { nsg, resourceGroup, level, name, priority, access, line };
}
