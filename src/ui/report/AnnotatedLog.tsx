import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { LOG } from '#locale/view.ts';
import type { Mark } from '../../mask/session.ts';
import type { LogReport } from '../../model/report.ts';
import { goodLines, notesOf, repeatedOf, runsOf, toolOfLine, type Run } from '../../report/log-view.ts';
import type { TermMark } from '../../signatures/terms.ts';
import type { LineSource } from '../../text/lines.ts';
import { useNear } from '../near.ts';
import { LogLine, type LineProps } from './LogLine.tsx';

export interface AnnotatedLogProps {
  readonly report: LogReport;
  readonly lines: LineSource;
  /** Title and meaning of each signature. */
  readonly meanings: Readonly<Record<string, { readonly title: string; readonly meaning: string }>>;
  /** Address of a signature's page. */
  readonly pageOf: (id: string) => string;
  readonly terms?: ((line: string, tool: string) => readonly TermMark[]) | undefined;
  /** Where the annotations stand when the lines are not as they were read: one place for each. */
  readonly marks?: readonly Mark[] | undefined;
  /** Lines that are printed otherwise than they are shown: without their secrets. */
  readonly printed?: ReadonlyMap<number, string> | undefined;
  readonly idPrefix?: string;
  /** Folds what did not fail. */
  readonly fold?: boolean;
  /** The line to open and to show; an object, so that the same line can be asked for again. */
  readonly wanted?: { readonly line: number } | null;
  /** Label of the log for screen readers. */
  readonly label?: string;
}

/** Lines in one list: a browser lays out the lists outside the view only when they come near. */
const CHUNK = 200;
/** Of a run with more lines only the lists near the view are built. */
const MOST_BUILT = 2000;
/** What a line is high (px) before it was laid out. */
const LINE_HEIGHT = 24;
/** The most lines that are opened at once. */
const MOST_OPENED = 20_000;

/** The reader's own lines with what the analysis says about them. Pure: the build and the browser render the same. */
export function AnnotatedLog(props: AnnotatedLogProps): JSX.Element {
  const { report, lines, fold = true, label = LOG.title, wanted = null, idPrefix = '' } = props;
  const [all, setAll] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const runs = useMemo(
    () => (fold ? runsOf(report, lines.count) : [{ from: 1, to: lines.count, folded: false }]),
    [report, lines.count, fold],
  );
  const folded = runs.some((run) => run.folded);
  const far = runs.length > GROUP * 2 || runs.some(({ from, to }) => to - from >= MOST_BUILT);
  useLayoutEffect(() => {
    if (wanted !== null) show(box.current, `${idPrefix}L${wanted.line}`);
  }, [wanted]);
  const line = lineProps(props);
  return (
    <>
      {folded && !all && (
        <p class="hint log-hint">
          {far ? LOG.findFar : LOG.find}{' '}
          {lines.count <= MOST_OPENED && (
            <button
              type="button"
              class="btn btn-quiet"
              onClick={() => {
                setAll(true);
              }}
            >
              {LOG.openAll}
            </button>
          )}
        </p>
      )}
      <div class="log" role="group" aria-label={label} ref={box}>
        {groupsOf(runs).map((group, _, groups) => (
          <Group
            key={group[0]?.from}
            runs={group}
            line={line}
            wanted={wanted}
            all={all}
            report={report}
            isLong={groups.length > 2}
          />
        ))}
      </div>
    </>
  );
}

function isIn({ from, to }: Pick<Run, 'from' | 'to'>, wanted: AnnotatedLogProps['wanted']): boolean {
  return wanted != null && wanted.line >= from && wanted.line <= to;
}

/** Runs that are built together. */
const GROUP = 16;
/** What a fold is high (px). */
const FOLD_HEIGHT = 32;

function groupsOf(runs: readonly Run[]): (readonly Run[])[] {
  return Array.from({ length: Math.ceil(runs.length / GROUP) }, (_, at) => runs.slice(at * GROUP, (at + 1) * GROUP));
}

/** Some runs, of very many only those near the view. */
function Group({
  runs,
  line,
  wanted,
  all,
  report,
  isLong,
}: Pick<RunProps, 'line'> & {
  readonly runs: readonly Run[];
  readonly wanted: AnnotatedLogProps['wanted'];
  readonly all: boolean;
  readonly report: LogReport;
  readonly isLong: boolean;
}): JSX.Element {
  const { element, near, height } = useNear<HTMLDivElement>(isLong);
  if (!near && !runs.some((run) => isIn(run, wanted))) {
    const guess = runs.reduce(
      (sum, { from, to, folded }) => sum + (folded ? FOLD_HEIGHT : (to - from + 1) * LINE_HEIGHT),
      0,
    );
    return <div ref={element} aria-hidden="true" style={{ height: `${height ?? guess}px` }} />;
  }
  return (
    <div ref={element}>
      {runs.map((run) =>
        run.folded ? (
          <Fold key={run.from} run={run} line={line} wanted={all || isIn(run, wanted)} report={report} />
        ) : (
          <Lists key={run.from} run={run} line={line} wanted={wanted} />
        ),
      )}
    </div>
  );
}

/** Brings a line into view and marks it as the one that was asked for. */
function show(box: HTMLElement | null, id: string): void {
  const found = box?.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  if (box == null || found == null) return;
  box.querySelector('.log-at')?.classList.remove('log-at');
  found.classList.add('log-at');
  found.tabIndex = -1;
  found.focus({ preventScroll: true });
  found.scrollIntoView({ block: 'center', behavior: 'instant' });
}

/** What every line of a log is rendered with. */
function lineProps(props: AnnotatedLogProps): Omit<LineProps, 'line'> {
  const { report, lines, meanings, pageOf, terms, marks, printed, idPrefix = '' } = props;
  const places = marks === undefined ? null : new Map(report.annotations.map((note, at) => [note, marks[at]]));
  return {
    lines,
    meanings,
    pageOf,
    terms,
    printed,
    idPrefix,
    noteOf: (line) => {
      const note = notesOf(report).get(line);
      const [start, end] = (note === undefined ? undefined : places?.get(note)) ?? [note?.start, note?.end];
      return note === undefined ? undefined : { ...note, start: start ?? note.start, end: end ?? note.end };
    },
    isRepeated: (line) => repeatedOf(report).has(line),
    toolOf: (line) => toolOfLine(report, line),
    explained: new Set(),
  };
}

interface RunProps {
  readonly run: Run;
  readonly line: Omit<LineProps, 'line'>;
}

/** Lines behind a fold; they are built when it is opened. */
function Fold({
  run,
  line,
  wanted,
  report,
}: RunProps & { readonly wanted: boolean; readonly report: LogReport }): JSX.Element {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [asked, setAsked] = useState(wanted);
  // what is asked for opens the fold, and the reader may close it again
  if (wanted !== asked) {
    setAsked(wanted);
    if (wanted) setChosen(null);
  }
  const open = chosen ?? wanted;
  const good = goodLines(report, run.from, run.to);
  return (
    <details
      class="log-fold"
      open={open}
      onToggle={(event) => {
        if (event.currentTarget.open !== open) setChosen(event.currentTarget.open);
      }}
    >
      <summary>
        ⋯ {LOG.fold(run.from, run.to)}
        {good > 0 && <span class="log-good num">{LOG.good(good)}</span>}
      </summary>
      {open && <Lists run={run} line={line} wanted={null} />}
    </details>
  );
}

/** The lines of a run in lists, of very many only those near the view. */
function Lists({ run, line, wanted }: RunProps & { readonly wanted: AnnotatedLogProps['wanted'] }): JSX.Element {
  const isLong = run.to - run.from >= MOST_BUILT;
  const chunks: { from: number; to: number }[] = [];
  for (let from = run.from; from <= run.to; from += CHUNK)
    chunks.push({ from, to: Math.min(run.to, from + CHUNK - 1) });
  return (
    <>
      {chunks.map((chunk) => (
        <List
          key={chunk.from}
          from={chunk.from}
          to={chunk.to}
          line={line}
          isLong={isLong}
          wanted={isIn(chunk, wanted)}
        />
      ))}
    </>
  );
}

function List({
  from,
  to,
  line,
  isLong,
  wanted,
}: Pick<Run, 'from' | 'to'> &
  Pick<RunProps, 'line'> & { readonly isLong: boolean; readonly wanted: boolean }): JSX.Element {
  const { element, near, height } = useNear<HTMLOListElement>(isLong);
  const count = to - from + 1;
  if (!near && !wanted)
    return (
      <ol class="log-lines" ref={element} aria-hidden="true" style={{ height: `${height ?? count * LINE_HEIGHT}px` }} />
    );
  return (
    <ol class={count >= CHUNK ? 'log-lines log-far' : 'log-lines'} ref={element}>
      {Array.from({ length: count }, (_, at) => (
        <LogLine key={from + at} {...line} line={from + at} />
      ))}
    </ol>
  );
}
