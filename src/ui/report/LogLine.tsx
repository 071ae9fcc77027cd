import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { LOG, NEXT } from '#locale/view.ts';
import type { Annotation } from '../../model/finding.ts';
import { VERDICTS } from '../../report/words.ts';
import type { TermMark } from '../../signatures/terms.ts';
import type { LineSource } from '../../text/lines.ts';
import { PageLink } from './PageLink.tsx';

export interface LineProps {
  readonly line: number;
  readonly lines: LineSource;
  readonly meanings: Readonly<Record<string, { readonly title: string; readonly meaning: string }>>;
  readonly pageOf: (id: string) => string;
  readonly terms: ((line: string, tool: string) => readonly TermMark[]) | undefined;
  readonly printed: ReadonlyMap<number, string> | undefined;
  readonly idPrefix: string;
  readonly noteOf: (line: number) => Annotation | undefined;
  readonly isRepeated: (line: number) => boolean;
  readonly toolOf: (line: number) => string | null;
  /** Terms that were explained further up: the keyboard stops at the first of each. */
  readonly explained: Set<string>;
}

/** Letters of a line that are shown before the reader asks for all. */
const LONGEST = 2000;
/** Letters before and behind a mark that lies beyond them. */
const AROUND = 300;

/** A line of the reader's log, and what the analysis says of it. */
export function LogLine(props: LineProps): JSX.Element {
  const { line, lines, printed, idPrefix, noteOf } = props;
  const [whole, setWhole] = useState(false);
  const raw = lines.at(line);
  const note = noteOf(line);
  const isCut = raw.length > LONGEST && !whole;
  const kind = note === undefined ? null : VERDICTS[note.verdict].kind;
  return (
    <li
      id={`${idPrefix}L${line}`}
      data-n={line}
      class={note === undefined ? undefined : note.kind === 'command' ? 'log-command' : `log-${kind}`}
    >
      {note !== undefined && note.kind !== 'command' && (
        <span class={`log-icon v-${kind}`} aria-hidden="true">
          {VERDICTS[note.verdict].icon}
        </span>
      )}
      <AsPrinted text={printed?.get(line)}>
        {note === undefined || note.kind === 'command' ? (
          <Text {...props} text={isCut ? raw.slice(0, LONGEST) : raw} from={0} />
        ) : (
          <Marked {...props} raw={raw} note={note} isCut={isCut} />
        )}
      </AsPrinted>
      {isCut && (
        <button
          type="button"
          class="btn log-whole"
          onClick={() => {
            setWhole(true);
          }}
        >
          {LOG.whole(raw.length)}
        </button>
      )}
      {note !== undefined && <Told {...props} note={note} />}
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

/** A line with its mark; of a very long one the beginning and what stands around the mark. */
function Marked({
  raw,
  note: { start, end },
  isCut,
  ...props
}: LineProps & { readonly raw: string; readonly note: Annotation; readonly isCut: boolean }): JSX.Element {
  const isFar = isCut && start > LONGEST;
  const first = isFar ? start - AROUND : 0;
  const last = isCut ? Math.min(raw.length, Math.max(LONGEST, end + AROUND)) : raw.length;
  const stop = isCut ? Math.min(end, start + LONGEST) : end;
  return (
    <>
      {isFar && `${raw.slice(0, AROUND)} … `}
      <Text {...props} text={raw.slice(first, start)} from={first} />
      <mark>
        <Text {...props} text={raw.slice(start, stop)} from={start} />
      </mark>
      <Text {...props} text={raw.slice(stop, isFar ? Math.min(last, end + AROUND) : last)} from={stop} />
    </>
  );
}

/** What a line means, beside it. */
function Told({
  line,
  note,
  meanings,
  pageOf,
  isRepeated,
}: LineProps & { readonly note: Annotation }): JSX.Element | null {
  const { kind, signature, decides, verdict } = note;
  if (kind !== 'message' || signature === null || (!decides && verdict !== 'unreachable')) return null;
  const told = meanings[signature];
  if (told === undefined) return null;
  const again = isRepeated(line);
  return (
    <div class={again ? 'log-again' : 'log-note'}>
      <b class={`v-${VERDICTS[verdict].kind}`}>{decides ? VERDICTS[verdict].word : LOG.aside}</b>{' '}
      {!again && told.meaning} <PageLink to={pageOf(signature)}>{NEXT.meaning(told.title)}</PageLink>
    </div>
  );
}

/** A piece of a line; its terms explain themselves on hover and focus. */
function Text({
  text,
  from,
  line,
  lines,
  toolOf,
  terms,
  explained,
}: LineProps & { readonly text: string; readonly from: number }): JSX.Element {
  const whole = lines.at(line);
  const tool = terms === undefined || whole.length > LONGEST ? null : toolOf(line);
  if (terms === undefined || tool === null || text === '') return <>{text}</>;
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const mark of terms(whole, tool)) {
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
