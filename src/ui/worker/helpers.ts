import type { HelperGone, HelpRequest } from './helping.ts';
import type { Request } from './protocol.ts';
import { knowledgeText, startFromBlob } from './start.ts';
import workerUrl from './worker.ts?worker&url';

/** The helpers of a worker, at the page, which alone can start them. */
export class Helpers {
  readonly #worker: Worker;
  #started: Worker[] = [];
  /** Whoever was asked for before this does not come any more. */
  #round = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<{ readonly kind?: unknown }>) => {
      if (data.kind === 'helped') this.stop();
      if (data.kind === 'help') this.#help(data as HelpRequest & { kind: 'help' });
    });
  }

  /** Ends them. */
  stop(): void {
    this.#round += 1;
    for (const helper of this.#started.splice(0)) helper.terminate();
  }

  #help({ ports }: HelpRequest & { kind: 'help' }): void {
    const round = this.#round;
    ports.forEach((port, helper) => {
      const gone = (): void => {
        this.#worker.postMessage({ kind: 'helper-gone', helper } satisfies HelperGone);
      };
      Promise.all([startFromBlob(workerUrl), knowledgeText()]).then(([worker, json]) => {
        if (round !== this.#round) {
          worker.terminate();
          return;
        }
        this.#started.push(worker);
        worker.addEventListener('error', gone);
        worker.postMessage({ kind: 'knowledge', json } satisfies Request);
        worker.postMessage({ kind: 'serve', port } satisfies Request, [port]);
      }, gone);
    });
  }
}
