import type { EvidenceReport } from '../model/report.ts';

/** The paths of files that a report shows, in the order in which it has them. */
function pathsIn({ diagnosis, evidence }: EvidenceReport): readonly string[] {
  return [
    ...evidence.reports.map(({ source }) => source.name),
    ...evidence.timeline.map(({ path }) => path),
    ...diagnosis.map(({ file }) => file ?? ''),
  ];
}

/** Which path of a bundle each stands for that its masked report shows: both have them at the same places. */
export function hiddenPaths(report: EvidenceReport, masked: EvidenceReport): ReadonlyMap<string, string> {
  const real = pathsIn(report);
  const found = new Map<string, string>();
  for (const [index, path] of pathsIn(masked).entries()) if (!found.has(path)) found.set(path, real[index] ?? path);
  return found;
}
