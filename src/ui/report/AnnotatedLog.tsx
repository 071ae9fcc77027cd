import type { ComponentChildren, JSX } from 'preact';
import type { TermMark } from '../../signatures/terms.ts';
import type { Annotation } from '../../model/finding.ts';
import type { LogReport } from '../../model/report.ts';
import { VERDICTS } from '../../report/words.ts';
import type { Mark } from '../../mask/session.ts';
import type { LineSource } from '../../text/lines.ts';

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
  /** Folds runs of lines that decide nothing. */
  readonly fold?: boolean;
  /** Label of the log for screen readers. */
  readonly label?: string;
}

/** Lines in one list: a browser lays out the lists outside the view only when they come near. */
const CHUNK = 200;
/** Runs shorter than this are not worth a fold. */
const SHORTEST_FOLD = 3;

interface Run {
  readonly from: number;
  readonly to: number;
  readonly folded: boolean;
}

/** The reader's own lines with what the analysis says about them. Pure: the build and the browser render the same. */
export function AnnotatedLog(props: AnnotatedLogProps): JSX.Element {
  const { report, lines, marks, fold = true, label = '注釈つきログ' } = props;
  const notes = new Map<number, Annotation>();
  for (const [index, annotation] of report.annotations.entries()) {
    const [start, end] = marks?.[index] ?? [annotation.start, annotation.end];
    const note = { ...annotation, start, end };
    if (!isShown(note)) continue;
    const known = notes.get(note.line);
    if (known?.decides !== true) notes.set(note.line, note);
  }
  const tools = toolsOfLines(report);
  const repeated = repeatedOf(notes);
  const runs = runsOf(lines.count, notes, fold);
  const explained = new Set<string>();
  return (
    <div class="log" role="group" aria-label={label}>
      {runs.map((run) =>
        run.folded ? (
          <details class="log-fold" key={run.from}>
            <summary>⋯ {run.from === run.to ? run.from : `${run.from} – ${run.to}`} 行目を表示</summary>
            <LineList
              {...props}
              run={run}
              notes={notes}
              repeated={repeated}
              tools={tools}
              explained={explained}
              plain
            />
          </details>
        ) : (
          <LineList
            {...props}
            key={run.from}
            run={run}
            notes={notes}
            repeated={repeated}
            tools={tools}
            explained={explained}
          />
        ),
      )}
    </div>
  );
}

/** Commands, what decides, and failures stay visible. */
function isShown({ kind, decides, verdict }: Annotation): boolean {
  return kind === 'command' || decides || verdict === 'unreachable';
}

/** Lines whose good news was explained further up: they keep the mark and the link, so that failures stand out. */
function repeatedOf(notes: ReadonlyMap<number, Annotation>): ReadonlySet<number> {
  const told = new Set<string>();
  const repeated = new Set<number>();
  for (const [line, { kind, signature, verdict }] of [...notes].sort(([a], [b]) => a - b)) {
    if (kind !== 'message' || signature === null || verdict !== 'reachable') continue;
    if (told.has(signature)) repeated.add(line);
    told.add(signature);
  }
  return repeated;
}

function toolsOfLines({ probes }: LogReport): (line: number) => string | null {
  const tools = new Map<number, string>();
  for (const { lines, tool } of probes) {
    for (let line = lines[0]; line <= lines[1]; line += 1) tools.set(line, tool);
  }
  return (line) => tools.get(line) ?? null;
}

function runsOf(count: number, notes: ReadonlyMap<number, Annotation>, fold: boolean): Run[] {
  if (!fold) return chunk({ from: 1, to: count, folded: false });
  const shown = [...notes.keys()].sort((a, b) => a - b);
  const runs: Run[] = [];
  let next = 1;
  const quiet = (to: number): void => {
    if (to < next) return;
    runs.push({ from: next, to, folded: to - next + 1 >= SHORTEST_FOLD });
  };
  for (const line of shown) {
    quiet(line - 1);
    runs.push({ from: line, to: line, folded: false });
    next = line + 1;
  }
  quiet(count);
  return joinVisible(runs).flatMap(chunk);
}

function joinVisible(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last !== undefined && !last.folded && !run.folded) joined[joined.length - 1] = { ...last, to: run.to };
    else joined.push(run);
  }
  return joined;
}

function chunk(run: Run): Run[] {
  if (run.folded || run.to - run.from < CHUNK) return [run];
  const parts: Run[] = [];
  for (let from = run.from; from <= run.to; from += CHUNK)
    parts.push({ ...run, from, to: Math.min(run.to, from + CHUNK - 1) });
  return parts;
}

interface LineListProps extends AnnotatedLogProps {
  readonly run: Run;
  readonly notes: ReadonlyMap<number, Annotation>;
  readonly repeated: ReadonlySet<number>;
  readonly tools: (line: number) => string | null;
  /** Terms that were explained further up: the keyboard stops at the first of each. */
  readonly explained: Set<string>;
  readonly plain?: boolean;
}

function LineList({ run, plain = false, ...props }: LineListProps): JSX.Element {
  const items: JSX.Element[] = [];
  for (let line = run.from; line <= run.to; line += 1) {
    items.push(plain ? <PlainLine key={line} {...props} line={line} /> : <Line key={line} {...props} line={line} />);
  }
  return <ol class={run.to - run.from >= CHUNK - 1 || plain ? 'log-lines log-far' : 'log-lines'}>{items}</ol>;
}

type LineProps = Omit<LineListProps, 'run' | 'plain'> & { readonly line: number };

function PlainLine({ line, lines, printed, idPrefix = '' }: LineProps): JSX.Element {
  const text = lines.at(line);
  return (
    <li id={`${idPrefix}L${line}`} data-n={line}>
      <AsPrinted text={printed?.get(line)}>{text}</AsPrinted>
    </li>
  );
}

/** A line as it is shown, and as it is printed where that differs. */
function AsPrinted({
  text,
  children,
}: {
  readonly text: string | undefined;
  readonly children: ComponentChildren;
}): JSX.Element {
  if (text === undefined) return <>{children}</>;
  return (
    <>
      <span class="only-screen">{children}</span>
      <span class="only-print" aria-hidden="true">
        {text}
      </span>
    </>
  );
}

function Line(props: LineProps): JSX.Element {
  const { line, lines, notes, repeated, meanings, pageOf, printed, idPrefix = '' } = props;
  const inPrint = printed?.get(line);
  const note = notes.get(line);
  const raw = lines.at(line);
  if (note === undefined) {
    return (
      <li id={`${idPrefix}L${line}`} data-n={line}>
        <AsPrinted text={inPrint}>
          <Text {...props} text={raw} from={0} />
        </AsPrinted>
      </li>
    );
  }
  const { icon, kind, word } = VERDICTS[note.verdict];
  const told =
    note.kind === 'message' && note.signature !== null && (note.decides || note.verdict === 'unreachable')
      ? meanings[note.signature]
      : undefined;
  const isCommand = note.kind === 'command';
  return (
    <li id={`${idPrefix}L${line}`} data-n={line} class={isCommand ? 'log-command' : `log-${kind}`}>
      {!isCommand && (
        <span class={`log-icon v-${kind}`} aria-hidden="true">
          {icon}
        </span>
      )}
      <AsPrinted text={inPrint}>
        {isCommand ? (
          <Text {...props} text={raw} from={0} />
        ) : (
          <>
            <Text {...props} text={raw.slice(0, note.start)} from={0} />
            <mark>
              <Text {...props} text={raw.slice(note.start, note.end)} from={note.start} />
            </mark>
            <Text {...props} text={raw.slice(note.end)} from={note.end} />
          </>
        )}
      </AsPrinted>
      {told !== undefined && note.signature !== null && (
        <div class={repeated.has(line) ? 'log-again' : 'log-note'}>
          <b class={`v-${kind}`}>{note.decides ? word : '参考'}</b> {!repeated.has(line) && told.meaning}{' '}
          <a href={pageOf(note.signature)}>{told.title} の意味</a>
        </div>
      )}
    </li>
  );
}

/** A piece of a line; its terms explain themselves on hover and focus. */
function Text({
  text,
  from,
  line,
  lines,
  tools,
  terms,
  explained,
}: LineProps & { readonly text: string; readonly from: number }): JSX.Element {
  const tool = terms === undefined ? null : tools(line);
  if (terms === undefined || tool === null || text === '') return <>{text}</>;
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const mark of terms(lines.at(line), tool)) {
    const start = mark.start - from;
    const end = mark.end - from;
    if (start < at || end > text.length) continue;
    parts.push(text.slice(at, start));
    const stop = explained.has(mark.label) ? -1 : 0;
    explained.add(mark.label);
    parts.push(
      <span class="term" tabIndex={stop} key={mark.start}>
        {text.slice(start, end)}
        <span class="term-tip" data-pagefind-ignore="all">
          <b>{mark.label}</b> {mark.text}
        </span>
      </span>,
    );
    at = end;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}
