import type { RawProbe } from '../scan/raw-probe.ts';
import { addressesOf, decidedBy, withoutSuccess, withVerdict, type Outcome, type ProbeContext } from './outcome.ts';

/** nc tries each address of the name: one connection is enough, else the most telling failure counts. */
export function readNc(probe: RawProbe, context: ProbeContext): Outcome {
  const detail = { addresses: addressesOf(probe) };
  const connected = withVerdict(probe, 'reachable')[0];
  return connected === undefined ? withoutSuccess(probe, context, detail) : decidedBy(connected, detail);
}
