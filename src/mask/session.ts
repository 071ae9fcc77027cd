import type { NameRules, SecretRules } from '../knowledge/types.ts';
import type { Masking, Report } from '../model/report.ts';
import { Lines } from '../text/lines.ts';
import { Mask, type ValueKind } from './mask.ts';
import { learnReport, maskReport } from './report.ts';

/** A report of a session, with the number of the text that it was made of. */
interface MaskSource<R extends Report = Report> {
  readonly report: R;
  readonly text: number | null;
}

/** Everything that leaves the page together. */
export interface MaskTask<R extends Report = Report> {
  readonly reports: readonly MaskSource<R>[];
  /** Reports of the same session that are masked elsewhere: read first, so that what they name has the same stand-in here. */
  readonly known?: readonly Report[];
  readonly texts?: readonly string[];
  /** Values that are said to be names, as the fields of a form hold them. */
  readonly values?: readonly { readonly value: string; readonly kind: ValueKind }[];
  /** Words that the reader wants hidden as well. */
  readonly words?: readonly string[];
  /** Paths of files. */
  readonly paths?: readonly string[];
}

/** Places of a line: from, to. */
export type Mark = readonly [number, number];

interface MaskedReport<R extends Report = Report> {
  readonly report: R;
  /** Where the report's annotations stand in the masked text, one for each. */
  readonly marks: readonly Mark[];
}

export interface Masked<R extends Report = Report> {
  readonly reports: readonly MaskedReport<R>[];
  /** Each has the lines of its text. */
  readonly texts: readonly string[];
  readonly paths: readonly string[];
  readonly masking: Masking;
  /** Words that are left and look like names. */
  readonly leftovers: readonly string[];
}

/**
 * Masks all that leaves a session in one pass over its structure: first everything is read, then everything is
 * written, so the same value has the same stand-in in every file, report and text.
 * @param names null: only secrets are removed.
 */
export function maskAll<R extends Report>(secrets: SecretRules, names: NameRules | null, task: MaskTask<R>): Masked<R> {
  const { reports, known = [], texts = [], values = [], words = [], paths = [] } = task;
  const mask = new Mask(secrets, names);
  for (const report of known) learnReport(mask, report);
  for (const { report } of reports) learnReport(mask, report);
  for (const { value, kind } of values) mask.learnValue(value, kind);
  for (const text of texts) mask.learn(text);
  for (const word of words) mask.hide(word);
  const written = texts.map((text) => mask.text(text));
  const hiddenPaths = paths.map((path) => mask.value(path, 'file'));
  const lines = texts.map((text) => new Lines(text));
  const masked = reports.map(({ report, text }) => {
    const own = text === null ? undefined : lines[text];
    return { report: maskReport(mask, report), marks: own === undefined ? [] : marksOf(mask, report, own) };
  });
  const masking = maskingOf(mask);
  return {
    texts: written,
    paths: hiddenPaths,
    reports: masked.map(({ report, marks }) => ({ report: withMasking(report, masking), marks })),
    masking,
    leftovers: mask.leftovers,
  };
}

/** What was hidden, as a report tells it. */
export function maskingOf(mask: Mask): Masking {
  const { secrets, hidden } = mask.counts;
  return { names: mask.hidesNames, hidden: { ...hidden }, secrets: { ...secrets } };
}

/** A report that says what was hidden in it; as it is when nothing was. */
export function withMasking<R extends Report>(report: R, masking: Masking): R {
  return masking.names || Object.keys(masking.secrets).length > 0 ? { ...report, masking } : report;
}

/** A source without its secrets, for everything that leaves the page unmasked; the log on the page stays as it was pasted. */
export interface WithoutSecrets<R extends Report = Report> {
  readonly report: R;
  /** Lines that hold secrets, without them. */
  readonly removed: readonly (readonly [number, string])[];
}

export function removeSecrets<R extends Report>(secrets: SecretRules, report: R, text: string): WithoutSecrets<R> {
  const mask = new Mask(secrets, null);
  mask.learn(text);
  const removed: (readonly [number, string])[] = [];
  const lines = new Lines(text);
  const written = mask.holdsSecrets ? new Lines(mask.text(text)) : lines;
  if (written !== lines) {
    for (let line = 1; line <= lines.count; line += 1) {
      const without = written.at(line);
      if (without !== lines.at(line)) removed.push([line, without]);
    }
  }
  const own = maskReport(mask, report);
  return { report: withMasking(own, maskingOf(mask)), removed };
}

function marksOf(mask: Mask, report: Report, lines: Lines): Mark[] {
  if (report.kind !== 'log') return [];
  let open = 0;
  let moved = (offset: number): number => offset;
  return report.annotations.map(({ line, start, end }) => {
    // a line may have very many
    if (line !== open) ({ moved } = mask.lineWithPlaces(lines.at(line)));
    open = line;
    return [moved(start), moved(end)];
  });
}
