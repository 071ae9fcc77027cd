import { causesOf, toneOfBundle, type Witness } from '../judge/bundle.ts';
import { tell } from '../judge/diagnosis/text.ts';
import type { EvidenceKnowledge, Knowledge } from '../knowledge/types.ts';
import { BUNDLES } from '../limits.ts';
import { faultText, remarkText } from '#locale/bundle.ts';
import { bundleTitle, itemToAdd, UNREADABLE_FILE } from '#locale/evidence.ts';
import type { Diagnosis, NextStep } from '../model/diagnosis.ts';
import type { BundleResult, Fault } from '../model/evidence.ts';
import type { BundleFiles, ConnectionReport, EvidenceReport } from '../model/report.ts';

/** A bundle's name and its size. */
export type BundleSource = EvidenceReport['source'];

type Rules = Pick<Knowledge, 'rules' | 'diagnoses'>;

/** What the files of a bundle say, with the times of their failures. */
export interface ReadFiles extends Omit<BundleFiles, 'unreadFiles'> {
  readonly witnesses: readonly Witness[];
}

/** A bundle of which only names and sizes are known. */
const NO_FILES: ReadFiles = { reports: [], unread: [], silent: 0, timeline: [], witnesses: [] };

/**
 * The report of a bundle: first what is wrong by what its files say, then what of a scenario's list it holds.
 * @param files what its files say
 */
export function reportOfBundle(
  source: BundleSource,
  result: BundleResult,
  { scenarios }: Pick<EvidenceKnowledge, 'scenarios'>,
  rules: Rules,
  chosenByReader: boolean,
  { witnesses, ...files }: ReadFiles = NO_FILES,
): EvidenceReport {
  const title = scenarios.find(({ id }) => id === result.scenario)?.title ?? null;
  const evidence = {
    ...result,
    ...files,
    unread: files.unread.slice(0, BUNDLES.listed),
    unreadFiles: files.unread.length,
  };
  const causes = causesOf(witnesses, rules.diagnoses);
  // where nothing is wrong and no list fits, what the files say is all there is to say
  const all = causes.length === 0 && title === null ? goodNews(files.reports) : causes;
  return {
    schema: 1,
    kind: 'evidence',
    rules: rules.rules,
    source,
    format: 'bundle',
    recognised: { id: 'bundle', title: bundleTitle(title), because: [], chosenByReader },
    complete: evidence.complete,
    tone: toneOfBundle(files.reports, evidence),
    diagnosis: [...all, conclusion(evidence, title, rules)],
    evidence,
  };
}

/** What the first file says that says something. */
function goodNews(reports: readonly ConnectionReport[]): Diagnosis[] {
  const report = reports.find(({ tone }) => tone === 'ok') ?? reports.find((one) => one.diagnosis.length > 0);
  const [root] = report?.diagnosis ?? [];
  return report === undefined || root === undefined
    ? []
    : [{ ...root, file: report.source.name, files: reports.length }];
}

/** What is said of a bundle's list, beside what its files say. */
export function completenessOf({ diagnosis }: EvidenceReport): Diagnosis | undefined {
  return diagnosis.at(-1);
}

/** The report of a bundle that cannot be opened, and why. */
export function reportOfUnreadableBundle(source: BundleSource, fault: Fault, rules: Rules): EvidenceReport {
  return {
    schema: 1,
    kind: 'evidence',
    rules: rules.rules,
    source,
    format: 'unknown',
    recognised: { id: 'unknown', title: UNREADABLE_FILE, because: [], chosenByReader: false },
    complete: false,
    tone: 'un',
    diagnosis: [{ ...told('evidence-unreadable', { reason: faultText(fault) }, rules), params: {} }],
    evidence: NOTHING,
  };
}

const NOTHING: EvidenceReport['evidence'] = {
  scenario: null,
  complete: false,
  proven: false,
  candidates: [],
  items: [],
  lacking: [],
  sensitive: [],
  refused: [],
  encrypted: [],
  named: [],
  superfluous: [],
  readable: [],
  entries: 0,
  totals: { sensitive: 0, refused: 0, encrypted: 0, named: 0, superfluous: 0, readable: 0 },
  reports: [],
  unread: [],
  unreadFiles: 0,
  silent: 0,
  timeline: [],
};

function told(id: string, params: Diagnosis['params'], rules: Rules): Diagnosis {
  const source = { kind: 'evidence', platform: 'any' } as const;
  return { id, confidence: 'certain', because: [], ...tell(id, 'certain', params, source, rules) };
}

function conclusion({ complete, items, lacking }: BundleResult, scenario: string | null, rules: Rules): Diagnosis {
  if (scenario === null) return told('evidence-unrecognised', {}, rules);
  const id = complete ? 'evidence-complete' : 'evidence-incomplete';
  const next = items
    .filter((item) => lacking.includes(item.id))
    .map(({ title, reason }) => itemToAdd(title, reason === null ? null : remarkText(reason)));
  const steps = next.map((text): NextStep => ({ text, command: null, platform: 'any' }));
  return { ...told(id, { scenario, missing: lacking.length }, rules), steps, next };
}
