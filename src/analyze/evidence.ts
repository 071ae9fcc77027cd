import { isCapture } from '../capture/recognise.ts';
import { checkBundle, type CheckOptions } from '../evidence/check.ts';
import { readContents } from '../evidence/logs.ts';
import type { Bundle } from '../evidence/readers/bundle.ts';
import type { EvidenceKnowledge, Knowledge } from '../knowledge/types.ts';
import type { EvidenceReport } from '../model/report.ts';
import { reportOfBundle, type BundleSource } from '../report/evidence-report.ts';
import type { Analyzer } from './log.ts';

/** What a bundle is compared with: a list, or the one that fits best, and the time of the failure. */
type BundleComparison = Omit<CheckOptions, 'contents'>;

/** A bundle whose logs were read once, for any comparison. */
export interface BundleAnalysis {
  report(comparison?: BundleComparison): EvidenceReport;
}

/** Reads what the lists ask for inside a bundle. */
export async function analyzeBundle(
  source: BundleSource,
  bundle: Bundle,
  lists: EvidenceKnowledge,
  { analyzer, knowledge }: { readonly analyzer: Analyzer; readonly knowledge: Knowledge },
): Promise<BundleAnalysis> {
  const contents = await readContents(bundle, lists, {
    analyze: (name, bytes) => analyzer.analyze({ name, bytes }).report,
    isCapture: (head) => isCapture('', head, knowledge.captureFormats),
  });
  return {
    report: (comparison = {}) => {
      const result = checkBundle(bundle.entries, lists, { ...comparison, contents });
      return reportOfBundle(source, result, lists, knowledge, comparison.scenario !== undefined);
    },
  };
}
