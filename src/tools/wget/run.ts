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
    // where it was sent on to another host, that host is a destination of its own
    if (this.#redirected) return (role === 'answer' || role === 'connected') && this.isOtherHost(values.host);
    if (command !== null) return false;
    return role === 'answer' || (role === 'connected' && this.reached) || (role === 'status-line' && this.reached);
  }
}
