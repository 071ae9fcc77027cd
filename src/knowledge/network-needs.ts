import type { AzureNetworkRules, EndpointRow, NetworkNeed, WorkloadRule } from './types.ts';

interface Wanted {
  readonly workloads: readonly Pick<WorkloadRule, 'id' | 'needs'>[];
  /** The use of the endpoint table that says what a workload needs. */
  readonly scenarios: Readonly<Record<string, string>>;
  readonly platform: AzureNetworkRules['platform'];
}

/** Where a row says no service of its own. */
const OTHER = 'other';
const PLATFORM = 'platform';
const NAME = /^[\w*.-]+$/u;

/**
 * What the workloads need, as rules and routes name it: a service tag with a port. Names without a tag have no place in a rule of a
 * network security group, and what is optional blocks nothing.
 */
export function networkNeeds(rows: readonly EndpointRow[], { workloads, scenarios, platform }: Wanted): NetworkNeed[] {
  const needs = new Map<string, NetworkNeed>();
  for (const { pattern, port, tag, service, optional, cloud, scenarios: uses } of rows) {
    if (tag === '' || optional || cloud !== 'public' || typeof port !== 'number' || !NAME.test(pattern)) continue;
    const own = workloads.filter(({ id }) => uses.includes(scenarios[id] ?? id)).map(({ id }) => id);
    if (own.length === 0) continue;
    const key = `${tag} ${port}`;
    const known = needs.get(key);
    // a name below another one stands for more than the service that the tag means
    const named = known === undefined || known.service === OTHER ? { service, host: pattern } : known;
    needs.set(key, {
      service: named.service,
      host: named.host,
      tag,
      port,
      protocol: 'tcp',
      workloads: workloads.map(({ id }) => id).filter((id) => own.includes(id) || known?.workloads.includes(id)),
      platform: false,
    });
  }
  const onPlatform = workloads.filter(({ needs: own }) => own.some(({ service }) => service === PLATFORM));
  return [
    ...needs.values(),
    ...platform.map(({ host, port, protocol, tag = '' }) => ({
      service: PLATFORM,
      tag,
      host,
      port,
      protocol,
      workloads: onPlatform.map(({ id }) => id),
      platform: true,
    })),
  ];
}
