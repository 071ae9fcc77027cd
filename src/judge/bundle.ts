import type { DiagnosisText } from '../knowledge/types.ts';
import type { Confidence, Diagnosis, Tone } from '../model/diagnosis.ts';
import type { ConnectionReport } from '../model/report.ts';
import { isNeutral } from './tone.ts';

/** A file of a bundle with what it says of its failures' times, in seconds of UTC; null where it does not tell. */
export interface Witness {
  readonly report: ConnectionReport;
  /** What it says in a line. */
  readonly title: string;
  /** Its first and its last failure; where nothing failed, its first and last message. */
  readonly since: number | null;
  readonly until: number | null;
}

/** What a text says in which nothing is known, or nothing but single messages. */
const UNRECOGNISED: ReadonlySet<string> = new Set(['log-unrecognised', 'messages-only']);

/**
 * Colour of what a file of a bundle says; null where it says neither good nor bad of anything: a journal without an error
 * is no proof that something works, and no doubt either.
 */
function toneOfFile(report: ConnectionReport): Tone | null {
  if (report.tone !== 'un') return report.tone;
  if (report.endpoints.length > 0) return 'un';
  if (report.kind === 'capture') return null;
  const isOpen = report.findings.some(({ verdict }) => verdict === 'indeterminate') || report.unread.length > 0;
  const [root] = report.diagnosis;
  return isOpen || (root !== undefined && !isNeutral(root.id) && !UNRECOGNISED.has(root.id)) ? 'un' : null;
}

/**
 * Colour of a bundle: red when one of its files shows a failure; green only when the list is proven and complete, and
 * nothing that could be judged is open; amber otherwise.
 */
export function toneOfBundle(
  reports: readonly ConnectionReport[],
  { complete, proven }: { readonly complete: boolean; readonly proven: boolean },
): Tone {
  const tones = reports.map(toneOfFile);
  if (tones.includes('ng')) return 'ng';
  return complete && proven && !tones.includes('un') ? 'ok' : 'un';
}

/** A root cause with the files that show it. */
interface Cause {
  readonly diagnosis: Diagnosis;
  readonly tone: Tone;
  /** Its place on the way of a connection: what comes first may bring about what follows. */
  readonly stage: number;
  readonly witnesses: readonly Witness[];
}

/** What is well has no cause. */
const TONES: readonly Tone[] = ['ng', 'un'];
const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible'];

/**
 * The root causes of a bundle's files, the one that explains most of them first: its own files, and those whose failure
 * comes later on a connection's way and in time, unless they are another machine's. Each with the file that shows it.
 * @param diagnoses all root causes in the order of their stages
 */
export function causesOf(
  witnesses: readonly Witness[],
  diagnoses: readonly Pick<DiagnosisText, 'id' | 'stage'>[],
): Diagnosis[] {
  const causes = grouped(witnesses, diagnoses);
  const explained = new Map(causes.map((cause) => [cause, explainedBy(cause, causes)]));
  return causes
    .toSorted(
      (a, b) =>
        TONES.indexOf(a.tone) - TONES.indexOf(b.tone) ||
        (explained.get(b) ?? 0) - (explained.get(a) ?? 0) ||
        a.stage - b.stage ||
        CONFIDENCES.indexOf(a.diagnosis.confidence) - CONFIDENCES.indexOf(b.diagnosis.confidence) ||
        startOf(a) - startOf(b),
    )
    .map(({ diagnosis, witnesses: [first], witnesses: { length } }) => ({
      ...diagnosis,
      ...(first === undefined ? {} : { file: first.report.source.name }),
      files: length,
    }));
}

/** The first root cause of each file that is not all well, each once. */
function grouped(witnesses: readonly Witness[], diagnoses: readonly Pick<DiagnosisText, 'id' | 'stage'>[]): Cause[] {
  const order = [...new Set(diagnoses.map(({ stage }) => stage))];
  const stages = new Map(diagnoses.map(({ id, stage }) => [id, order.indexOf(stage)]));
  const groups = new Map<string, Cause & { readonly witnesses: Witness[] }>();
  for (const witness of witnesses) {
    const tone = toneOfFile(witness.report);
    const [diagnosis] = witness.report.diagnosis;
    if (diagnosis === undefined || tone === null || tone === 'ok') continue;
    const key = `${tone}\n${diagnosis.id}\n${witness.title}`;
    const known = groups.get(key);
    if (known !== undefined) {
      known.witnesses.push(witness);
      continue;
    }
    const stage = stages.get(diagnosis.id) ?? order.length;
    groups.set(key, { diagnosis: { ...diagnosis, title: witness.title }, tone, stage, witnesses: [witness] });
  }
  return [...groups.values()];
}

/** How many files a cause explains. */
function explainedBy(cause: Cause, all: readonly Cause[]): number {
  // single messages of a text of unknown kind explain themselves
  if (UNRECOGNISED.has(cause.diagnosis.id)) return 0;
  const later = all.filter(({ stage, tone }) => stage > cause.stage && tone === cause.tone);
  const followers = later.flatMap(({ witnesses }) => witnesses).filter((file) => followsAny(file, cause));
  return cause.witnesses.length + followers.length;
}

/** Seconds within which a failure may come of what is only possibly its cause. */
const NEAR = 10 * 60;

/**
 * True for a failure that may come from one of some others: not of another machine, and not over before they began. From what
 * is only possible comes nothing that did not begin soon after.
 */
function followsAny(file: Witness, { diagnosis, witnesses }: Cause): boolean {
  return witnesses.some(({ report, since, until }) => {
    const [own, other] = [file.report.machine.hostname, report.machine.hostname];
    if (own !== null && other !== null && own !== other) return false;
    if (diagnosis.confidence !== 'possible') return since === null || file.until === null || since <= file.until;
    return [since, until].some(
      (at) => at !== null && file.since !== null && at <= file.since && file.since - at <= NEAR,
    );
  });
}

function startOf({ witnesses }: Cause): number {
  return witnesses.reduce((first, { since }) => Math.min(first, since ?? Infinity), Infinity);
}
