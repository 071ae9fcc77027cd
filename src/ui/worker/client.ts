import type { Options } from '../../analyze/options.ts';
import type { NameRules } from '../../knowledge/types.ts';
import type { Explanation } from '../../signatures/explain.ts';
import type { Masked, MaskTask } from '../../mask/session.ts';
import type { LogReport, Report } from '../../model/report.ts';
import { sampleText } from './files.ts';
import { Helpers } from './helpers.ts';
import { Joining } from './pieces.ts';
import type { Answer, Lookup, Request } from './protocol.ts';
import { knowledgeText, loadKnowledge, meaningsText, passagesText, searchText, startFromBlob } from './start.ts';
import workerUrl from './worker.ts?worker&url';

export interface WorkerAnalysis {
  /** Without secrets. */
  readonly report: LogReport;
  /** As it came. */
  readonly text: string;
  /** Lines of the text that hold secrets, without them. */
  readonly removed: readonly (readonly [number, string])[];
}

export type WorkerSource =
  { readonly name: string; readonly bytes: Uint8Array } | { readonly name: string; readonly text: string };

/** Thrown when the reader stopped the analysis. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  /** What came ahead of the answer. */
  readonly joining: Joining;
}

/** A request before its number is given. */
type Asked = Request extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

let starting: Promise<Worker> | null = null;
let helpers: Helpers | null = null;
let nextId = 1;
let hasRead = false;
/** Samples of both systems. */
const PRACTICE = ['storage-dropped', 'windows-storage-blocked'];
const waiting = new Map<number, Waiting>();

/** Loads worker and knowledge before they are needed; what does not come is asked for again, and missed, when it is. */
export function warmUp(): void {
  void Promise.allSettled([start(), loadKnowledge()]);
}

/** Lets the worker read logs of ours while the reader has not given theirs: the first one that it reads takes ten times as long. */
export async function practise(): Promise<void> {
  const logs = await Promise.all(PRACTICE.map(sampleText));
  const worker = await start();
  if (!hasRead) worker.postMessage({ kind: 'practice', logs } satisfies Request);
}

/** Analyses a source in the worker. @throws {Cancelled} when the reader stopped it. */
export async function analyzeInWorker(source: WorkerSource, options: Options = {}): Promise<WorkerAnalysis> {
  hasRead = true;
  const format = options.format;
  const asked: Asked =
    'bytes' in source
      ? { kind: 'analyze', name: source.name, bytes: source.bytes, format }
      : { kind: 'analyze-text', name: source.name, text: source.text, format };
  const answer = await ask(asked);
  if (answer.kind !== 'analyzed') throw new Error(`unexpected answer: ${answer.kind}`);
  const { report, removed } = answer;
  return { report, removed, text: answer.text ?? ('text' in source ? source.text : '') };
}

/** The messages of a pasted error string. */
export async function explainInWorker(text: string): Promise<readonly Explanation[]> {
  await readySearch();
  const answer = await ask({ kind: 'explain', text });
  if (answer.kind !== 'explained') throw new Error(`unexpected answer: ${answer.kind}`);
  return answer.explanations;
}

/** What a query finds; before {@link passagesArrived} without what articles say. */
export async function lookUpInWorker(text: string): Promise<Lookup> {
  await readySearch();
  const answer = await ask({ kind: 'find', text });
  if (answer.kind !== 'found') throw new Error(`unexpected answer: ${answer.kind}`);
  return answer.lookup;
}

/** Loads what the search needs before it is used. */
export function warmUpSearch(): void {
  warmUp();
  // the first search says that it failed
  readySearch().catch(() => undefined);
  passagesArrived().catch(() => undefined);
}

/** Workers that know what a search needs, and those that know what articles say. */
const searching = new WeakSet<Worker>();
const reading = new WeakSet<Worker>();

async function readySearch(): Promise<void> {
  const [worker, json, meanings] = await Promise.all([start(), searchText(), meaningsText()]);
  if (searching.has(worker)) return;
  searching.add(worker);
  worker.postMessage({ kind: 'search', json, meanings } satisfies Request);
}

/** Resolves when the worker knows what articles say. */
export async function passagesArrived(): Promise<void> {
  await readySearch();
  const [worker, json] = await Promise.all([start(), passagesText()]);
  if (reading.has(worker)) return;
  reading.add(worker);
  worker.postMessage({ kind: 'passages', json } satisfies Request);
}

/** Masks all that leaves the page together; without `names` only secrets are removed. */
export async function maskInWorker<R extends Report>(task: MaskTask<R>, names: NameRules | null): Promise<Masked<R>> {
  const answer = await ask({ kind: 'mask', task, names });
  if (answer.kind !== 'masked') throw new Error(`unexpected answer: ${answer.kind}`);
  // its reports are those of the task, in their order
  return answer.masked as Masked<R>;
}

/** Stops whatever runs; the next request starts a fresh worker. */
export function cancelAnalysis(): void {
  const stopped = starting;
  starting = null;
  helpers?.stop();
  void stopped?.then((worker) => {
    worker.terminate();
  });
  for (const { reject } of waiting.values()) reject(new Cancelled());
  waiting.clear();
}

async function ask(request: Asked): Promise<Answer> {
  const worker = await start();
  const id = nextId;
  nextId += 1;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject, joining: new Joining() });
    worker.postMessage({ ...request, id });
  });
}

function start(): Promise<Worker> {
  starting ??= startWorker().catch((error: unknown) => {
    starting = null;
    throw error;
  });
  return starting;
}

async function startWorker(): Promise<Worker> {
  const worker = await startFromBlob(workerUrl);
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if (data.kind === 'help' || data.kind === 'helped') return;
    const waiter = waiting.get(data.id);
    if (data.kind === 'pieces') {
      waiter?.joining.add(data.pieces);
      return;
    }
    waiting.delete(data.id);
    if (data.kind === 'failed') waiter?.reject(new Error(data.message));
    else waiter?.resolve(waiter.joining.join(data));
  });
  worker.addEventListener('error', (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message));
    waiting.clear();
  });
  helpers = new Helpers(worker);
  worker.postMessage({ kind: 'knowledge', json: await knowledgeText() } satisfies Request);
  return worker;
}
