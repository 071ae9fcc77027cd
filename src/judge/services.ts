import type { EndpointRule, Knowledge } from '../knowledge/types.ts';
import type { Endpoint, ServiceState, WorkloadState } from '../report/types.ts';

/** Finds the rule of the endpoint table that describes a host; the one with the longest literal part wins. */
export class EndpointTable {
  readonly #rules: readonly {
    readonly rule: EndpointRule;
    readonly parts: readonly string[];
    readonly weight: number;
  }[];
  readonly #known = new Map<string, EndpointRule | null>();

  constructor(rules: readonly EndpointRule[]) {
    this.#rules = rules.map((rule) => {
      const parts = rule.pattern.toLowerCase().split('*');
      return { rule, parts, weight: parts.join('').length };
    });
  }

  /** The rule for a host name in lower case, or null when the table does not know it. */
  find(host: string): EndpointRule | null {
    const known = this.#known.get(host);
    if (known !== undefined) return known;
    let best: EndpointRule | null = null;
    let bestWeight = -1;
    for (const { rule, parts, weight } of this.#rules) {
      if (weight <= bestWeight || !fits(host, parts)) continue;
      best = rule;
      bestWeight = weight;
    }
    if (this.#known.size < 5000) this.#known.set(host, best);
    return best;
  }
}

/** Wildcard match by leftmost search; the parts between the stars are literal, so this is exact and linear. */
function fits(host: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return host === first;
  if (!host.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop() ?? '';
  for (const part of rest) {
    const found = host.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return host.length - last.length > at - (first === '' ? 0 : 1) && host.endsWith(last);
}

/** The state of each service that was tested or that a workload needs. */
export function judgeServices(endpoints: readonly Endpoint[], knowledge: Knowledge): ServiceState[] {
  const needed = new Set(knowledge.workloads.flatMap(({ needs }) => needs.map(({ service }) => service)));
  return knowledge.services.flatMap(({ id, name, short }) => {
    const own = endpoints.filter(({ service }) => service === id);
    if (own.length === 0 && !needed.has(id)) return [];
    const count = (verdict: Endpoint['verdict']): number =>
      own.filter((endpoint) => endpoint.verdict === verdict).length;
    const unreachable = count('unreachable');
    const reachable = count('reachable');
    const status =
      unreachable > 0
        ? reachable > 0
          ? 'partial'
          : 'blocked'
        : reachable > 0 && count('indeterminate') === 0
          ? 'ok'
          : 'unknown';
    return [{ id, name, short, status, endpoints: own.length, unreachable }];
  });
}

/** What the state of the services means for each workload. An Azure VM backup needs none of them. */
export function judgeWorkloads(
  services: readonly ServiceState[],
  knowledge: Knowledge,
  recognised: boolean,
): WorkloadState[] {
  return knowledge.workloads.map(({ id, name, needs: wanted, note }) => {
    const needs = wanted.map(({ service }) => service);
    const states = needs.map((need) => services.find((service) => service.id === need)?.status ?? 'unknown');
    const failing = needs.filter((_, index) => states[index] === 'blocked' || states[index] === 'partial');
    const status = !recognised
      ? 'unknown'
      : failing.length > 0
        ? 'affected'
        : states.includes('unknown')
          ? 'unknown'
          : 'ok';
    return {
      id,
      name,
      status,
      because: failing.length > 0 ? failing : needs,
      needs,
      note,
      account: null,
      route: 'either',
      missing: [],
    };
  });
}
