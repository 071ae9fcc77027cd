import { isConclusion } from '../scan/another-run.ts';
import type { RawProbe } from '../scan/raw-probe.ts';
import { addressesOf, decidedBy, withoutSuccess, withVerdict, type Outcome, type ProbeContext } from './outcome.ts';

/**
 * Test-NetConnection connected when it says `TcpTestSucceeded: True`. The address that it prints shows that the name was
 * resolved, also when the connection failed. A ping decides nothing: Azure does not answer it.
 */
export function readTnc(probe: RawProbe, context: ProbeContext): Outcome {
  const detail = { addresses: addressesOf(probe) };
  // where an announcement is lost, the result below belongs to another host
  const connected = withVerdict(probe, 'reachable').find(({ match: { values } }) => {
    const named = values.host?.toLowerCase();
    return named === undefined || probe.command === null || named === probe.command.host;
  });
  // of several addresses each one that does not answer leaves a warning; the conclusion speaks for all
  if (connected !== undefined && !withVerdict(probe, 'unreachable').some(isConclusion))
    return decidedBy(connected, detail);
  // the result line itself proves most; without a resolved name it says why
  return withoutSuccess(probe, context, detail);
}
