import { checkBundle, type CheckOptions } from '../evidence/check.ts';
import { isCaptureName, mayBeRead } from '../evidence/files.ts';
import { lookInto } from '../evidence/look.ts';
import type { Bundle } from '../evidence/readers/bundle.ts';
import type { CaptureKnowledge, EvidenceKnowledge } from '../knowledge/types.ts';
import { BUNDLES } from '../limits.ts';
import type { Moment } from '../model/evidence.ts';
import type { ConnectionReport, EvidenceReport } from '../model/report.ts';
import { withoutProbes, witnessOf } from '../report/evidence-files.ts';
import { reportOfBundle, type BundleSource, type ReadFiles } from '../report/evidence-report.ts';
import { fileMoment, gravest, momentsOf } from '../report/moments.ts';
import { bundleReaders } from './bundle-readers.ts';
import type { Crew } from './crew.ts';
import type { Analyzer } from './log.ts';

/** What a bundle is compared with: a list, or the one that fits best, and the time of the failure. */
type BundleComparison = Omit<CheckOptions, 'contents' | 'read'>;

/** A bundle whose files were read once, for any comparison. */
export interface BundleAnalysis {
  report(comparison?: BundleComparison): EvidenceReport;
}

/** What reads the files inside, and who hears how far it has come. */
interface BundleTools {
  readonly analyzer: Analyzer;
  readonly knowledge: CaptureKnowledge;
  /** When they are read, in milliseconds since the epoch. */
  readonly now?: number;
  /** Files that were looked into, of how many. */
  readonly told?: (done: number, all: number) => void;
  /** Reads its texts, too, where they are large enough. */
  readonly crew?: Crew | undefined;
}

/** Diagnoses every file of a bundle that can be read. Never throws on what they hold. */
export async function analyzeBundle(
  source: BundleSource,
  bundle: Bundle,
  lists: EvidenceKnowledge,
  { analyzer, knowledge, now, told, crew }: BundleTools,
): Promise<BundleAnalysis> {
  const kept = new KeptReports(knowledge);
  const others = crew?.isWorth(textsOf(bundle)) === true ? crew : undefined;
  const readers = bundleReaders(analyzer, knowledge, now, others);
  const keep = (report: ConnectionReport): ConnectionReport => kept.take(report);
  const { contents, read, left, silent } = await lookInto(bundle, lists, readers, { told, keep });
  const files = kept.files(bundle, [...read.values()], { unread: left, silent });
  const paths = new Set(read.keys());
  return {
    report: (comparison = {}) => {
      const result = checkBundle(bundle.entries, lists, { ...comparison, contents, read: paths });
      return reportOfBundle(source, result, lists, knowledge, comparison.scenario !== undefined, files);
    },
  };
}

/** Bytes of the files that may be texts. */
function textsOf({ entries }: Bundle): number {
  const texts = entries.filter((entry) => mayBeRead(entry) && !isCaptureName(entry.path));
  return texts.reduce((sum, { size }) => sum + size, 0);
}

/** What is kept of the reports of very many files: all of the first, of further ones the verdicts. */
class KeptReports {
  readonly #titles: ReadonlyMap<string, string>;
  readonly #moments = new Map<string, readonly Moment[]>();
  #left: number = BUNDLES.reports;

  constructor({ signatures }: CaptureKnowledge) {
    this.#titles = new Map(signatures.map(({ id, title }) => [id, title]));
  }

  /** A copy that keeps nothing of the file's text alive. */
  take(report: ConnectionReport): ConnectionReport {
    this.#moments.set(report.source.name, detached(gravest(momentsOf(report, this.#titles))));
    const whole = JSON.stringify(report);
    const text = whole.length <= this.#left ? whole : JSON.stringify(withoutProbes(report));
    this.#left -= Math.min(this.#left, text.length);
    return JSON.parse(text) as ConnectionReport;
  }

  files(
    { entries }: Bundle,
    reports: readonly ConnectionReport[],
    others: Pick<ReadFiles, 'unread' | 'silent'>,
  ): ReadFiles {
    const times = entries.flatMap(({ path, time }) =>
      time !== null && time > 0 && this.#moments.has(path) ? [fileMoment(path, time)] : [],
    );
    return {
      ...others,
      reports,
      timeline: gravest([...this.#moments.values(), times].flat()),
      witnesses: reports.map((report) => witnessOf(report, this.#moments.get(report.source.name) ?? [], this.#titles)),
    };
  }
}

function detached<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
