import type { JudgedLog } from '../judge/log.ts';
import { FurtherLogs, mergeReports } from '../judge/merge.ts';
import type { Knowledge } from '../knowledge/types.ts';
import { LOGS } from '../limits.ts';
import type { FindingsReader } from '../log/findings.ts';
import type { Platform } from '../model/probe.ts';
import type { LogReport } from '../model/report.ts';
import { boundedLines, joinedUpTo, withLeftOut } from '../report/left-out.ts';
import { briefReportOf, reportOfLog, sharedBrief, type LogSource } from '../report/log-report.ts';
import { movedBrief, movedReport, toldAgain, type Shift } from '../report/moved.ts';
import { relocated } from '../report/relocate.ts';
import type { SplitLog } from '../session/split.ts';
import { Lines } from '../text/lines.ts';
import { Shared } from '../text/shared.ts';
import type { Unfolded } from '../text/unfold.ts';
import type { LogsWork } from './deal.ts';

/** Of this many logs in one source the report keeps everything; of further ones the verdicts. */
const MOST_IN_FULL = 64;

/** A log as it was judged, and the reading of its lines where they stood folded in others. */
export interface ReadAndJudged {
  readonly log: JudgedLog;
  readonly unfolded: Unfolded | null;
}

/** Judges the lines of a log; its probes are counted from `firstProbe`. */
type Judge = (lines: Lines, firstProbe: number) => ReadAndJudged;

/** A log that was read as if it stood first in its source. */
export interface DealtLog {
  readonly lines: number;
  readonly probes: number;
  readonly failing: number;
  /** Only where the source may have to keep it. */
  readonly full: { readonly report: LogReport; readonly platform: Platform } | null;
  readonly brief: LogReport;
}

/** What the report of a source needs of one of its logs, and the log's own report at its place. */
interface Part extends Pick<DealtLog, 'lines' | 'probes' | 'failing'> {
  readonly full: (shift: Shift) => LogReport;
  readonly brief: (shift: Shift, shared: Shared) => LogReport;
}

/** What reports are made with. */
interface Tools {
  readonly findings: FindingsReader;
  readonly knowledge: Knowledge;
}

/** The reports of the logs of one source, and the one that they make together. */
export class PartReports {
  readonly #whole: Omit<LogSource, 'firstLine'>;
  readonly #tools: Tools;
  readonly #parts: LogReport[] = [];
  readonly #further = new FurtherLogs();
  readonly #shared = new Shared();
  #lines = new Lines('');
  #shift: Shift = { lines: 0, probes: 0 };
  /** Unreachable endpoints of the log that has most of them. */
  #worst = 0;

  constructor(whole: Omit<LogSource, 'firstLine'>, tools: Tools) {
    this.#whole = whole;
    this.#tools = tools;
  }

  get worst(): number {
    return this.#worst;
  }

  /** Adds the next log. */
  add(split: SplitLog, judge: Judge): void {
    const read = new ReadPart(split, this.#shift, judge, this.#whole, this.#tools);
    this.#lines = read.kept;
    this.#take(read);
  }

  /** Adds the next log, which was read by {@link dealtLogs}. */
  addDealt({ full, brief, ...counts }: DealtLog): void {
    const { knowledge } = this.#tools;
    this.#take({
      ...counts,
      full: (shift) =>
        full === null ? movedBrief(brief, shift) : movedReport(full.report, shift, full.platform, knowledge),
      brief: (shift, shared) => movedBrief(sharedBrief(brief, shared), shift),
    });
  }

  #take(part: Part): void {
    // the log that speaks for all of them is kept whole, however late it comes
    const inFull =
      (this.#parts.length < MOST_IN_FULL && this.#shift.lines + 1 < LOGS.lines) || part.failing > this.#worst;
    this.#worst = Math.max(this.#worst, part.failing);
    const report = inFull ? part.full(this.#shift) : part.brief(this.#shift, this.#shared);
    if (inFull || this.#parts.length < LOGS.parts) this.#parts.push(report);
    else this.#further.add(report);
    this.#shift = { lines: this.#shift.lines + part.lines, probes: this.#shift.probes + part.probes };
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
      const { findings, knowledge } = this.#tools;
      const report = only ?? reportOfLog(nothing().log, source, findings, knowledge).report;
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
    const merged = mergeReports(all, { ...this.#whole, lines: this.#shift.lines }, this.#tools.knowledge);
    const left = parts.flatMap(({ leftOut }) => leftOut ?? []);
    if (count > 0) left.push({ what: 'parts', kept: parts.length, all: parts.length + count });
    return withLeftOut({ ...merged, parts }, left);
  }
}

/** A log read at its place, whose report is made in the form that is asked for. */
class ReadPart implements Part {
  readonly lines: number;
  readonly probes: number;
  readonly failing: number;
  /** Its lines, up to the stated limit. */
  readonly kept: Lines;
  readonly #left: ReturnType<typeof boundedLines>['left'];
  readonly #read: ReadAndJudged;
  readonly #source: LogSource;
  readonly #tools: Tools;

  constructor(
    { text, left: unread }: SplitLog,
    shift: Shift,
    judge: Judge,
    whole: Omit<LogSource, 'firstLine'>,
    tools: Tools,
  ) {
    const { lines, count, left } = boundedLines(text, unread);
    this.kept = lines;
    this.#left = left;
    this.#read = judge(lines, shift.probes + 1);
    this.#source = { ...whole, bytes: text.length, firstLine: shift.lines + 1 };
    this.#tools = tools;
    const { endpoints, probes } = this.#read.log;
    this.lines = count;
    this.probes = probes.length;
    this.failing = endpoints.filter(({ verdict }) => verdict === 'unreachable').length;
  }

  full(): LogReport {
    return this.withPlatform().report;
  }

  withPlatform(): { readonly report: LogReport; readonly platform: Platform } {
    const { findings, knowledge } = this.#tools;
    const { report, platform } = reportOfLog(this.#read.log, this.#source, findings, knowledge);
    const placed = this.#placed(report);
    if (this.#read.unfolded === null) return { report: placed, platform };
    const diagnosis = placed.diagnosis.map((one) => toldAgain(one, platform, knowledge));
    return { report: { ...placed, diagnosis }, platform };
  }

  brief(_: Shift, shared: Shared): LogReport {
    return this.#placed(briefReportOf(this.#read.log, this.#source, this.#tools.knowledge, shared));
  }

  #placed(report: LogReport): LogReport {
    const { unfolded } = this.#read;
    const own = unfolded === null ? report : relocated(report, unfolded, this.kept.count, this.#source.firstLine - 1);
    return withLeftOut(own, this.#left);
  }
}

/** Reads logs as if each stood first in its source: where they stand is told when those before them were read. */
export function dealtLogs({ logs, before, worst, source }: LogsWork, judge: Judge, tools: Tools): DealtLog[] {
  const shared = new Shared();
  let most = worst;
  return logs.map((split, index): DealtLog => {
    const part = new ReadPart(split, { lines: 0, probes: 0 }, judge, source, tools);
    const { lines, probes, failing } = part;
    const isCandidate = before + index < MOST_IN_FULL || failing > most;
    most = Math.max(most, failing);
    return {
      lines,
      probes,
      failing,
      full: isCandidate ? part.withPlatform() : null,
      // of what may be kept in full nothing is shared: whether others share it is not known yet
      brief: part.brief({ lines: 0, probes: 0 }, isCandidate ? new Shared() : shared),
    };
  });
}
