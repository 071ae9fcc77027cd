import type { RawProbe } from '../../session/raw-probe.ts';
import { recordsIn } from '../lookup.ts';
import { readLookup } from '../lookup-read.ts';
import type { Outcome, ProbeContext } from '../outcome.ts';

/** host resolved the name when it says that the name, or the one whose alias it is, has an address. */
export function readHost(probe: RawProbe, context: ProbeContext): Outcome {
  return readLookup(probe, context, { records: recordsIn(probe) });
}
