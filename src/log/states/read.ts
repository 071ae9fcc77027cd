import type { Signature, StateRules } from '../../knowledge/types.ts';
import type { Annotation, MessageFinding } from '../../model/finding.ts';
import type { CleanLines } from '../../text/clean.ts';
import type { NumberedLine } from '../../text/lines.ts';
import { readExpired } from './certificates.ts';
import type { FoundState } from './state.ts';
import { readVss } from './vss.ts';

/**
 * What outputs say of the state of the machine's backups, in the order of their lines.
 * @param now milliseconds since the epoch
 */
export function readStates(others: readonly NumberedLine[], rules: StateRules, now: number): FoundState[] {
  const lines = others.toSorted((a, b) => a.line - b.line);
  return [...readVss(lines, rules.vss), ...readExpired(lines, rules.certificates, now)].sort(
    (a, b) => a.lines[0].line - b.lines[0].line,
  );
}

/** States as findings, with a note at each of their lines; `shift` lines of the source stand before the log. */
export function tellStates(
  states: readonly FoundState[],
  {
    text,
    shift,
    signatures,
  }: { readonly text: CleanLines; readonly shift: number; readonly signatures: readonly Signature[] },
): { readonly findings: readonly MessageFinding[]; readonly annotations: readonly Annotation[] } {
  const findings: MessageFinding[] = [];
  const annotations: Annotation[] = [];
  for (const { signature, lines, params } of states) {
    const verdict = signatures.find(({ id }) => id === signature)?.verdict ?? 'informational';
    const [first, ...more] = lines.map(({ line, text: own }) => {
      const start = own.length - own.trimStart().length;
      return {
        line: line + shift,
        start: text.originOf(line, start),
        end: text.originOf(line, own.trimEnd().length),
      };
    });
    if (first === undefined) continue;
    const all = [first, ...more];
    const others = all.length > 1 ? { lines: all.map(({ line }) => line) } : {};
    findings.push({ signature, verdict, ...first, ...others, count: 1, firstAt: null, lastAt: null, params });
    for (const span of all)
      annotations.push({ kind: 'message', ...span, probe: null, signature, verdict, decides: false });
  }
  return { findings, annotations };
}
