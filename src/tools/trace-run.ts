import type { MatchedLine } from '../session/matched-line.ts';
import { Run } from '../session/run.ts';

/** A run that sends echo requests to one host: it names it first, and only once. */
export class TraceRun extends Run {
  #begun = false;

  override add(matched: MatchedLine, isFirst: boolean): void {
    super.add(matched, isFirst);
    this.#begun ||= matched.match.role === 'name';
  }

  override startsAnew({ match: { role } }: MatchedLine): boolean {
    return role === 'name' && (this.#begun || this.decided);
  }
}
