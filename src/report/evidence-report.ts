import { tell } from '../judge/diagnosis/text.ts';
import type { EvidenceKnowledge, Knowledge } from '../knowledge/types.ts';
import { bundleTitle, itemToAdd, UNREADABLE_FILE } from '../locales/ja/evidence.ts';
import type { Diagnosis, NextStep } from '../model/diagnosis.ts';
import type { BundleResult } from '../model/evidence.ts';
import type { EvidenceReport } from '../model/report.ts';

/** A bundle's name and its size. */
export type BundleSource = EvidenceReport['source'];

type Rules = Pick<Knowledge, 'rules' | 'diagnoses'>;

/** The report of a bundle: what of a scenario's list it holds. */
export function reportOfBundle(
  source: BundleSource,
  evidence: BundleResult,
  { scenarios }: Pick<EvidenceKnowledge, 'scenarios'>,
  rules: Rules,
  chosenByReader: boolean,
): EvidenceReport {
  const title = scenarios.find(({ id }) => id === evidence.scenario)?.title ?? null;
  return {
    schema: 1,
    kind: 'evidence',
    rules: rules.rules,
    source,
    format: 'bundle',
    recognised: { id: 'bundle', title: bundleTitle(title), because: [], chosenByReader },
    complete: evidence.complete,
    tone: evidence.complete ? 'ok' : 'un',
    diagnosis: [conclusion(evidence, title, rules)],
    evidence,
  };
}

/** The report of a bundle that cannot be opened, and why. */
export function reportOfUnreadableBundle(source: BundleSource, reason: string, rules: Rules): EvidenceReport {
  return {
    schema: 1,
    kind: 'evidence',
    rules: rules.rules,
    source,
    format: 'unknown',
    recognised: { id: 'unknown', title: UNREADABLE_FILE, because: [], chosenByReader: false },
    complete: false,
    tone: 'un',
    diagnosis: [{ ...told('evidence-unreadable', { reason }, rules), params: {} }],
    evidence: NOTHING,
  };
}

const NOTHING: BundleResult = {
  scenario: null,
  complete: false,
  candidates: [],
  items: [],
  lacking: [],
  sensitive: [],
  refused: [],
  encrypted: [],
  superfluous: [],
  readable: [],
  entries: 0,
  totals: { sensitive: 0, refused: 0, encrypted: 0, superfluous: 0, readable: 0 },
};

function told(id: string, params: Diagnosis['params'], rules: Rules): Diagnosis {
  const source = { kind: 'evidence', platform: 'any' } as const;
  return { id, confidence: 'certain', because: [], ...tell(id, 'certain', params, source, rules) };
}

function conclusion({ complete, items, lacking }: BundleResult, scenario: string | null, rules: Rules): Diagnosis {
  if (scenario === null) return told('evidence-unrecognised', {}, rules);
  const id = complete ? 'evidence-complete' : 'evidence-incomplete';
  const next = items.filter((item) => lacking.includes(item.id)).map(({ title, reason }) => itemToAdd(title, reason));
  const steps = next.map((text): NextStep => ({ text, command: null, platform: 'any' }));
  return { ...told(id, { scenario, missing: lacking.length }, rules), steps, next };
}
