/// <reference lib="webworker" />
import { Analyzer } from '../../analyze/log.ts';
import { analyzeBundle, type BundleAnalysis } from '../../analyze/evidence.ts';
import type { BundleEntry } from '../../model/evidence.ts';
import { bundleOf, UnreadableBundle, type Bundle } from '../../evidence/readers/bundle.ts';
import { openBundle, withNested } from '../../evidence/readers/open.ts';
import { Mask } from '../../mask/mask.ts';
import { maskReport } from '../../mask/report.ts';
import { asRow, rowsOf } from '../../report/evidence-files.ts';
import { withCaptures, type CapturePart } from '../../knowledge/captures.ts';
import type { CaptureKnowledge, EvidenceKnowledge, Knowledge } from '../../knowledge/types.ts';
import { Helping } from '../worker/helping.ts';
import type { BundleAnswer, BundleRequest, Found } from './protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

interface Tools {
  readonly knowledge: CaptureKnowledge;
  readonly lists: EvidenceKnowledge;
}

interface Held {
  readonly bundle: Bundle;
  readonly analysis: BundleAnalysis;
  readonly titles: ReadonlyMap<string, string>;
}

/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 120;

let tools: Tools | null = null;
let held: Held | null = null;

self.addEventListener('message', ({ data }: MessageEvent<BundleRequest>) => {
  if (data.kind === 'knowledge') {
    const knowledge = withCaptures(JSON.parse(data.json) as Knowledge, JSON.parse(data.captures) as CapturePart);
    tools = { knowledge, lists: data.lists };
    return;
  }
  if (data.kind === 'helper-gone') return;
  answer(data).then(
    (found) => {
      self.postMessage(found);
    },
    (error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      const fault = error instanceof UnreadableBundle ? error.fault : null;
      self.postMessage({ kind: 'failed', id: data.id, name, message, fault } satisfies BundleAnswer);
    },
  );
});

async function answer(request: Exclude<BundleRequest, { kind: 'knowledge' | 'helper-gone' }>): Promise<BundleAnswer> {
  const { id } = request;
  if (tools === null) throw new Error('asked before the knowledge arrived');
  if (request.kind === 'open') {
    const bundle = await open(request.found, tools.knowledge);
    const titles = new Map(tools.knowledge.signatures.map(({ id: signature, title }) => [signature, title]));
    held = { bundle, analysis: await lookInto(request, bundle, tools), titles };
    return { kind: 'opened', id };
  }
  if (held === null) throw new Error('asked before a bundle was opened');
  const { bundle, analysis, titles } = held;
  if (request.kind === 'read') return { kind: 'content', id, blob: await bundle.read(request.path) };
  const report = analysis.report(request.comparison);
  const reports = rowsOf(report.evidence.reports).map((one) => asRow(one, titles));
  const small = { ...report, evidence: { ...report.evidence, reports } };
  return { kind: 'checked', id, report: maskReport(new Mask(tools.knowledge.secrets, null), small) };
}

async function open(found: readonly Found[], { archiveFormats }: Knowledge): Promise<Bundle> {
  const [first, ...others] = found;
  if (first?.file != null && others.length === 0) {
    const bundle = await openBundle(first.file, first.file.name, archiveFormats);
    if (bundle !== null) return bundle;
  }
  const byPath = new Map(found.map(({ path, file }) => [path, file]));
  const entries = found.map(({ path, file }): BundleEntry => ({
    path,
    kind: file === null ? 'folder' : 'file',
    size: file?.size ?? 0,
    packed: null,
    time: file?.lastModified ?? null,
    encrypted: false,
  }));
  const outer = bundleOf(entries, (path) => Promise.resolve(byPath.get(path) ?? null));
  return withNested(outer, archiveFormats);
}

async function lookInto(
  { id, name, found }: Extract<BundleRequest, { kind: 'open' }>,
  bundle: Bundle,
  { knowledge, lists }: Tools,
): Promise<BundleAnalysis> {
  const bytes = found.reduce((sum, { file }) => sum + (file?.size ?? 0), 0);
  let reported = performance.now();
  const told = (done: number, all: number): void => {
    if (performance.now() - reported < REPORT_EVERY) return;
    reported = performance.now();
    self.postMessage({ kind: 'progress', id, done, all } satisfies BundleAnswer);
  };
  // who the peers of a capture are is told when it is opened
  const own = { ...knowledge, peers: [] };
  const helping = new Helping(self);
  try {
    return await analyzeBundle({ name, bytes }, bundle, lists, {
      analyzer: new Analyzer(knowledge),
      knowledge: own,
      now: Date.now(),
      told,
      crew: helping.crew,
    });
  } finally {
    helping.end();
  }
}
