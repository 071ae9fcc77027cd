import type { Cause, Probe } from '../../model/probe.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import { failingBy, failureOf, probeOf, type Facts, type Rule } from './facts.ts';

const STALLED: ReadonlySet<Cause> = new Set(['stalled']);

/** The connection is made and then nothing comes: large packets are lost (MTU), or the other side takes no more data. */
export const connectionStalls: Rule = (facts) => {
  const unreachable = failingBy(facts, STALLED);
  if (unreachable.length > 0) {
    // a router on the way names the size that it takes
    const mtu = unreachable
      .map(({ https }) => probeOf(facts, https.probe)?.detail.mtu)
      .find((size) => size !== undefined);
    const params = mtu === undefined ? {} : { params: { mtu } };
    return [failureOf('connection-stalls', mtu === undefined ? 'likely' : 'certain', unreachable, params)];
  }
  // data came late or half: nothing fails for certain, and the endpoint is open
  const open = facts.endpoints.filter(
    ({ verdict, https, tcp }) => verdict === 'indeterminate' && (https.cause === 'stalled' || tcp.cause === 'stalled'),
  );
  if (open.length === 0) return [];
  const lost = open.filter(({ https }) => probeOf(facts, https.probe)?.detail.large === 'lost');
  if (lost.length === 0) return [failureOf('connection-stalls', 'possible', open)];
  return [
    failureOf('connection-stalls', isOfTheWay(facts, lost) ? 'likely' : 'possible', lost, { params: { how: 'size' } }),
  ];
};

/** Several destinations lose large packets, and none by the same way gets them: it is the way that loses them, not one destination. */
function isOfTheWay({ probes }: Facts, lost: readonly Endpoint[]): boolean {
  const wayOf = (probe: Probe): string => probe.detail.proxy ?? '';
  const ways = new Set(probes.filter(({ detail }) => detail.large === 'lost').map(wayOf));
  return lost.length > 1 && !probes.some((probe) => probe.detail.large === 'passed' && ways.has(wayOf(probe)));
}
