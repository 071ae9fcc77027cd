import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { answerTo, Crew, MOST_READERS, type Asked, type Helper, type Told } from '../analyze/crew.ts';
import { Analyzer } from '../analyze/log.ts';
import type { Knowledge } from '../knowledge/types.ts';

/** What a thread is told when it starts. */
interface ThreadData {
  readonly knowledge: Knowledge;
}

/** Megabytes for what a thread has just made: with as much as the engine takes by itself, one holds 50 MB more, and is hardly faster. */
const YOUNG = 4;

/** Threads that read beside this one: they start when there is work for them, and run until they are stopped. */
export class Threads {
  readonly crew: Crew;
  readonly #entry: URL;
  readonly #data: ThreadData;
  #workers: readonly Worker[] = [];

  /** @param entry the program, which calls {@link serveThread} where it is no main thread */
  constructor(entry: URL, knowledge: Knowledge) {
    this.#entry = entry;
    this.#data = { knowledge };
    this.crew = new Crew(() => this.#start(), afterMessages);
  }

  /** Ends them. */
  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #start(): readonly Helper[] {
    const count = Math.min(availableParallelism(), MOST_READERS) - 1;
    const options = { workerData: this.#data, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } };
    this.#workers = Array.from({ length: count }, () => new Worker(this.#entry, options));
    return this.#workers.map(helperOf);
  }
}

function helperOf(worker: Worker): Helper {
  return {
    post: (asked) => {
      worker.postMessage(asked);
    },
    listen: (take, lost) => {
      worker.on('message', (told: Told) => {
        take(told);
      });
      for (const event of ['error', 'messageerror', 'exit']) worker.on(event, lost);
    },
  };
}

/** Messages are taken before this resolves. */
function afterMessages(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** In a thread: reads what it is given. */
export function serveThread(): void {
  const port = parentPort;
  if (port === null) return;
  const analyzer = new Analyzer((workerData as ThreadData).knowledge);
  port.on('message', (asked: Asked) => {
    port.postMessage(answerTo(asked, analyzer));
  });
}
