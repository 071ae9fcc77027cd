import type { FormatDefinition } from '../../knowledge/types.ts';
import type { Settings } from '../settings/read.ts';
import type { Scan } from '../../session/scanner.ts';
import type { Recognition } from './recognise.ts';

/** The format of text that no script wrote. */
export const TERMINAL = 'terminal';

/** What else tells of a log's format. */
interface Shown {
  readonly scan: Scan;
  /** Settings of the machine were read. */
  readonly settings: boolean;
  /** The format that the reader chose in place of the recognised one. */
  readonly chosen: string | undefined;
}

/** The format by which a log is judged: the reader's choice, the one whose marks it bears, else a terminal's. */
export function settleFormat(
  found: Recognition,
  { scan, settings, chosen }: Shown,
  formats: readonly FormatDefinition[],
): Recognition {
  // a log that ends before its first probe still begins as its script does
  const begun = scan.script || found.begun;
  const wanted = chosen ?? (begun ? undefined : TERMINAL);
  const format = wanted === undefined ? found.format : (formats.find(({ id }) => id === wanted) ?? found.format);
  const saysNothing = scan.probes.length === 0 && !settings && !hasRun(scan);
  if (format?.id === TERMINAL && chosen === undefined && saysNothing) return found;
  const complete = format?.endMark == null || (found.complete && found.format?.endMark != null);
  return { ...found, format, complete };
}

/** The lines outside the probes tell something of the machine: what bears the marks of a format of its own is that one. */
export function tellsOf(found: Recognition, { shown, states }: Pick<Settings, 'shown' | 'states'>): boolean {
  return shown || (found.format === null && states.length > 0);
}

/** Programs of this job were run, though their output is not read. */
export function hasRun({ unread }: Scan): boolean {
  return unread.some(({ tool }) => tool !== null);
}
