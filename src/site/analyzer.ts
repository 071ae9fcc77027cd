import { readFileSync } from 'node:fs';
import { Analyzer } from '../analyze/log.ts';
import { finderOf } from '../analyze/search.ts';
import {
  CONTENT,
  loadDiagnoses,
  loadEvidence,
  loadKnowledge,
  loadMessageEvidence,
  loadSearch,
  loadSignatures,
  loadStages,
  loadTerms,
} from '../knowledge/load-files.ts';
import { TermFinder } from '../signatures/terms.ts';

/** The analyzer and the content, read once for the whole build. */
export const knowledge = loadKnowledge();
export const analyzer = new Analyzer(knowledge);
export const finder = finderOf(knowledge, loadSearch(), {});
export const terms = new TermFinder(loadTerms());
export const signatures = loadSignatures();
export const diagnoses = loadDiagnoses();
export const stages = loadStages();
export const evidence = loadEvidence();
export const messageEvidence = loadMessageEvidence();

/** Titles and meanings that an annotated log shows beside its lines. */
export const meanings: Readonly<Record<string, { readonly title: string; readonly meaning: string }>> =
  Object.fromEntries(signatures.map(({ id, title, meaning }) => [id, { title, meaning }]));

/** A log excerpt of `content/examples`. */
export function exampleText(name: string): string {
  return readFileSync(new URL(`examples/${name}`, CONTENT), 'utf8');
}
