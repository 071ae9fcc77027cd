import type { MatchedLine } from '../../session/matched-line.ts';
import { Run } from '../../session/run.ts';

/** A run of Test-NetConnection: each result line and each list is a whole check of its own. */
export class TncRun extends Run {
  #concluded = false;

  override add(matched: MatchedLine, isFirst: boolean): void {
    super.add(matched, isFirst);
    this.#concluded ||= isConclusion(matched);
  }

  override startsAnew(matched: MatchedLine): boolean {
    const { signature, role, values } = matched.match;
    if (this.isOtherHost(values.host)) return true;
    return this.#concluded && (isConclusion(matched) || role === 'destination' || signature.verdict === 'unreachable');
  }
}

/** The line with which Test-NetConnection says what came of it. */
export function isConclusion({ match }: MatchedLine): boolean {
  return match.role === 'conclusion';
}
