import type { Cause } from '../../model/probe.ts';
import { failingBy, failureOf, probeOf, type Rule } from './facts.ts';

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
  return open.length === 0 ? [] : [failureOf('connection-stalls', 'possible', open)];
};
