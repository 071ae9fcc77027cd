import type { MatchedLine } from '../../session/matched-line.ts';
import { Run } from '../../session/run.ts';

/** A run of nc: each address is tried once, and Ncat says when it gives up. */
export class NcRun extends Run {
  #gaveUp = false;

  override add(matched: MatchedLine, isFirst: boolean): void {
    super.add(matched, isFirst);
    this.#gaveUp ||= matched.match.role === 'gave-up';
  }

  override startsAnew({ match: { signature, role, values } }: MatchedLine): boolean {
    if (!this.decided) return false;
    if (this.isOtherHost(values.host)) return true;
    if (signature.verdict === 'informational') return role === 'banner';
    return this.reached || this.said(signature.verdict) || this.#gaveUp;
  }
}
