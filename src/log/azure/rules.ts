import type { AzureNetworkRules } from '../../knowledge/types.ts';
import { nameInId, type NetworkRecord } from './record.ts';

interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** A rule of a network security group; words in small letters. */
export interface SecurityRule {
  /** Null: it stands in every group, and the listing leaves it out. */
  readonly line: number | null;
  readonly name: string;
  readonly priority: number | null;
  readonly access: 'allow' | 'deny';
  readonly direction: 'inbound' | 'outbound';
  readonly protocol: string;
  readonly sources: readonly string[];
  readonly sourcePorts: readonly PortRange[];
  /** For machines of a group alone. */
  readonly sourceGroup: boolean;
  readonly destinations: readonly string[];
  readonly destinationGroup: boolean;
  /** Null: the listing does not show them. */
  readonly ports: readonly PortRange[] | null;
  /** Addresses of the tag, where the listing has them. */
  readonly expanded: readonly string[];
}

/** The rules of one group. */
export interface RuleSet {
  readonly line: number;
  readonly kind: 'effective-rules' | 'own-rules';
  readonly nsg: string | null;
  readonly resourceGroup: string | null;
  readonly level: 'nic' | 'subnet' | null;
  readonly complete: boolean;
  /** Rules that the listing itself shows. */
  readonly entries: number;
  /** In the order in which they are tried. */
  readonly rules: readonly SecurityRule[];
}

const ACCESS: ReadonlySet<string> = new Set(['allow', 'deny']);
const DIRECTION: ReadonlySet<string> = new Set(['inbound', 'outbound']);
const EVERY_PORT: PortRange = { from: 0, to: 65_535 };
const PORTS = /^(\d{1,5})(?:-(\d{1,5}))?$/u;
/** What a name of the effective rules begins with. */
const EFFECTIVE = /^(?:default)?securityrules\//iu;
const GROUPS = 'networksecuritygroups';

/** A rule of a group: it allows or denies one direction. */
export function isRule(record: NetworkRecord): boolean {
  return (
    ACCESS.has(record.text('access').toLowerCase()) &&
    DIRECTION.has(record.text('direction').toLowerCase()) &&
    record.has('protocol')
  );
}

/** The listing names it as one of the effective rules. */
export function isEffective(record: NetworkRecord): boolean {
  return EFFECTIVE.test(record.text('name', 'rulename'));
}

export function groupOf(record: NetworkRecord): string | null {
  return nameInId(record.text('id'), GROUPS) ?? (record.text('nsg') || null);
}

export function resourceGroupOf(record: NetworkRecord): string | null {
  return nameInId(record.text('id'), 'resourcegroups') ?? (record.text('resourcegroup', 'resourcegroupname') || null);
}

interface Listed extends Pick<RuleSet, 'line' | 'kind' | 'nsg' | 'resourceGroup' | 'level' | 'complete'> {
  readonly records: readonly NetworkRecord[];
}

/** The rules of one group in their order; those of every group are added where a listing of its own rules leaves them out. */
export function ruleSet({ records, ...set }: Listed, known: Pick<AzureNetworkRules, 'defaults'>): RuleSet {
  const listed = records.map(ruleOf);
  const names = new Set(listed.map(({ name }) => name.toLowerCase()));
  const added =
    set.kind === 'own-rules'
      ? known.defaults.filter(({ name }) => !names.has(name.toLowerCase())).map((one) => defaultRule(one))
      : [];
  const rules = [...listed, ...added].toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
  const complete = set.complete && records.every(({ whole }) => whole);
  return { ...set, complete, entries: records.length, rules };
}

function ruleOf(record: NetworkRecord): SecurityRule {
  const shown = record.has('destinationportrange') || record.has('destinationportranges');
  return {
    line: record.line,
    name: record.text('name', 'rulename').replace(EFFECTIVE, ''),
    priority: numberOf(record.text('priority')),
    access: record.text('access').toLowerCase() === 'allow' ? 'allow' : 'deny',
    direction: record.text('direction').toLowerCase() === 'outbound' ? 'outbound' : 'inbound',
    protocol: record.text('protocol').toLowerCase(),
    sources: small(record.list('sourceaddressprefix', 'sourceaddressprefixes')),
    sourcePorts: portsOf(record.list('sourceportrange', 'sourceportranges')) ?? [EVERY_PORT],
    sourceGroup: record.list('sourceapplicationsecuritygroups', 'sourceasg').length > 0,
    destinations: small(record.list('destinationaddressprefix', 'destinationaddressprefixes')),
    destinationGroup: record.list('destinationapplicationsecuritygroups', 'destinationasg').length > 0,
    ports: shown ? portsOf(record.list('destinationportrange', 'destinationportranges')) : null,
    expanded: record.list('expandeddestinationaddressprefix'),
  };
}

function defaultRule({
  name,
  priority,
  direction,
  source,
  destination,
  access,
}: AzureNetworkRules['defaults'][number]): SecurityRule {
  return {
    line: null,
    name,
    priority,
    access,
    direction,
    protocol: '*',
    sources: [source.toLowerCase()],
    sourcePorts: [EVERY_PORT],
    sourceGroup: false,
    destinations: [destination.toLowerCase()],
    destinationGroup: false,
    ports: [EVERY_PORT],
    expanded: [],
  };
}

function small(words: readonly string[]): string[] {
  return words.map((word) => word.toLowerCase());
}

function numberOf(text: string): number | null {
  return /^\d{1,5}$/u.test(text) ? Number(text) : null;
}

/** Null where one of them cannot be read, or there is none. */
function portsOf(texts: readonly string[]): PortRange[] | null {
  const ranges: PortRange[] = [];
  for (const text of texts) {
    if (text === '*') ranges.push(EVERY_PORT);
    else {
      const [, from, to = from] = PORTS.exec(text) ?? [];
      if (from === undefined) return null;
      ranges.push({ from: Number(from), to: Number(to) });
    }
  }
  return ranges.length === 0 ? null : ranges;
}
