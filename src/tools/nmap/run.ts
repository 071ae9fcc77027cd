import type { MatchedLine } from '../../session/matched-line.ts';
import { Run } from '../../session/run.ts';

/** A run of nmap: each port of each host is a check of its own. */
export class NmapRun extends Run {
  #port: string | undefined;

  override add(matched: MatchedLine, isFirst: boolean): void {
    super.add(matched, isFirst);
    this.#port ??= matched.match.values.port;
  }

  override startsAnew({ match: { role, values } }: MatchedLine): boolean {
    if (this.isOtherHost(values.host)) return true;
    return this.decided && (role === 'destination' || (values.port !== undefined && values.port !== this.#port));
  }
}
