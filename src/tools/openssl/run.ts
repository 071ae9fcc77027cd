import type { Command } from '../../session/command-facts.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import { Run } from '../../session/run.ts';

/** A run of `openssl s_client`: one connection. What it prints on standard error may stand before the line that tells of it. */
export class OpensslRun extends Run {
  #connected = false;

  override add(matched: MatchedLine, isFirst: boolean): void {
    super.add(matched, isFirst);
    this.#connected ||= matched.match.role === 'connected';
  }

  override startsAnew({ match: { role, signature } }: MatchedLine, command: Command | null): boolean {
    if (command !== null) return false;
    const connects = role === 'connected' || (signature.verdict === 'unreachable' && signature.layer === 'tcp');
    return connects && (this.#connected || this.unreached);
  }
}
