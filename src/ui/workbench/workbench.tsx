import { render, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { HEAD_BYTES, isCapture } from '../../capture/recognise.ts';
import { ARCHIVE_HEAD, archiveKind } from '../../evidence/readers/kind.ts';
import type { Knowledge, NameRules, Term } from '../../knowledge/types.ts';
import { MASK } from '../../locales/ja/mask.ts';
import type { LogReport } from '../../model/report.ts';
import type { Explanation } from '../../signatures/explain.ts';
import { TermFinder } from '../../signatures/terms.ts';
import { href } from '../../site/href.ts';
import { Lines } from '../../text/lines.ts';
import { Matrix } from '../report/Matrix.tsx';
import { ReportView } from '../report/ReportView.tsx';
import {
  analyzeInWorker,
  Cancelled,
  cancelAnalysis,
  lookUpInWorker,
  warmUp as warmWorker,
  type WorkerSource,
} from '../worker/client.ts';
import { loadKnowledge, loadNameRules, loadTerms } from '../worker/start.ts';
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
}

/** Largest log that is read: beyond it a browser runs out of memory. Captures are read in pieces. */
const LARGEST = 400 * 1024 * 1024;

/** Files of a support case that are neither logs nor captures. */
const OTHER_EVIDENCE = /\.(?:evtx|csv|nfo|errlog|xml|json|exe|py|ps1|png|jpe?g|bmp|webp)$/iu;

/**
 * Reads dropped or chosen files: one capture opens its explorer, logs get their reports, and an archive, or files of
 * several kinds, are checked as a bundle.
 */
export async function showFiles(root: HTMLElement, files: readonly File[], say: (text: string) => void): Promise<void> {
  const { captureFormats, archiveFormats } = await loadKnowledge();
  const kinds = await Promise.all(
    files.map(async (file) => {
      const head = new Uint8Array(await file.slice(0, ARCHIVE_HEAD).arrayBuffer());
      const archive = archiveKind(file.name, head, archiveFormats).kind;
      if (archive === 'packed') {
        const { isPackedTar } = await import('../../evidence/readers/tar.ts');
        if (await isPackedTar(file)) return 'archive';
      } else if (archive !== 'none') return 'archive';
      if (isCapture(file.name, head.subarray(0, HEAD_BYTES), captureFormats)) return 'capture';
      return OTHER_EVIDENCE.test(file.name) ? 'other' : 'log';
    }),
  );
  if (kinds.includes('archive') || (files.length > 1 && kinds.some((kind) => kind !== 'log'))) {
    const { showBundle } = await import('../evidence/bundle.tsx');
    await showBundle(root, files, say);
    return;
  }
  const [capture] = files;
  if (capture !== undefined && kinds[0] === 'capture') {
    const { showCapture } = await import('../capture/explorer.tsx');
    await showCapture(root, capture, say);
    return;
  }
  if (files.every(({ size }) => size === 0)) {
    say('ファイルが空です。ログの採取が終わっているかを確認してください。');
    return;
  }
  const large = files.find(({ size }) => size > LARGEST);
  if (large !== undefined) {
    say(`${large.name} は大きすぎます (上限 400 MB)。疎通確認のログだけを選んでください。`);
    return;
  }
  const inputs = await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  await showReports(root, inputs, say);
}

/** A wait longer than this (ms) offers to stop. */
const PATIENCE = 300;
/** Known messages that are listed of a text that is no log. */
const MOST_MESSAGES = 10;

/** Analyses the inputs and shows their reports in `root`; `say` tells what goes on. */
export async function showReports(
  root: HTMLElement,
  inputs: readonly Input[],
  say: (text: string) => void,
): Promise<void> {
  const waiting = setTimeout(() => {
    say('診断しています。');
    render(
      <button type="button" class="btn" onClick={cancelAnalysis}>
        中止する
      </button>,
      root,
    );
  }, PATIENCE);
  try {
    const knowledge = await loadKnowledge();
    const shown: Shown[] = [];
    for (const input of inputs) shown.push(...(await read(input)));
    clearTimeout(waiting);
    render(<Workbench key={nextKey()} shown={shown} knowledge={knowledge} say={say} />, root);
    root.querySelector<HTMLElement>('#conclusion')?.focus({ preventScroll: true });
    root.scrollIntoView({ block: 'start' });
    say(
      shown.length > 1
        ? `${shown.length} 件のログの診断が終わりました。`
        : `診断が終わりました。${shown[0]?.report.diagnosis[0]?.title ?? ''}`,
    );
  } catch (error) {
    clearTimeout(waiting);
    render(null, root);
    say(
      error instanceof Cancelled
        ? '診断を中止しました。'
        : '診断できませんでした。ファイルが大きすぎるか、メモリが足りません。ログの一部を選んで、もう一度試してください。',
    );
  }
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
  const found = await lookUpInWorker(text).catch((error: unknown) => {
    if (error instanceof Cancelled) throw error;
    // without the part that the search needs the report is still one
    return null;
  });
  return found?.explanations.slice(0, MOST_MESSAGES) ?? [];
}

function Workbench({
  shown,
  knowledge,
  say,
}: {
  readonly shown: readonly Shown[];
  readonly knowledge: Knowledge;
  readonly say: (text: string) => void;
}): JSX.Element {
  const [all, setAll] = useState(shown);
  // an object, so that choosing the same machine again opens its report again
  const [choice, setChoice] = useState<{ readonly index: number } | null>(null);
  const [masked, setMasked] = useState(false);
  const [words, setWords] = useState<readonly string[]>([]);
  const [names, setNames] = useState<NameRules | null>(null);
  const [terms, setTerms] = useState<readonly Term[]>([]);
  useEffect(() => {
    void loadNameRules().then(setNames);
    // a report without the words explained is still a report
    loadTerms().then(setTerms, () => undefined);
  }, []);
  const session = useMasked(all, masked, words, { secrets: knowledge.secrets, names });
  useEffect(() => {
    if (choice === null) return;
    const conclusion = document.querySelector<HTMLElement>('#conclusion');
    conclusion?.focus({ preventScroll: true });
    conclusion?.closest('.report')?.scrollIntoView({ block: 'start' });
  }, [choice]);
  const chosen = choice?.index ?? 0;
  const current = all[chosen] ?? all[0];
  if (current === undefined) return <p>読み取れるログがありません。</p>;
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
  const finder = new TermFinder(terms);
  const meanings = Object.fromEntries(knowledge.signatures.map(({ id, title, meaning }) => [id, { title, meaning }]));
  const reread = (format: string): void => {
    void read(current.input, format).then(([again]) => {
      if (again === undefined) return;
      setAll(all.map((entry, index) => (index === chosen ? again : entry)));
      say(`「${again.report.recognised.title}」として読み直しました。${again.report.diagnosis[0]?.title ?? ''}`);
    });
  };
  return (
    <>
      {all.length > 1 && (
        <Matrix
          reports={session.shown.map(({ report }) => report)}
          chosen={chosen}
          onChoose={(index) => {
            setChoice({ index });
          }}
        />
      )}
      <ReportView
        key={chosen}
        {...shownNow}
        mask={mask}
        messages={current.messages}
        meanings={meanings}
        terms={(line, tool) => finder.find(line, tool)}
        href={href}
        formats={knowledge.formats}
        evidence={knowledge.reportEvidence}
        accounts={knowledge.accounts}
        onFormat={reread}
      />
    </>
  );
}
