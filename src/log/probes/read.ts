import type { CleanLines } from '../../text/clean.ts';
import type { RawProbe } from '../scan/raw-probe.ts';
import { readCurl } from './curl.ts';
import { readIwr } from './iwr.ts';
import { readNc } from './nc.ts';
import { readNslookup } from './nslookup.ts';
import { undecided, type Outcome, type ProbeContext } from './outcome.ts';
import { readTnc } from './tnc.ts';

/** What the lines of a probe say, read as its tool writes them. */
export function readProbe(raw: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  switch (raw.tool) {
    case 'nslookup':
      return readNslookup(raw, context, text);
    case 'nc':
      return readNc(raw, context);
    case 'curl':
      return readCurl(raw, context, text);
    case 'tnc':
      return readTnc(raw, context);
    case 'iwr':
      return readIwr(raw, context, text);
    default:
      return undecided(context);
  }
}
