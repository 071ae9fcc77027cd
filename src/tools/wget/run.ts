import type { Command } from '../../session/command-facts.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import { Run } from '../../session/run.ts';

/** A run of wget: it resolves, connects and asks once, unless it was sent on to another place. */
export class WgetRun extends Run {
  #redirected = false;

  override add(matched: MatchedLine, isFirst: boolean): void {
    super.add(matched, isFirst);
    const { role, values } = matched.match;
    if (role !== 'status-line') return;
    const status = Number(values.n);
    this.#redirected = status >= 300 && status < 400;
  }

  override startsAnew({ match: { role, values } }: MatchedLine, command: Command | null): boolean {
    if (!this.decided) return false;
    // behind an answer, what names another host is not of the one that answered; nor is it where that one is not known
    if (values.host !== undefined && (this.host === null ? this.reached : this.isOtherHost(values.host))) return true;
    if (command !== null || this.#redirected) return false;
    return role === 'answer' || (this.reached && (role === 'connected' || role === 'status-line'));
  }
}
