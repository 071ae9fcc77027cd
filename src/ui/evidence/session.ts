import type { EvidenceReport } from '../../model/report.ts';
import { Helpers } from '../worker/helpers.ts';
import { capturesText, knowledgeText, startFromBlob } from '../worker/start.ts';
import workerUrl from './bundle-worker.ts?worker&url';
import { loadEvidenceLists } from './knowledge.ts';
import type { BundleAnswer, BundleRequest, Comparison, Found } from './protocol.ts';

interface Waiting {
  readonly resolve: (answer: BundleAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Hears how far the reading has come. */
export type Told = (done: number, all: number) => void;

/** A request before its number is given. */
type Asked = BundleRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

/** One bundle in a worker of its own: neither unpacking nor comparing keeps the page from answering. */
export class BundleSession {
  readonly #worker: Promise<Worker>;
  readonly #waiting = new Map<number, Waiting>();
  #helpers: Helpers | null = null;
  #nextId = 1;
  #told: Told = () => undefined;

  constructor() {
    this.#worker = this.#start();
  }

  /**
   * @param told hears how many files were looked into, of how many
   * @throws {Error} named `UnreadableBundle`, with its fault, when it is an archive that cannot be read
   */
  async open(name: string, found: readonly Found[], told: Told): Promise<void> {
    this.#told = told;
    await this.#ask({ kind: 'open', name, found });
  }

  /** What of a list the bundle holds. */
  async check(comparison: Comparison): Promise<EvidenceReport> {
    const answer = await this.#ask({ kind: 'check', comparison });
    if (answer.kind !== 'checked') throw new Error(`unexpected answer: ${answer.kind}`);
    return answer.report;
  }

  /** The content of a log or a capture; null when it cannot be taken out. */
  async read(path: string): Promise<Blob | null> {
    const answer = await this.#ask({ kind: 'read', path });
    if (answer.kind !== 'content') throw new Error(`unexpected answer: ${answer.kind}`);
    return answer.blob;
  }

  stop(): void {
    void this.#worker.then(
      (worker) => {
        worker.terminate();
        this.#helpers?.stop();
      },
      () => undefined,
    );
    this.#fail(new Error('stopped'));
  }

  async #start(): Promise<Worker> {
    const [worker, json, captures, lists] = await Promise.all([
      startFromBlob(workerUrl),
      knowledgeText(),
      capturesText(),
      loadEvidenceLists(),
    ]);
    worker.addEventListener('message', ({ data }: MessageEvent<BundleAnswer>) => {
      if (data.kind === 'help' || data.kind === 'helped') return;
      if (data.kind === 'progress') {
        this.#told(data.done, data.all);
        return;
      }
      const waiter = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.kind === 'failed') {
        const { name, message, fault } = data;
        waiter?.reject(Object.assign(new Error(message), { name, fault }));
      } else waiter?.resolve(data);
    });
    worker.addEventListener('error', (event) => {
      this.#fail(new Error(event.message));
    });
    this.#helpers = new Helpers(worker);
    worker.postMessage({ kind: 'knowledge', json, captures, lists } satisfies BundleRequest);
    return worker;
  }

  async #ask(request: Asked): Promise<BundleAnswer> {
    const worker = await this.#worker;
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ ...request, id });
    });
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
