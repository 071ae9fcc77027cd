import type { Command } from '../../session/command.ts';
import type { MatchedLine } from '../../session/raw-probe.ts';
import { Run } from '../../session/run.ts';

/** A run of curl: one progress meter, one error. */
export class CurlRun extends Run {
  /** Some line is of a proxy, of TLS. */
  #proxy = false;
  #tls = false;
  /** It printed its error. */
  #error = false;

  override add(matched: MatchedLine, isFirst: boolean): void {
    super.add(matched, isFirst);
    const { signature } = matched.match;
    if (signature.verdict === 'informational') return;
    this.#proxy ||= signature.layer === 'proxy';
    this.#tls ||= signature.layer === 'tls';
    this.#error ||= isError(matched);
  }

  override startsAnew(matched: MatchedLine, command: Command | null): boolean {
    if (!this.decided) return false;
    const { signature, role } = matched.match;
    if (role === 'progress') return true;
    if (signature.verdict === 'informational') return false;
    if (isError(matched)) {
      const foreign = command === null && signature.verdict === 'unreachable' && signature.layer !== 'proxy';
      return this.#error || (foreign && !this.unreached);
    }
    // the proxy's answer may stand behind the error that follows from it
    return this.#error && !this.#proxy && !(this.#tls && command !== null);
  }
}

/** The line of the error with which curl ends; what -v tells of the same error begins otherwise. */
function isError({ text, match }: MatchedLine): boolean {
  return match.role === 'error' && text.startsWith('curl:', match.start);
}
