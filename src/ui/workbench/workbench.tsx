import { render, type JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { HEAD_BYTES, isCapture } from '../../capture/recognise.ts';
import { ARCHIVE_HEAD, archiveKind } from '../../evidence/readers/kind.ts';
import type { Meanings } from '../../knowledge/meanings.ts';
import type { Knowledge, NameRules, Term } from '../../knowledge/types.ts';
import { faultText } from '#locale/bundle.ts';
import { MASK } from '#locale/mask.ts';
import { PASTE } from '#locale/view.ts';
import { DIAGNOSING } from '#locale/workbench.ts';
import type { LogReport, Report } from '../../model/report.ts';
import type { Explanation } from '../../signatures/explain.ts';
import { TermFinder } from '../../signatures/terms.ts';
import { href } from '../../site/href.ts';
import { Lines } from '../../text/lines.ts';
import { isBeforeAndAfter, inOrder } from '../../report/runs.ts';
import { isUnreadable } from '../evidence/reason.ts';
import { Compare } from '../report/Compare.tsx';
import { Comparison } from '../report/Comparison.tsx';
import { Machines } from '../report/Machines.tsx';
import { ReportView, type ReportViewProps } from '../report/ReportView.tsx';
import {
  analyzeInWorker,
  Cancelled,
  cancelAnalysis,
  explainInWorker,
  practise,
  warmUp as warmWorker,
  type WorkerSource,
} from '../worker/client.ts';
import { loadKnowledge, loadMeanings, loadNameRules, loadTerms } from '../worker/start.ts';
import { onceFor } from '../../text/once.ts';
import { pause } from '../pause.ts';
import { Keep } from './Keep.tsx';
import { prepare } from './prepare.ts';
import { another, type Fill } from './stage.ts';
import { useMasked, type Source } from './use-masked.ts';

export type Input = WorkerSource;

interface Shown extends Source {
  readonly input: Input;
  /** Known messages in a text that is no log. */
  readonly messages: readonly Explanation[];
}

/** Loads worker and knowledge before the reader's log arrives. */
export function warmUp(): void {
  warmWorker();
  // without practice the first log takes longer, and that is all
  practise().catch(() => undefined);
}

/** Files of which the reading begins in one go: to begin is work of the page, and five hundred of them would hold it up. */
const BATCH = 40;

async function inBatches<T>(files: readonly File[], read: (file: File, at: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let from = 0; from < files.length; from += BATCH) {
    if (from > 0) await pause();
    all.push(...(await Promise.all(files.slice(from, from + BATCH).map((file, index) => read(file, from + index)))));
  }
  return all;
}

/** Largest log that is read: beyond it a browser runs out of memory. Captures are read in pieces. */
const LARGEST_MB = 400;
const LARGEST = LARGEST_MB * 1024 * 1024;

/** Files of a support case that are neither logs nor captures. */
const OTHER_EVIDENCE = /\.(?:csv|nfo|errlog|xml|json|exe|py|ps1|png|jpe?g|bmp|webp)$/iu;

/** What chosen files are: logs to read, or something that has a view of its own. */
export type ReadFiles =
  { readonly kind: 'logs'; readonly sources: readonly Input[] } | { readonly kind: 'other'; readonly fill: Fill };

/**
 * Looks at dropped or chosen files: one capture opens its explorer, logs get their reports, and an archive, or files of
 * several kinds, are checked as a bundle. Null where nothing can be read of them; `say` tells why. A capture may begin masked.
 */
export async function readFiles(
  files: readonly File[],
  say: (text: string) => void,
  isMasked = false,
): Promise<ReadFiles | null> {
  const { captureFormats, archiveFormats } = await loadKnowledge();
  const kinds = await inBatches(files, async (file) => {
    const head = new Uint8Array(await file.slice(0, ARCHIVE_HEAD).arrayBuffer());
    const archive = archiveKind(file.name, head, archiveFormats).kind;
    if (archive === 'packed') {
      const { isPackedTar } = await import('../../evidence/readers/tar.ts');
      if (await isPackedTar(file)) return 'archive';
      const { headOfPacked } = await import('../../evidence/readers/packed-file.ts');
      const inner = await headOfPacked(file, HEAD_BYTES);
      return isCapture('', inner, captureFormats) ? 'capture' : 'packed';
    } else if (archive !== 'none') return 'archive';
    if (isCapture(file.name, head.subarray(0, HEAD_BYTES), captureFormats)) return 'capture';
    return OTHER_EVIDENCE.test(file.name) ? 'other' : 'log';
  });
  if (kinds.includes('archive') || (files.length > 1 && kinds.some((kind) => kind !== 'log' && kind !== 'packed')))
    return {
      kind: 'other',
      fill: async (root, tell) => {
        const { showBundle } = await import('../evidence/bundle.tsx');
        await showBundle(root, files, tell);
      },
    };
  const [capture] = files;
  if (capture !== undefined && kinds[0] === 'capture')
    return {
      kind: 'other',
      fill: async (root, tell) => {
        const { showCapture } = await import('../capture/explorer.tsx');
        await showCapture(root, capture, tell, another, isMasked);
      },
    };
  if (files.every(({ size }) => size === 0)) {
    say(DIAGNOSING.empty);
    return null;
  }
  const large = files.find(({ size }) => size > LARGEST);
  if (large !== undefined) {
    say(DIAGNOSING.tooLarge(large.name, LARGEST_MB));
    return null;
  }
  try {
    const sources = await inBatches(files, async (file, at) => ({
      name: file.name,
      bytes: await bytesOf(file, kinds[at] === 'packed'),
    }));
    return { kind: 'logs', sources };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    say(faultText(error.fault));
    return null;
  }
}

/** What a file holds; of a packed one what was packed. @throws {Error} named `UnreadableBundle` */
async function bytesOf(file: File, packed: boolean): Promise<Uint8Array<ArrayBuffer>> {
  if (!packed) return new Uint8Array(await file.arrayBuffer());
  const { unpackedFile } = await import('../../evidence/readers/packed-file.ts');
  return unpackedFile(file, LARGEST);
}

/** A wait longer than this (ms) offers to stop. */
const PATIENCE = 300;
/** Known messages that are listed of a text that is no log. */
const MOST_MESSAGES = 10;

interface Showing {
  /** The reader's own input, no sample of ours. */
  readonly own: boolean;
  /** The report has the page for itself; false: it stands within something else. */
  readonly staged: boolean;
  /** Shows further sources beside these. */
  readonly onBeside?: (sources: readonly Input[]) => void;
  /** What it stands within is masked: so it begins. */
  readonly mask?: OuterMask | undefined;
}

/** The mask of what a report stands within. */
export interface OuterMask {
  readonly words: readonly string[];
  /** The report around it: what it names has the same stand-in in both. */
  readonly known: readonly Report[];
}

/** Analyses the inputs and shows their reports in `root`; `say` tells what goes on. */
export async function showReports(
  root: HTMLElement,
  inputs: readonly Input[],
  say: (text: string) => void,
  { own, staged, onBeside, mask }: Showing,
): Promise<void> {
  const waiting = setTimeout(() => {
    say(PASTE.waiting);
    render(
      <button type="button" class="btn" onClick={cancelAnalysis}>
        {PASTE.stop}
      </button>,
      root,
    );
  }, PATIENCE);
  try {
    const knowledge = await loadKnowledge();
    const shown: Shown[] = [];
    for (const input of inputs) shown.push(...(await read(input)));
    clearTimeout(waiting);
    const about = staged ? { onAnother: another, ...(own ? { keep: <Keep sources={inputs} /> } : {}) } : {};
    render(
      <Workbench
        key={nextKey()}
        shown={shown}
        knowledge={knowledge}
        say={say}
        about={about}
        onBeside={onBeside}
        outer={mask}
      />,
      root,
    );
    say(
      shown.length > 1
        ? DIAGNOSING.allDiagnosed(shown.length)
        : DIAGNOSING.diagnosed(shown[0]?.report.diagnosis[0]?.title ?? ''),
    );
  } catch (error) {
    clearTimeout(waiting);
    render(null, root);
    say(error instanceof Cancelled ? DIAGNOSING.stopped : DIAGNOSING.failed);
  }
}

const finderOf = onceFor((terms: readonly Term[]) => new TermFinder(terms));
/** Title and meaning of each message. */
function toldOf({ signatures }: Knowledge, meanings: Meanings): ReportViewProps['meanings'] {
  return Object.fromEntries(signatures.map(({ id, title }, index) => [id, { title, meaning: meanings[index] ?? '' }]));
}

let key = 0;
function nextKey(): number {
  key += 1;
  return key;
}

/** A source with several logs becomes one report for each of them. */
async function read(input: Input, format?: string): Promise<Shown[]> {
  const analysis = await analyzeInWorker(input, { format });
  const { report, text } = analysis;
  const source = { input, lines: new Lines(text), removed: new Map(analysis.removed) };
  await prepare(report);
  if (report.parts !== undefined)
    return report.parts.map((part) => ({ ...source, report: withCounts(part, report), messages: [] }));
  return [{ ...source, report, messages: report.format === 'unknown' ? await messagesOf(text) : [] }];
}

/** What was removed is told of the whole source. */
function withCounts(part: LogReport, { masking }: LogReport): LogReport {
  return masking === undefined ? part : { ...part, masking };
}

/** A message of a service stands in no log of a check, but it has its page. */
async function messagesOf(text: string): Promise<readonly Explanation[]> {
  const found = await explainInWorker(text).catch((error: unknown) => {
    if (error instanceof Cancelled) throw error;
    // without the part that the search needs the report is still one
    return null;
  });
  return found?.slice(0, MOST_MESSAGES) ?? [];
}

function Workbench({
  shown,
  knowledge,
  say,
  about,
  onBeside,
  outer,
}: {
  readonly shown: readonly Shown[];
  readonly knowledge: Knowledge;
  readonly say: (text: string) => void;
  readonly about: Pick<ReportViewProps, 'onAnother' | 'keep'>;
  readonly onBeside: Showing['onBeside'];
  readonly outer: OuterMask | undefined;
}): JSX.Element {
  const [all, setAll] = useState(shown);
  // an object, so that choosing the same machine again opens its report again
  const [choice, setChoice] = useState<{ readonly index: number; readonly line: number | null } | null>(null);
  const [compared, setCompared] = useState<readonly [before: number, after: number] | null>(() => {
    const reports = shown.map(({ report }) => report);
    return isBeforeAndAfter(reports) ? inOrder(reports, 0, 1) : null;
  });
  const [masked, setMasked] = useState(outer !== undefined);
  const [words, setWords] = useState<readonly string[]>(outer?.words ?? []);
  const [names, setNames] = useState<NameRules | null>(null);
  const [terms, setTerms] = useState<readonly Term[]>([]);
  const [meanings, setMeanings] = useState<Meanings>([]);
  useEffect(() => {
    // where they do not come, the switch stays off
    loadNameRules().then(setNames, () => undefined);
    // a report without the words explained is still a report
    loadTerms().then(setTerms, () => undefined);
    // and so it is with the titles of messages alone
    loadMeanings().then(setMeanings, () => undefined);
  }, []);
  const told = useMemo(() => toldOf(knowledge, meanings), [knowledge, meanings]);
  const session = useMasked(all, masked, words, { secrets: knowledge.secrets, names }, outer?.known);
  useEffect(() => {
    if (choice === null) return;
    // the report is drawn at the line by itself
    if (choice.line !== null) {
      window.dispatchEvent(new HashChangeEvent('hashchange'));
      return;
    }
    const conclusion = document.querySelector<HTMLElement>('#conclusion');
    conclusion?.focus({ preventScroll: true });
    conclusion?.closest('.report')?.scrollIntoView({ block: 'start' });
  }, [choice]);
  const reports = useMemo(
    () => (session.state === 'ready' ? session.shown.map(({ report }) => report) : []),
    [session],
  );
  const chosen = choice?.index ?? 0;
  const current = all[chosen] ?? all[0];
  if (current === undefined) return <p>{DIAGNOSING.none}</p>;
  const mask = {
    masked,
    ready: names !== null,
    onMask: (next: boolean): void => {
      setMasked(next);
      if (next) say(MASK.done);
    },
    leftovers: session.state === 'ready' ? session.leftovers : [],
    words,
    onWords: setWords,
  };
  const shownNow = session.state === 'ready' ? session.shown[chosen] : undefined;
  if (session.state !== 'ready' || shownNow === undefined) {
    return (
      <div class="report" role="status">
        <p>{session.state === 'failed' ? MASK.failed : MASK.working}</p>
        <button
          type="button"
          class="btn"
          onClick={() => {
            setMasked(false);
          }}
        >
          {MASK.stop}
        </button>
      </div>
    );
  }
  const finder = finderOf(terms);
  const open = (index: number, line: number | null): void => {
    // a report opens at the line that the address names
    const hash = line === null ? '' : `#L${line}`;
    history.replaceState(history.state, '', location.pathname + location.search + hash);
    setChoice({ index, line });
  };
  const [before, after] = compared === null ? [] : compared.map((index) => session.shown[index]);
  const reread = (format: string): void => {
    void read(current.input, format).then(([again]) => {
      if (again === undefined) return;
      setAll(all.map((entry, index) => (index === chosen ? again : entry)));
      say(DIAGNOSING.readAgain(again.report.recognised.title, again.report.diagnosis[0]?.title ?? ''));
    });
  };
  return (
    <>
      {compared !== null && before !== undefined && after !== undefined && (
        <Comparison
          before={before}
          after={after}
          onOpen={(run, line) => {
            open(compared[run === 'before' ? 0 : 1], line);
          }}
          onSwap={() => {
            setCompared([compared[1], compared[0]]);
          }}
          onClose={() => {
            setCompared(null);
          }}
        />
      )}
      {all.length > 1 && (
        <Machines
          reports={reports}
          chosen={chosen}
          onChoose={(index, line) => {
            open(index, line ?? null);
          }}
        />
      )}
      <ReportView
        key={chosen}
        {...shownNow}
        mask={mask}
        messages={current.messages}
        meanings={told}
        terms={(line, tool) => finder.find(line, tool)}
        href={href}
        formats={knowledge.formats}
        evidence={knowledge.reportEvidence}
        accounts={knowledge.accounts}
        onFormat={reread}
        compare={
          <Compare
            reports={reports}
            chosen={chosen}
            onCompare={(other) => {
              setCompared(inOrder(reports, chosen, other));
              scrollTo(0, 0);
            }}
            onBeside={onBeside}
          />
        }
        {...about}
      />
    </>
  );
}
