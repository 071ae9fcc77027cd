import type { RawProbe } from '../../session/raw-probe.ts';
import {
  decidedBy,
  failedLayers,
  mostTelling,
  passed,
  withoutSuccess,
  withVerdict,
  type Outcome,
  type ProbeContext,
} from '../outcome.ts';

/**
 * A client connected when it says so itself: a call that prints nothing proves nothing, for its failure may be hidden. It
 * goes directly, whatever the proxy.
 */
export function readTcpClient(probe: RawProbe, context: ProbeContext): Outcome {
  const failure = mostTelling(withVerdict(probe, 'unreachable'));
  // what asks for an answer does not speak of this connection
  const connected = withVerdict(probe, 'reachable').find(({ match }) => match.signature.tool === probe.tool);
  if (failure === null && connected !== undefined && probe.command?.elsewhere !== true)
    return { ...decidedBy(connected), route: 'direct', layers: { tcp: passed(connected.line) } };
  const outcome = withoutSuccess(probe, context, {});
  const { decisive } = outcome;
  const layers = decisive === null || outcome.status !== 'unreachable' ? {} : failedLayers(decisive, outcome.cause);
  return { ...outcome, route: 'direct', layers };
}
