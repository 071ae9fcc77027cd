import type { MatchedLine } from '../../session/matched-line.ts';
import { Run } from '../../session/run.ts';

/** A run of TcpClient: one value tells what came of it, and an error record repeats its message. */
export class TcpClientRun extends Run {
  override startsAnew({ match: { signature } }: MatchedLine): boolean {
    return this.decided && (this.reached || signature.verdict === 'reachable');
  }
}
