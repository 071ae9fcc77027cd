import type { EndpointRule, FormatDefinition, Knowledge } from '../knowledge/types.ts';
import type { Endpoint, ServiceState } from '../model/endpoint.ts';
import { isAddress } from '../text/address.ts';
import { append } from '../text/lists.ts';
import { onceFor } from '../text/once.ts';
import { wildcard, type Wildcard } from '../text/wildcard.ts';

/** The service of the addresses on which the VM agent lives; no proxy reaches them. */
export const PLATFORM_SERVICE = 'platform';

/** Ports that a proxy serves; on others every connection is direct. */
export const PROXIED_PORTS: ReadonlySet<number> = new Set([80, 443]);

/** The addresses of the platform itself, with which only an Azure VM talks. */
export function platformAddresses({ endpoints }: Pick<Knowledge, 'endpoints'>): readonly string[] {
  return addressesIn(endpoints);
}

const addressesIn = onceFor((endpoints: Knowledge['endpoints']): readonly string[] =>
  endpoints
    .filter(({ service, pattern }) => service === PLATFORM_SERVICE && isAddress(pattern))
    .map(({ pattern }) => pattern),
);

/** Finds the rule of the endpoint table that describes a host; the one with the longest literal part wins. */
export class EndpointTable {
  readonly #rules: readonly {
    readonly rule: EndpointRule;
    readonly fits: Wildcard;
    readonly weight: number;
  }[];
  readonly #known = new Map<string, EndpointRule | null>();

  /** Services that a port alone tells, whatever the host is called. */
  readonly #byPort: ReadonlyMap<number, string>;

  constructor({ endpoints, services }: Pick<Knowledge, 'endpoints' | 'services'>) {
    this.#byPort = new Map(services.flatMap(({ id, ports = [] }) => ports.map((port) => [port, id] as const)));
    this.#rules = endpoints.map((rule) => {
      const pattern = rule.pattern.toLowerCase();
      return { rule, fits: wildcard(pattern), weight: pattern.replaceAll('*', '').length };
    });
  }

  /** The rule for a host name in lower case, or null when the table does not know it. */
  find(host: string): EndpointRule | null {
    const known = this.#known.get(host);
    if (known !== undefined) return known;
    let best: EndpointRule | null = null;
    let bestWeight = -1;
    for (const { rule, fits, weight } of this.#rules) {
      if (weight <= bestWeight || !fits(host)) continue;
      best = rule;
      bestWeight = weight;
    }
    if (this.#known.size < 5000) this.#known.set(host, best);
    return best;
  }

  /** The service of a port that belongs to one service alone; null for any other port. */
  serviceOfPort(port: number): string | null {
    return this.#byPort.get(port) ?? null;
  }
}

/** The services that a log's script tests: all that its format names, or those of them that its reader has chosen. */
export function testedServices(
  format: FormatDefinition | undefined,
  endpoints: readonly Endpoint[],
): readonly string[] {
  if (format === undefined) return [];
  if (format.chosen !== true) return format.tests;
  const chosen = new Set(endpoints.map(({ service }) => service));
  return format.tests.filter((service) => chosen.has(service));
}

/** The state of each service that was tested or that a workload needs. */
export function judgeServices(endpoints: readonly Endpoint[], knowledge: Knowledge): ServiceState[] {
  const needed = new Set(knowledge.workloads.flatMap(({ needs }) => needs.map(({ service }) => service)));
  const byService = new Map<string, Endpoint['verdict'][]>();
  for (const { service, verdict } of endpoints) append(byService, service, verdict);
  return knowledge.services.flatMap(({ id, name, short }) => {
    const verdicts = byService.get(id) ?? [];
    if (verdicts.length === 0 && !needed.has(id)) return [];
    const unreachable = verdicts.filter((verdict) => verdict === 'unreachable').length;
    return [{ id, name, short, status: statusOfVerdicts(verdicts), endpoints: verdicts.length, unreachable }];
  });
}

/** The state of a service whose endpoints have these verdicts: what is open keeps it from being ok. */
export function statusOfVerdicts(verdicts: readonly Endpoint['verdict'][]): ServiceState['status'] {
  const has = (verdict: Endpoint['verdict']): boolean => verdicts.includes(verdict);
  if (has('unreachable')) return has('reachable') ? 'partial' : 'blocked';
  return has('reachable') && !has('indeterminate') ? 'ok' : 'unknown';
}
