import type { LogReport } from '../../model/report.ts';

/** Before the id of a format: the example shows a whole log of it, not the lines of one tool. */
const FORMAT = 'format:';

/** What of a reader's own log takes the place of an example that shows a log of this format. */
export function ofFormat(format: string): string {
  return `${FORMAT}${format}`;
}

/** The format that an example shows; null for one that shows the lines of a tool. */
export function shownFormat(tool: string): string | null {
  return tool.startsWith(FORMAT) ? tool.slice(FORMAT.length) : null;
}

/** The report of a log of this format within a reader's own source; null where there is none. Its lines are those of the source. */
export function reportOfFormat(report: LogReport, format: string): LogReport | null {
  return [report, ...(report.parts ?? [])].find((one) => one.format === format) ?? null;
}
