import { useEffect, useMemo, useState } from 'preact/hooks';
import type { NameRules, SecretRules } from '../../knowledge/types.ts';
import { maskAll, type Mark, type Masked, type MaskTask } from '../../mask/session.ts';
import type { LogReport, Report } from '../../model/report.ts';
import { Lines, type LineSource } from '../../text/lines.ts';
import { maskInWorker } from '../worker/client.ts';

/** A report of the page with the lines of its source. */
export interface Source {
  /** Without secrets. */
  readonly report: LogReport;
  /** As they came. */
  readonly lines: Lines;
  /** Lines that hold secrets, without them. */
  readonly removed: ReadonlyMap<number, string>;
}

/** A report as the page shows it, and as it may leave the page. */
interface Shown {
  readonly report: LogReport;
  /** What the page shows: as pasted, or masked. */
  readonly lines: LineSource;
  /** What leaves the page. */
  readonly outgoing: LineSource;
  readonly marks?: readonly Mark[];
  readonly printed?: ReadonlyMap<number, string>;
}

export type MaskedSession =
  | { readonly state: 'working' | 'failed' }
  | { readonly state: 'ready'; readonly shown: readonly Shown[]; readonly leftovers: readonly string[] };

/** Characters that are masked at once; more takes its time in the worker. */
const AT_ONCE = 200_000;
const NONE: readonly Report[] = [];

/**
 * The reports of a session, masked while `on`: all in one pass, so a name has one stand-in in all of them, and in those that are
 * `known` from around them.
 */
export function useMasked(
  all: readonly Source[],
  on: boolean,
  words: readonly string[],
  rules: { readonly secrets: SecretRules; readonly names: NameRules | null },
  known: readonly Report[] = NONE,
): MaskedSession {
  const { secrets, names } = rules;
  const plain = useMemo((): MaskedSession => ({ state: 'ready', shown: all.map(asPasted), leftovers: [] }), [all]);
  const task = useMemo(() => taskOf(all, words, known), [all, words, known]);
  const small = task.texts.reduce((sum, { length }) => sum + length, 0) <= AT_ONCE;
  const atOnce = useMemo(
    () => (on && small && names !== null ? sessionOf(maskAll(secrets, names, task), task) : null),
    [on, small, names, secrets, task],
  );
  const [later, setLater] = useState<{ readonly task: MaskTask<LogReport>; readonly session: MaskedSession } | null>(
    null,
  );
  useEffect(() => {
    if (!on || small || names === null || later?.task === task) return;
    let left = false;
    maskInWorker(task, names).then(
      (masked) => {
        if (!left) setLater({ task, session: sessionOf(masked, task) });
      },
      () => {
        if (!left) setLater({ task, session: { state: 'failed' } });
      },
    );
    return () => {
      left = true;
    };
  }, [on, small, names, task]);
  if (!on) return plain;
  if (small) return atOnce ?? { state: 'working' };
  return later?.task === task ? later.session : { state: 'working' };
}

interface Task extends MaskTask<LogReport> {
  readonly texts: readonly string[];
}

/** Several reports may be parts of one source. */
function taskOf(all: readonly Source[], words: readonly string[], known: readonly Report[]): Task {
  const sources = [...new Set(all.map(({ lines }) => lines))];
  return {
    reports: all.map(({ report, lines }) => ({ report, text: sources.indexOf(lines) })),
    texts: sources.map(({ text }) => text),
    words,
    known,
  };
}

function sessionOf({ reports, texts, leftovers }: Masked<LogReport>, task: Task): MaskedSession {
  const lines = texts.map((text) => new Lines(text));
  const none = new Lines('');
  const shown = reports.map(({ report, marks }, at): Shown => {
    const own = lines[task.reports[at]?.text ?? -1] ?? none;
    return { report, lines: own, outgoing: own, marks };
  });
  return { state: 'ready', shown, leftovers };
}

function asPasted({ report, lines, removed }: Source): Shown {
  if (removed.size === 0) return { report, lines, outgoing: lines };
  const outgoing = { count: lines.count, at: (line: number) => removed.get(line) ?? lines.at(line) };
  return { report, lines, outgoing, printed: removed };
}
