import type { Annotation } from '../model/finding.ts';
import type { LogProbe } from '../model/probe.ts';
import type { LogReport } from '../model/report.ts';
import { countBefore } from '../text/lists.ts';
import { onceFor } from '../text/once.ts';

/** Lines that are shown as one, or behind a fold. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly folded: boolean;
}

/** A shorter log is shown whole. */
const SHORT = 60;
/** Of a longer probe only what stands around its failure is open. */
const LONGEST_OPEN = 40;
const AROUND = 3;
/** Runs shorter than this are not worth a fold. */
const SHORTEST_FOLD = 3;

type Shown = Pick<LogReport, 'probes' | 'annotations' | 'findings'>;

/** The runs of a log of so many lines: what failed, or could not be decided, stands open. */
export function runsOf(report: Shown, count: number): Run[] {
  if (count <= SHORT) return [{ from: 1, to: count, folded: false }];
  const open = openParts(report).sort(([a], [b]) => a - b);
  const runs: Run[] = [];
  let next = 1;
  for (const [first, last] of open) {
    if (last < next) continue;
    const from = Math.max(first, next);
    const between = from - next;
    if (between >= SHORTEST_FOLD) runs.push({ from: next, to: from - 1, folded: true });
    const before = runs.at(-1);
    const start = between >= SHORTEST_FOLD ? from : next;
    const to = Math.min(last, count);
    if (before !== undefined && !before.folded) runs[runs.length - 1] = { ...before, to };
    else runs.push({ from: start, to, folded: false });
    next = to + 1;
  }
  if (next <= count) {
    const last = runs.at(-1);
    if (count - next + 1 >= SHORTEST_FOLD || last === undefined) runs.push({ from: next, to: count, folded: true });
    else runs[runs.length - 1] = { ...last, to: count };
  }
  return runs;
}

/** First and last lines of what is not all right. */
function openParts({ probes, annotations, findings }: Shown): [number, number][] {
  const parts: [number, number][] = [];
  for (const { lines, status, evidence } of probes) {
    if (status !== 'unreachable' && status !== 'indeterminate') continue;
    const [first, last] = lines;
    if (last - first < LONGEST_OPEN || evidence === null) parts.push([first, Math.min(last, first + LONGEST_OPEN)]);
    else parts.push([first, first], [evidence.line - AROUND, evidence.line + AROUND]);
  }
  for (const { line, kind, verdict, probe } of annotations)
    if (kind === 'message' && verdict === 'unreachable' && probe === null) parts.push([line - 1, line + 1]);
  for (const { line, verdict } of findings) if (verdict === 'unreachable') parts.push([line - 1, line + 1]);
  return parts;
}

/** The annotation that a line shows: of several the one that decides. */
export const notesOf = onceFor(({ annotations }: LogReport): ReadonlyMap<number, Annotation> => {
  const notes = new Map<number, Annotation>();
  for (const note of annotations) {
    if (note.kind !== 'command' && !note.decides && note.verdict !== 'unreachable') continue;
    if (notes.get(note.line)?.decides !== true) notes.set(note.line, note);
  }
  return notes;
});

/** Lines whose good news was explained further up: they keep the mark and the link, so that failures stand out. */
export const repeatedOf = onceFor((report: LogReport): ReadonlySet<number> => {
  const told = new Set<string>();
  const repeated = new Set<number>();
  for (const [line, { kind, signature, verdict }] of [...notesOf(report)].sort(([a], [b]) => a - b)) {
    if (kind !== 'message' || signature === null || verdict !== 'reachable') continue;
    if (told.has(signature)) repeated.add(line);
    told.add(signature);
  }
  return repeated;
});

const sortedProbes = onceFor(({ probes }: LogReport): readonly LogProbe[] =>
  probes.toSorted((a, b) => a.lines[0] - b.lines[0]),
);

/** The tool whose output a line is; null where it is nobody's. */
export function toolOfLine(report: LogReport, line: number): string | null {
  const probes = sortedProbes(report);
  const found = probes[countBefore(probes.length, (index) => (probes[index]?.lines[0] ?? 0) <= line) - 1];
  return found !== undefined && line <= found.lines[1] ? found.tool : null;
}

/** Lines between two, both included, on which something was seen to work. */
export function goodLines(report: LogReport, from: number, to: number): number {
  const lines = goodOf(report);
  const before = (line: number): number => countBefore(lines.length, (index) => (lines[index] ?? 0) < line);
  return before(to + 1) - before(from);
}

const goodOf = onceFor((report: LogReport): readonly number[] =>
  [...notesOf(report)]
    .flatMap(([line, { kind, verdict }]) => (kind === 'message' && verdict === 'reachable' ? line : []))
    .sort((a, b) => a - b),
);
