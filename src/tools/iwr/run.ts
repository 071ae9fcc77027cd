import type { Command } from '../../session/command-facts.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import { Run } from '../../session/run.ts';

/** A run of Invoke-WebRequest: an error record repeats its message; only another answer begins another run. */
export class IwrRun extends Run {
  /** Signatures of an answer that were seen. */
  #results: Set<string> | null = null;

  override add(matched: MatchedLine, isFirst: boolean): void {
    super.add(matched, isFirst);
    if (isResult(matched)) (this.#results ??= new Set()).add(matched.match.signature.id);
  }

  override startsAnew(matched: MatchedLine, command: Command | null): boolean {
    if (isOfOther(matched, command)) return true;
    if (!this.decided) return false;
    if (this.beganWithMessage && command !== null && isRecordHead(matched)) return true;
    const { signature } = matched.match;
    if (isResult(matched)) return this.#results?.has(signature.id) === true;
    return signature.verdict !== 'informational' && this.reached !== (signature.verdict === 'reachable');
  }
}

/** Ports of HTTP: a message that names another one may speak of the proxy. */
const PORTS: ReadonlySet<string> = new Set(['80', '443']);

/** A message names another host than the command: it stands in the record of that one, or a redirection led there. */
function isOfOther({ match: { values } }: MatchedLine, command: Command | null): boolean {
  if (command?.host == null || values.host === undefined) return false;
  return values.host.toLowerCase() !== command.host && (values.port === undefined || PORTS.has(values.port));
}

/** A line that shows what was received. */
function isResult({ match }: MatchedLine): boolean {
  return match.role === 'result';
}

/** A record that begins with the name of its cmdlet: `Invoke-WebRequest : …`. */
function isRecordHead({ text, match }: MatchedLine): boolean {
  return /^[\w-]{2,30} ?: $/u.test(text.slice(0, match.start));
}
