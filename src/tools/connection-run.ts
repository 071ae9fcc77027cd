import type { MatchedLine } from '../session/matched-line.ts';
import { Run } from '../session/run.ts';

/** A run that tries each address of a name, so that several of its lines tell of failures; once it connected it is over. */
export class ConnectionRun extends Run {
  override startsAnew({ match: { signature, values } }: MatchedLine): boolean {
    if (this.isOtherHost(values.host)) return true;
    return this.reached && signature.verdict !== 'informational';
  }
}
