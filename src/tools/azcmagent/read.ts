import type { RawProbe } from '../../session/raw-probe.ts';
import { readClient } from '../client-error/read.ts';
import { decidedBy, withVerdict, type Outcome, type ProbeContext } from '../outcome.ts';

/** An endpoint is reachable when the agent says so of it, and nothing it says of it tells of a failure. */
export function readAzcmagent(probe: RawProbe, context: ProbeContext): Outcome {
  const [reached] = withVerdict(probe, 'reachable');
  if (reached === undefined || withVerdict(probe, 'unreachable').length > 0) return readClient(probe, context);
  return decidedBy(reached);
}
