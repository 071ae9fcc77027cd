import type { Diagnosis } from '../model/diagnosis.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { MessageFinding } from '../model/finding.ts';
import type { Probe } from '../model/probe.ts';
import type { ConnectionReport, LogReport } from '../model/report.ts';
import type { LineSource, NumberedLine } from '../text/lines.ts';
import { onceFor } from '../text/once.ts';

const probesOf = onceFor(
  ({ probes }: ConnectionReport): ReadonlyMap<number, Probe> => new Map(probes.map((probe) => [probe.id, probe])),
);

/** A probe by its id. */
export function probeOf(report: ConnectionReport, id: number | null): Probe | undefined {
  return id === null ? undefined : probesOf(report).get(id);
}

/** The line on which a probe's verdict rests; null where the source has no lines, or the probe decided nothing. */
export function lineOfProbe(report: ConnectionReport, probe: number | null): number | null {
  return probeOf(report, probe)?.evidence?.line ?? null;
}

/** A line that proves the conclusion: what was run, or what it printed. */
interface ProofLine {
  readonly line: number;
  readonly kind: 'command' | 'evidence';
  readonly signature: string | null;
}

export interface Proof {
  readonly lines: readonly ProofLine[];
  /** Lines of evidence that are not among them. */
  readonly more: number;
}

const RANK: Readonly<Record<Endpoint['verdict'], number>> = {
  unreachable: 0,
  indeterminate: 1,
  reachable: 2,
  not_run: 3,
};

/**
 * The first lines on which the first root cause rests, each with the command above it; where it names none, those of the findings, or
 * of the destinations, failing ones first.
 */
export function proofOf(report: ConnectionReport, most: number): Proof {
  const lines: ProofLine[] = [];
  const told = new Set<number>();
  let more = 0;
  const add = (line: number, kind: ProofLine['kind'], signature: string | null): void => {
    told.add(line);
    lines.push({ line, kind, signature });
  };
  for (const { lines: place, command, evidence, signature } of deciding(report)) {
    if (evidence === null || told.has(evidence.line)) continue;
    const first = place?.[0] ?? evidence.line;
    const isAnnounced = command !== null && first !== evidence.line && !told.has(first);
    if (lines.length + (isAnnounced ? 2 : 1) > most) {
      more += 1;
      told.add(evidence.line);
      continue;
    }
    if (isAnnounced) add(first, 'command', null);
    add(evidence.line, 'evidence', signature);
  }
  if (lines.length > 0 || report.kind !== 'log') return { lines, more };
  const named = new Set(report.diagnosis[0]?.lines ?? []);
  const isFirst = ({ line, verdict }: MessageFinding): number =>
    named.has(line) ? 2 : Number(verdict === 'unreachable');
  const findings = report.findings.toSorted((a, b) => isFirst(b) - isFirst(a));
  for (const { line, signature } of findings.slice(0, most)) add(line, 'evidence', signature);
  return { lines, more: Math.max(0, findings.length - most) };
}

/** The probes on which the conclusion rests. */
function deciding(report: ConnectionReport): readonly Probe[] {
  const probes = probesOf(report);
  const named = report.diagnosis[0]?.because ?? [];
  const ids =
    named.length > 0
      ? named
      : report.endpoints
          .toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict])
          .flatMap(({ decidedBy }) => decidedBy ?? []);
  return [...new Set(ids)].flatMap((id) => probes.get(id) ?? []);
}

/** The lines on which something failed, in their order. */
export const failingLines = onceFor(({ annotations }: LogReport): readonly number[] => {
  const lines = new Set<number>();
  for (const { line, kind, verdict } of annotations)
    if (kind === 'message' && verdict === 'unreachable') lines.add(line);
  return [...lines].sort((a, b) => a - b);
});

/** On what a conclusion rests. */
type Grounds = Pick<Diagnosis, 'because' | 'lines'>;

/** The lines on which a conclusion rests, each once. */
export function evidenceLines(report: ConnectionReport, { because, lines = [] }: Grounds, most: number): number[] {
  const found = new Set<number>();
  for (const id of because) {
    if (found.size === most) break;
    const line = lineOfProbe(report, id);
    if (line !== null) found.add(line);
  }
  for (const line of lines) if (found.size < most) found.add(line);
  return [...found];
}

/** Lines that a copy quotes for one conclusion. */
const MOST_QUOTED = 5;

/** The same with their texts, as a copy quotes them. */
export function proofLines(report: ConnectionReport, grounds: Grounds, lines: LineSource): NumberedLine[] {
  return evidenceLines(report, grounds, MOST_QUOTED).map((line) => ({ line, text: lines.at(line).trim() }));
}
