import type { JudgedLog } from '../judge/log.ts';
import { FurtherLogs, mergeReports } from '../judge/merge.ts';
import type { Knowledge } from '../knowledge/types.ts';
import { LOGS } from '../limits.ts';
import type { FindingsReader } from '../log/findings.ts';
import type { LogReport } from '../model/report.ts';
import { boundedLines, joinedUpTo, withLeftOut } from '../report/left-out.ts';
import { briefReportOf, reportOfLog, type LogSource } from '../report/log-report.ts';
import { relocated } from '../report/relocate.ts';
import type { SplitLog } from '../session/split.ts';
import { Lines } from '../text/lines.ts';
import { Shared } from '../text/shared.ts';
import type { Unfolded } from '../text/unfold.ts';

/** Of this many logs in one source the report keeps everything; of further ones the verdicts. */
const MOST_IN_FULL = 64;

/** A log as it was judged, and the reading of its lines where they stood folded in others. */
export interface ReadAndJudged {
  readonly log: JudgedLog;
  readonly unfolded: Unfolded | null;
}

/** The reports of the logs of one source, and the one that they make together. */
export class PartReports {
  readonly #whole: Omit<LogSource, 'firstLine'>;
  readonly #findings: FindingsReader;
  readonly #knowledge: Knowledge;
  readonly #parts: LogReport[] = [];
  readonly #further = new FurtherLogs();
  readonly #shared = new Shared();
  #lines = new Lines('');
  #firstLine = 1;
  #firstProbe = 1;
  /** Unreachable endpoints of the log that has most of them. */
  #worst = 0;

  constructor(whole: Omit<LogSource, 'firstLine'>, findings: FindingsReader, knowledge: Knowledge) {
    this.#whole = whole;
    this.#findings = findings;
    this.#knowledge = knowledge;
  }

  /** Adds the next log. `judge` is given its lines and the number of its first probe. */
  add({ text, left: unread }: SplitLog, judge: (lines: Lines, firstProbe: number) => ReadAndJudged): void {
    const { lines, count, left } = boundedLines(text, unread);
    this.#lines = lines;
    const { log, unfolded } = judge(lines, this.#firstProbe);
    const source = { ...this.#whole, bytes: text.length, firstLine: this.#firstLine };
    const failing = log.endpoints.filter(({ verdict }) => verdict === 'unreachable').length;
    // the log that speaks for all of them is kept whole, however late it comes
    const inFull = (this.#parts.length < MOST_IN_FULL && this.#firstLine < LOGS.lines) || failing > this.#worst;
    this.#worst = Math.max(this.#worst, failing);
    const read = inFull
      ? reportOfLog(log, source, this.#findings, this.#knowledge)
      : briefReportOf(log, source, this.#knowledge, this.#shared);
    const report = unfolded === null ? read : relocated(read, unfolded, lines.count, this.#firstLine - 1);
    if (inFull || this.#parts.length < LOGS.parts) this.#parts.push(withLeftOut(report, left));
    else this.#further.add(withLeftOut(report, left));
    this.#firstLine += count;
    this.#firstProbe += log.probes.length;
  }

  /**
   * The report of the whole source with its lines. `pieces` gives its text again, `nothing` what is judged of a source
   * without text.
   */
  analysis(
    pieces: () => Iterable<string>,
    nothing: () => ReadAndJudged,
  ): { readonly report: LogReport; readonly lines: Lines } {
    const [only] = this.#parts;
    if (only === undefined || this.#parts.length === 1) {
      const source = { ...this.#whole, firstLine: 1 };
      const report = only ?? reportOfLog(nothing().log, source, this.#findings, this.#knowledge);
      return { report: { ...report, source: { ...report.source, bytes: this.#whole.bytes } }, lines: this.#lines };
    }
    let lines: Lines | null = null;
    return {
      report: this.#merged(this.#parts),
      // the whole text is put together only for a view that shows its lines
      get lines(): Lines {
        return (lines ??= new Lines(joinedUpTo(pieces(), LOGS.characters)));
      },
    };
  }

  #merged(parts: readonly LogReport[]): LogReport {
    const { report: rest, count } = this.#further;
    const all = rest === null ? parts : [...parts, rest];
    const merged = mergeReports(all, { ...this.#whole, lines: this.#firstLine - 1 }, this.#knowledge);
    const left = parts.flatMap(({ leftOut }) => leftOut ?? []);
    if (count > 0) left.push({ what: 'parts', kept: parts.length, all: parts.length + count });
    return withLeftOut({ ...merged, parts }, left);
  }
}
