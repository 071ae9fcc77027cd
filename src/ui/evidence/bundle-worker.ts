/// <reference lib="webworker" />
import { Analyzer } from '../../analyze/log.ts';
import { isCapture } from '../../capture/recognise.ts';
import { checkBundle } from '../../evidence/check.ts';
import type { BundleEntry } from '../../model/evidence.ts';
import { readContents } from '../../evidence/logs.ts';
import type { Content } from '../../evidence/content.ts';
import { bundleOf, type Bundle } from '../../evidence/readers/bundle.ts';
import { openBundle, withNested } from '../../evidence/readers/open.ts';
import type { EvidenceKnowledge, Knowledge } from '../../knowledge/types.ts';
import type { BundleAnswer, BundleRequest, Found } from './protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

interface Tools {
  readonly knowledge: Knowledge;
  readonly lists: EvidenceKnowledge;
}

interface Held {
  readonly bundle: Bundle;
  readonly contents: ReadonlyMap<string, Content>;
}

let tools: Tools | null = null;
let held: Held | null = null;

self.addEventListener('message', ({ data }: MessageEvent<BundleRequest>) => {
  if (data.kind === 'knowledge') {
    tools = { knowledge: JSON.parse(data.json) as Knowledge, lists: data.lists };
    return;
  }
  answer(data).then(
    (found) => {
      self.postMessage(found);
    },
    (error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      self.postMessage({ kind: 'failed', id: data.id, name, message } satisfies BundleAnswer);
    },
  );
});

async function answer(request: Exclude<BundleRequest, { kind: 'knowledge' }>): Promise<BundleAnswer> {
  const { id } = request;
  if (tools === null) throw new Error('asked before the knowledge arrived');
  if (request.kind === 'open') {
    const bundle = await open(request.found, tools.knowledge);
    held = { bundle, contents: await lookInto(bundle, tools) };
    return { kind: 'opened', id };
  }
  if (held === null) throw new Error('asked before a bundle was opened');
  const { bundle, contents } = held;
  if (request.kind === 'read') return { kind: 'content', id, blob: await bundle.read(request.path) };
  return { kind: 'checked', id, result: checkBundle(bundle.entries, tools.lists, { ...request.comparison, contents }) };
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
  const outer = bundleOf(entries, (path, bytes) => {
    const file = byPath.get(path) ?? null;
    return Promise.resolve(bytes === Infinity ? file : (file?.slice(0, bytes) ?? null));
  });
  return withNested(outer, archiveFormats);
}

function lookInto(bundle: Bundle, { knowledge, lists }: Tools): Promise<ReadonlyMap<string, Content>> {
  const analyzer = new Analyzer(knowledge);
  return readContents(bundle, lists, {
    analyze: (name, bytes) => analyzer.analyze({ name, bytes }).report,
    isCapture: (head) => isCapture('', head, knowledge.captureFormats),
  });
}
