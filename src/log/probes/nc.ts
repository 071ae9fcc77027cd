import type { RawProbe } from '../scan/raw-probe.ts';
import {
  addressesOf,
  decidedBy,
  mostTelling,
  undecided,
  withVerdict,
  type Outcome,
  type ProbeContext,
} from './outcome.ts';

/** nc tries each address of the name: one connection is enough, else the most telling failure counts. */
export function readNc(probe: RawProbe, context: ProbeContext): Outcome {
  const detail = { addresses: addressesOf(probe) };
  const connected = withVerdict(probe, 'reachable')[0];
  if (connected !== undefined) return decidedBy(connected, detail);
  const failure = mostTelling(withVerdict(probe, 'unreachable'));
  if (failure !== null) return decidedBy(failure, detail);
  const missing = withVerdict(probe, 'not_run')[0];
  return missing === undefined ? undecided(context, detail) : decidedBy(missing, detail);
}
