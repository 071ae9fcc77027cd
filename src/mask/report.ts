import type { EvidenceReport, LogReport, Report } from '../model/report.ts';
import { REPORT_FIELDS, type FieldKind } from './fields.ts';
import type { Mask } from './mask.ts';

/** Kinds by field, or of all that a list or a record holds. */
type Kinds = FieldKind | { readonly [field: string]: Kinds };

/** What is done with a string of a report. */
type Visit = (text: string, kind: FieldKind) => string;

/** Reads the names of a report into a mask. */
export function learnReport(mask: Mask, report: Report): void {
  // what is a name as a whole comes first: it gets the first numbers
  for (const { machine } of report.kind === 'evidence' ? report.evidence.reports : [report])
    if (machine.hostname !== null) mask.learnValue(machine.hostname, 'host');
  const known = new KnownTexts();
  walkReport(report, (text, kind) => {
    if (kind === 'code' || text === '') return text;
    return known.of(text, kind, () => {
      mask.learnValue(text, kind);
      return text;
    });
  });
}

/** A report with everything hidden that the mask hides; its shape, numbers and codes are the same. */
export function maskReport<R extends Report>(mask: Mask, report: R): R {
  const known = new KnownTexts();
  return walkReport(report, (text, kind) =>
    kind === 'code' || text === '' ? text : known.of(text, kind, () => mask.value(text, kind)),
  );
}

/** What became of texts: a report names the same over and over. */
class KnownTexts {
  readonly #byKind = new Map<FieldKind, Map<string, string>>();

  of(text: string, kind: FieldKind, made: () => string): string {
    let known = this.#byKind.get(kind);
    if (known === undefined) this.#byKind.set(kind, (known = new Map()));
    let result = known.get(text);
    if (result === undefined) known.set(text, (result = made()));
    return result;
  }
}

function walkReport<R extends Report>(report: R, visit: Visit): R {
  if (report.kind === 'evidence') return walkBundle(report, visit) as R;
  const { parts, ...alone } = report as R & { readonly parts?: LogReport['parts'] };
  const walked = walk(alone, REPORT_FIELDS, visit) as R;
  const inside = parts?.map((part) => walkReport(part, visit));
  if (walked === (alone as unknown) && (inside === undefined || inside.every((part, at) => part === parts?.[at])))
    return report;
  return inside === undefined ? walked : { ...walked, parts: inside };
}

/** A bundle, and the reports of its files. */
function walkBundle(report: EvidenceReport, visit: Visit): EvidenceReport {
  const { reports, ...evidence } = report.evidence;
  const alone = { ...report, evidence };
  const walked = walk(alone, REPORT_FIELDS, visit) as typeof alone;
  const inside = reports.map((one) => walkReport(one, visit));
  if (walked === alone && inside.every((one, at) => one === reports[at])) return report;
  return { ...walked, evidence: { ...walked.evidence, reports: inside } };
}

/** Every string of a value with its kind; one without a declared kind is text of any kind. Unchanged parts stay the same objects. */
function walk(value: unknown, kinds: Kinds | undefined, visit: Visit): unknown {
  if (typeof value === 'string') return visit(value, typeof kinds === 'string' ? kinds : 'text');
  if (typeof value !== 'object' || value === null) return value;
  // nearly everything stays as it is: a copy is made where the first change is
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    let copy: unknown[] | null = null;
    for (let at = 0; at < list.length; at += 1) {
      const next = walk(list[at], kinds, visit);
      if (next !== list[at]) (copy ??= [...list])[at] = next;
    }
    return copy ?? list;
  }
  const record = value as Readonly<Record<string, unknown>>;
  let copy: Record<string, unknown> | null = null;
  for (const field of Object.keys(record)) {
    const next = walk(record[field], typeof kinds === 'object' ? (kinds[field] ?? kinds['*']) : kinds, visit);
    if (next !== record[field]) (copy ??= { ...record })[field] = next;
  }
  return copy ?? record;
}
