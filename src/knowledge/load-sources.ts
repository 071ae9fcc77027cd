import {
  CONTENT,
  loadCodes,
  loadDiagnoses,
  loadEvidence,
  loadEvidenceLists,
  loadGlossary,
  loadGuides,
  loadPages,
  loadPrivateZones,
  loadReference,
  loadSignatures,
  loadTraces,
} from './load-files.ts';
import type { Source } from './types.ts';

/** A source with the place in `content/` that names it. */
export interface CitedSource extends Source {
  readonly where: string;
}

/** Every source that the content names, in the order of the places. */
export function loadSources(root: URL = CONTENT): CitedSource[] {
  const at = (where: string, sources: readonly Source[]): CitedSource[] =>
    sources.map((source) => ({ ...source, where }));
  const { endpoints, scenarios, workloads, peers, accounts } = loadReference(root);
  return [
    ...loadGuides(root).flatMap(({ id, sources }) => at(`guide/${id}`, sources)),
    ...loadPages(root).flatMap(({ id, sources }) => at(`pages/${id}`, sources ?? [])),
    ...endpoints.flatMap(({ pattern, sources }) => at(`endpoints/${pattern}`, sources)),
    ...scenarios.flatMap(({ id, sources }) => at(`scenarios/${id}`, sources)),
    ...workloads.flatMap(({ id, sources }) => at(`workloads/${id}`, sources)),
    ...peers.flatMap(({ id, sources }) => at(`peers/${id}`, sources)),
    ...accounts.flatMap(({ id, sources }) => at(`accounts/${id}`, sources)),
    ...at('private-zones', loadPrivateZones(root).sources),
    ...at('traces', loadTraces(root).sources),
    ...at('codes', Object.values(loadCodes(root).sources)),
    ...at('certificates', [loadEvidence(root).certificates.source]),
    ...loadGlossary(root).flatMap(({ term, sources }) => at(`glossary/${term}`, sources ?? [])),
    ...loadEvidenceLists(root).flatMap(({ id, sources }) => at(`evidence/${id}`, sources)),
    ...loadDiagnoses(root).flatMap(({ id, sources }) => at(`diagnoses/${id}`, sources)),
    ...loadSignatures(root).flatMap(({ id, sources }) => at(`signatures/${id}`, sources)),
  ];
}

/** Whether an address is a repository, or a folder of one, in which nobody finds the claim. */
export function isRepositoryRoot(url: string): boolean {
  const { hostname, pathname, search } = new URL(url);
  if (search.includes('a=summary')) return true;
  return /^(?:github|gitlab)\./u.test(hostname) && /^\/[^/]+\/[^/]+(?:\/?|\/(?:-\/)?tree\/.*)$/u.test(pathname);
}

/** Months from one month to another, both as `2026-08`; not a number when either is no month. */
export function monthsBetween(from: string, to: string): number {
  const count = (month: string): number => {
    const [year, number] = month.split('-').map(Number);
    return (year ?? NaN) * 12 + (number ?? NaN);
  };
  return count(to) - count(from);
}
