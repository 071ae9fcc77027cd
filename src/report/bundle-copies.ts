import { maskingLog, placeOf } from '../evidence/make.ts';
import type { EvidenceKnowledge, EvidenceScenario } from '../knowledge/types.ts';
import type { Masked, MaskTask } from '../mask/session.ts';
import { Lines } from '../text/lines.ts';
import { reportToMarkdown } from './markdown.ts';
import type { LogReport } from '../model/report.ts';

/** A file that goes into a bundle. */
export interface BundleFile {
  readonly path: string;
  /** Null for what is no text: it is put in as it is. */
  readonly text: string | null;
  /** Null for what was not diagnosed. */
  readonly report: LogReport | null;
}

/** What is written into the bundle. */
export interface BundleCopies {
  /** One for each file, in their order; `text` null: the file as it is. */
  readonly files: readonly { readonly path: string; readonly text: string | null }[];
  readonly diagnoses: readonly { readonly path: string; readonly text: string }[];
  readonly request: string;
  /** What was hidden, file by file; null when nothing was. */
  readonly log: string | null;
}

/** Everything of a bundle that is masked in one pass, in the order in which `bundleCopies` takes it back. */
export function bundleTask(
  files: readonly BundleFile[],
  request: string,
  answers: Readonly<Record<string, string>>,
  { environment }: EvidenceKnowledge,
): MaskTask<LogReport> {
  const texts: string[] = [];
  const reports: { report: LogReport; text: number | null }[] = [];
  for (const { text, report } of files) {
    if (report !== null) reports.push({ report, text: text === null ? null : texts.length });
    if (text !== null) texts.push(text);
  }
  const values = environment.flatMap(({ id, kind }) => {
    const value = (answers[id] ?? '').trim();
    return value === '' ? [] : [{ value, kind }];
  });
  return { reports, texts: [...texts, request], values, paths: files.map(({ path }) => path) };
}

/** The masked copies of a bundle's files, diagnoses and request. */
export function bundleCopies(
  files: readonly BundleFile[],
  { texts, reports, paths, masking }: Masked<LogReport>,
  scenario: EvidenceScenario,
  knowledge: EvidenceKnowledge,
): BundleCopies {
  const hidden = [...texts];
  const told = [...reports];
  const written = files.map(({ path, text, report }, at) => {
    const masked = text === null ? null : (hidden.shift() ?? '');
    const own = report === null ? undefined : told.shift()?.report;
    const place = masking.names ? (paths[at] ?? '') : path;
    return { path: place, text: masked, changed: masked !== text, report: own };
  });
  const diagnoses = written.flatMap(({ path, text, report }) =>
    report === undefined || text === null || report.format === 'unknown'
      ? []
      : [
          {
            path: `diagnosis/${path.replaceAll('/', '_')}.md`,
            text: reportToMarkdown(report, new Lines(text)),
          },
        ],
  );
  const secrets = Object.keys(masking.secrets).length > 0;
  return {
    files: written.map(({ path, text, changed }) => ({
      path: placeOf(path, scenario, knowledge),
      text: changed ? text : null,
    })),
    diagnoses,
    request: hidden.shift() ?? '',
    log: masking.names || secrets ? maskingLog(written, masking) : null,
  };
}
