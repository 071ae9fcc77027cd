import type { MatchedLine } from '../../session/matched-line.ts';
import { Run } from '../../session/run.ts';

/** The agent checks several endpoints at once: whatever names another one is about that one. */
export class AzcmagentRun extends Run {
  override startsAnew({ match: { values } }: MatchedLine): boolean {
    return this.isOtherHost(values.host);
  }
}
