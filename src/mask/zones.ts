import type { NameRules } from '../knowledge/types.ts';

/** A part of a host name, by its offsets within it. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** Whose a host name is: everybody's, a service's with labels of a customer, or the reader's own. */
export type HostClass =
  | { readonly kind: 'public' }
  | { readonly kind: 'customer'; readonly labels: readonly Part[] }
  | { readonly kind: 'own'; readonly organisation: string | null };

const PUBLIC: HostClass = { kind: 'public' };
/** Labels of the longest zone. */
const MOST_LABELS = 8;
/** What a storage account adds to its name for the second region. */
const SECONDARY = '-secondary';
/** Stands for a vault before the name of the service: `<vault>-ab-pod01-fc1`, `<vault>-asr-pod01-rcm1`. */
const VAULT = /^(.{1,48}?)-(?:ab|asr)-pod\d{1,2}-[a-z]{1,8}\d{0,2}[a-z]?$/u;
const POD = /^(?:pod)(\d{1,2})-([a-z]{1,8})\d{0,2}[a-z]?$/u;
/** A pod of the service behind its region, as traffic managers and machines of Azure are named. */
const REGION_POD = /^([a-z0-9]{2,5})-pod\d{1,2}-([a-z]{1,8})\d{0,2}(?:-[a-z0-9]{1,6}){0,2}$/u;

/** Tells the reader's names from those of services. */
export class Zones {
  readonly #zones = new Map<string, 'public' | 'service' | 'customer'>();
  readonly #hosts: ReadonlySet<string>;
  readonly #structure: ReadonlySet<string>;
  readonly #pods: ReadonlySet<string>;
  readonly #regions: ReadonlySet<string>;
  readonly #suffixes: ReadonlySet<string>;
  readonly #paths: ReadonlySet<string>;

  constructor(rules: NameRules) {
    for (const zone of rules.public) this.#zones.set(zone, 'public');
    for (const zone of rules.customer) this.#zones.set(zone, 'customer');
    for (const zone of rules.service) this.#zones.set(zone, 'service');
    this.#hosts = new Set(rules.hosts);
    this.#structure = new Set(rules.structure);
    this.#pods = new Set(rules.pods);
    this.#regions = new Set(rules.regions);
    this.#suffixes = new Set(rules.suffixes);
    this.#paths = new Set(rules.paths);
  }

  /** The class of a host name in small letters, without a dot at its end. */
  of(host: string): HostClass {
    if (this.#hosts.has(host)) return PUBLIC;
    const starts = lastLabels(host);
    for (const start of starts) {
      const kind = this.#zones.get(host.slice(start));
      if (kind === 'public') return PUBLIC;
      if (kind === undefined) continue;
      const labels = this.#customerLabels(host, start, kind);
      return labels.length === 0 ? PUBLIC : { kind: 'customer', labels };
    }
    return { kind: 'own', organisation: this.#organisation(host, starts) };
  }

  /** True for a site whose addresses are everybody's with their paths. */
  hasPublicPaths(host: string): boolean {
    return this.#paths.has(host);
  }

  /** The label that an organisation has registered: `contoso` of `srv01.corp.contoso.co.jp`. */
  #organisation(host: string, starts: readonly number[]): string | null {
    if (starts.length < 2) return null;
    const second = starts.at(-2) ?? 0;
    const at = this.#suffixes.has(host.slice(second)) ? starts.at(-3) : second;
    return at === undefined ? null : host.slice(at, host.indexOf('.', at));
  }

  #customerLabels(host: string, zone: number, kind: 'service' | 'customer'): Part[] {
    const found: Part[] = [];
    for (let start = 0; start < zone;) {
      const dot = host.indexOf('.', start);
      const label = host.slice(start, dot);
      const own = kind === 'service' ? this.#vaultPart(label) : this.#customerPart(label);
      if (own > 0) found.push({ start, end: start + own });
      start = dot + 1;
    }
    return found;
  }

  /** How much of a label is the customer's. */
  #customerPart(label: string): number {
    if (this.#isStructure(label)) return 0;
    const pod = REGION_POD.exec(label);
    if (pod !== null && this.#regions.has(pod[1] ?? '') && this.#pods.has(pod[2] ?? '')) return 0;
    const vault = VAULT.exec(label)?.[1];
    if (vault !== undefined) return vault.length;
    return label.endsWith(SECONDARY) && label.length > SECONDARY.length
      ? label.length - SECONDARY.length
      : label.length;
  }

  #vaultPart(label: string): number {
    if (this.#isStructure(label)) return 0;
    const pod = POD.exec(label);
    if (pod !== null && this.#pods.has(pod[2] ?? '')) return 0;
    const vault = VAULT.exec(label)?.[1];
    if (vault !== undefined) return this.#isStructure(vault) ? 0 : vault.length;
    return label.length;
  }

  #isStructure(label: string): boolean {
    return this.#structure.has(label) || this.#regions.has(label) || /^z\d{1,3}$/u.test(label);
  }
}

/** Where the last labels begin, the longest rest first. */
function lastLabels(host: string): number[] {
  const starts: number[] = [];
  let at = host.length;
  while (starts.length < MOST_LABELS && at > 0) {
    const dot = host.lastIndexOf('.', at - 1);
    starts.unshift(dot + 1);
    at = dot;
    if (dot < 0) break;
  }
  return starts;
}
