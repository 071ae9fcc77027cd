import type { Selection } from '../../capture/selection.ts';
import type { NameRules, PeerRule } from '../../knowledge/types.ts';
import type { CaptureReport } from '../../model/report.ts';
import { Joining } from '../worker/pieces.ts';
import { capturesText, knowledgeText, startFromBlob } from '../worker/start.ts';
import type { CaptureAnswer, CaptureRequest, Ends } from './protocol.ts';
import workerUrl from './worker.ts?worker&url';

export type Progress = Extract<CaptureAnswer, { kind: 'progress' }>;
export type Segments = Extract<CaptureAnswer, { kind: 'segments' }>;
export type Saved = Extract<CaptureAnswer, { kind: 'saved' }>;

/** A masked report, and words that are left in it and look like names. */
export interface MaskedCapture {
  readonly report: CaptureReport;
  readonly leftovers: readonly string[];
}

/** One capture in a worker of its own; stopping it forgets everything. */
export class CaptureSession {
  readonly #file: File;
  #place: string | undefined;
  readonly #worker: Promise<Worker>;
  /** What came ahead of the next report. */
  #joining = new Joining();
  #onProgress: (progress: Progress) => void = () => undefined;
  #onSaving: (share: number) => void = () => undefined;
  /** The worker does one thing after the other. */
  #before: Promise<unknown> = Promise.resolve();
  #resolve: (answer: CaptureAnswer) => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;

  constructor(file: File) {
    this.#file = file;
    this.#worker = this.#start();
  }

  /** Reads the capture. @throws {Error} when the reader stopped it or the worker failed. */
  async read(onProgress: (progress: Progress) => void): Promise<CaptureReport> {
    this.#onProgress = onProgress;
    return reportOf(await this.#ask({ kind: 'read', file: this.#file }));
  }

  /** Reads it again with the packets of another place in Windows. */
  async readPlace(place: string): Promise<CaptureReport> {
    this.#place = place;
    return reportOf(await this.#ask({ kind: 'read', file: this.#file, place }));
  }

  /** Judges it again with other own addresses and further ranges. */
  async judge(own: readonly string[] | null, rules: readonly PeerRule[]): Promise<CaptureReport> {
    return reportOf(await this.#ask({ kind: 'judge', own, rules }));
  }

  /** The report that was asked for last, masked. */
  async mask(names: NameRules, words: readonly string[]): Promise<MaskedCapture> {
    const answer = await this.#ask({ kind: 'mask', names, words });
    return { report: reportOf(answer), leftovers: answer.kind === 'report' ? answer.leftovers : [] };
  }

  async segments(ends: Ends): Promise<Segments> {
    const answer = await this.#ask({ kind: 'segments', file: this.#file, ends, place: this.#place });
    if (answer.kind !== 'segments') throw new Error(`unexpected answer: ${answer.kind}`);
    return answer;
  }

  /** Reads the packets of a selection, and of all conversations that are not listed but fit the filter; `onSaving` is told how much of the file was read, from 0 to 1. */
  async save(selection: Selection, filter: string | null, onSaving: (share: number) => void): Promise<Saved> {
    this.#onSaving = onSaving;
    const answer = await this.#ask({ kind: 'save', file: this.#file, selection, filter, place: this.#place });
    if (answer.kind !== 'saved') throw new Error(`unexpected answer: ${answer.kind}`);
    return answer;
  }

  stop(): void {
    void this.#worker.then((worker) => {
      worker.terminate();
    });
    this.#reject(new Error('stopped'));
  }

  async #start(): Promise<Worker> {
    // the peers are on their way while the worker starts
    capturesText().catch(() => undefined);
    const worker = await startFromBlob(workerUrl);
    worker.addEventListener('message', ({ data }: MessageEvent<CaptureAnswer>) => {
      if (data.kind === 'progress') this.#onProgress(data);
      else if (data.kind === 'saving') this.#onSaving(data.total === 0 ? 1 : data.bytes / data.total);
      else if (data.kind === 'pieces') this.#joining.add(data.pieces);
      else if (data.kind === 'report') this.#resolve({ ...data, report: this.#joining.join(data.report) });
      else if (data.kind === 'failed') this.#reject(new Error(data.message));
      else this.#resolve(data);
    });
    worker.addEventListener('error', (event) => {
      this.#reject(new Error(event.message));
    });
    const [json, captures] = await Promise.all([knowledgeText(), capturesText()]);
    worker.postMessage({ kind: 'knowledge', json, captures } satisfies CaptureRequest);
    return worker;
  }

  async #ask(request: CaptureRequest): Promise<CaptureAnswer> {
    const before = this.#before;
    const asked = (async (): Promise<CaptureAnswer> => {
      await before;
      const worker = await this.#worker;
      return new Promise((resolve, reject) => {
        this.#resolve = resolve;
        this.#reject = reject;
        this.#joining = new Joining();
        worker.postMessage(request);
      });
    })();
    this.#before = asked.catch(() => undefined);
    return asked;
  }
}

function reportOf(answer: CaptureAnswer): CaptureReport {
  if (answer.kind !== 'report') throw new Error(`unexpected answer: ${answer.kind}`);
  return answer.report;
}
