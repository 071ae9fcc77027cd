import type { FormatDefinition } from '../knowledge/types.ts';
import { announcementsOf } from '../session/announcement.ts';
import type { Scan } from '../session/scanner.ts';
import type { JudgedProbe } from './probes.ts';

/** The log of a script without an end mark ends before the script did: its last probe is cut off. */
export function endsInside(
  format: FormatDefinition | null,
  { text, others }: Scan,
  judged: readonly JudgedProbe[],
): boolean {
  // pieces of a terminal begin and end anywhere
  if (format === null || format.endMark !== null || format.startMarks.length === 0) return false;
  const last = judged.at(-1);
  if (last === undefined) return true;
  const { lines } = text;
  const later = others.at(-1)?.line ?? 0;
  if (later > last.raw.last)
    return !lines.isTerminated(lines.count) && announcementsOf(format).some((one) => one.begins(lines.at(lines.count)));
  if (last.outcome.status === 'incomplete') return true;
  if (lines.isTerminated(lines.count)) return false;
  // a blank line ends the output of a probe; what comes behind it is not the script's
  for (let line = (last.outcome.decisive?.line ?? lines.count) + 1; line <= lines.count; line += 1) {
    if (text.at(line).trim() === '') return false;
  }
  return true;
}

/** The script's last line counts its probes, and not all of them are there. */
export function missesProbes(format: FormatDefinition | null, { others, probes }: Scan): boolean {
  if (format?.counts !== true || format.endMark === null) return false;
  const { endMark } = format;
  const last = others.findLast(({ text }) => text.startsWith(endMark));
  const counted = last === undefined ? null : /\d{1,6}/u.exec(last.text.slice(endMark.length))?.[0];
  return counted == null || Number(counted) !== probes.length;
}

/** The log says of itself that it is of a later version than is known. */
export function newerVersion(format: FormatDefinition | null, { others }: Scan): NewerVersion | null {
  const [mark] = format?.startMarks ?? [];
  if (format?.version === undefined || mark === undefined) return null;
  for (const { line, text } of others) {
    const version = text.startsWith(mark) ? Number(/^\d{1,6}/u.exec(text.slice(mark.length))?.[0] ?? 0) : 0;
    if (version > format.version) return { line, version, known: format.version };
  }
  return null;
}

/** A version of a log, and the newest that is known. */
export interface NewerVersion {
  readonly line: number;
  readonly version: number;
  readonly known: number;
}
