/** Further readers beside this one, and how work is given to them. What they are, threads or workers, is the surface's matter. */
import type { LogReport } from '../model/report.ts';
import type { LogsWork } from './deal.ts';
import type { DealtLog } from './parts.ts';

/** How work is dealt out, in bytes or characters. */
export interface Sizes {
  /** Of a source from which further readers are worth their start. */
  readonly worthwhile: number;
  /** Of a batch of logs: long enough that its way costs little, short enough that all readers end at about the same time. */
  readonly batch: number;
  /** What a helper holds at a time. */
  readonly held: number;
  /** The same where its pieces of work are large: two of them, so that one lies ready. */
  readonly heldLarge: number;
}

const MEGABYTE = 1024 * 1024;
const SIZES: Sizes = { worthwhile: 4 * MEGABYTE, batch: MEGABYTE / 4, held: MEGABYTE, heldLarge: 32 * MEGABYTE };

/** Readers of one source at most, whoever deals out included: further ones wait for the one that deals out. */
export const MOST_READERS = 8;

/** A file of a bundle. */
interface FileWork {
  readonly kind: 'file';
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly now: number | undefined;
}

/** What can be read without what stands beside it. */
export type Work = LogsWork | FileWork;

/** What came of it, by its kind. */
export interface Results {
  readonly logs: readonly DealtLog[];
  readonly file: LogReport;
}

/** What travels to a helper, and back. */
export interface Asked {
  readonly id: number;
  readonly work: Work;
}
export type Told =
  | { readonly id: number; readonly result: Results[Work['kind']] }
  /** `failed` only for a defect of ours or when memory runs out. */
  | { readonly id: number; readonly failed: string };

/** The way to one helper. */
export interface Helper {
  post(asked: Asked): void;
  /** @param lost is called when no answer comes any more */
  listen(take: (told: Told) => void, lost: () => void): void;
}

/** What reads a piece of work: this thread, or a helper. */
export interface WorkReader {
  read<W extends Work>(work: W): Results[W['kind']];
}

interface Waiting {
  readonly size: number;
  readonly resolve: (result: Results[Work['kind']]) => void;
  readonly reject: (error: Error) => void;
}

/** A helper and what it was given. */
class Hand {
  readonly #helper: Helper;
  readonly #sizes: Sizes;
  readonly #waiting = new Map<number, Waiting>();
  #held = 0;
  #next = 1;
  isLost = false;

  constructor(helper: Helper, sizes: Sizes) {
    this.#helper = helper;
    this.#sizes = sizes;
    helper.listen(
      (told) => {
        this.#take(told);
      },
      () => {
        this.#lose();
      },
    );
  }

  get isFree(): boolean {
    const { held, heldLarge } = this.#sizes;
    return !this.isLost && (this.#held < held || (this.#waiting.size < 2 && this.#held < heldLarge));
  }

  get held(): number {
    return this.#held;
  }

  ask(work: Work, size: number): Promise<Results[Work['kind']]> {
    const id = this.#next;
    this.#next += 1;
    this.#held += size;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { size, resolve, reject });
      this.#helper.post({ id, work });
    });
  }

  #take(told: Told): void {
    const waiter = this.#waiting.get(told.id);
    if (waiter === undefined) return;
    this.#waiting.delete(told.id);
    this.#held -= waiter.size;
    if ('failed' in told) waiter.reject(new Error(told.failed));
    else waiter.resolve(told.result);
  }

  #lose(): void {
    this.isLost = true;
    for (const { reject } of this.#waiting.values()) reject(new HelperLost());
    this.#waiting.clear();
  }
}

/** A helper is gone: its work is to be done by another reader. */
class HelperLost extends Error {
  override readonly name = 'HelperLost';
}

/** The helpers of one analysis. Whoever asks them reads, too: as much as they cannot take is read here. */
export class Crew {
  readonly #start: () => readonly Helper[];
  readonly #turn: () => Promise<void>;
  readonly #sizes: Sizes;
  #hands: readonly Hand[] | null = null;

  /**
   * @param start makes the helpers, when the first piece of work is there for them
   * @param turn lets messages arrive
   */
  constructor(start: () => readonly Helper[], turn: () => Promise<void>, sizes: Sizes = SIZES) {
    this.#start = start;
    this.#turn = turn;
    this.#sizes = sizes;
  }

  /** Characters of a batch of logs. */
  get batch(): number {
    return this.#sizes.batch;
  }

  /** True for a source whose logs or files are dealt out, where there are several. */
  isWorth(bytes: number): boolean {
    return bytes >= this.#sizes.worthwhile;
  }

  /**
   * Gives work to the helper that holds least; null where all of them hold enough. What a helper had that is gone
   * is read here.
   * @throws {Error} what the reading threw, wherever it was read
   */
  ask<W extends Work>(work: W, size: number, here: WorkReader): Promise<Results[W['kind']]> | null {
    this.#hands ??= this.#start().map((helper) => new Hand(helper, this.#sizes));
    const free = this.#hands.filter(({ isFree }) => isFree);
    if (free.length === 0) return null;
    const hand = free.reduce((least, one) => (one.held < least.held ? one : least));
    // a helper answers with the kind of what it was asked
    const asked = hand.ask(work, size) as Promise<Results[W['kind']]>;
    return asked.catch((error: unknown) => {
      if (error instanceof HelperLost) return here.read(work);
      throw error;
    });
  }

  /** Lets what the helpers say arrive. */
  turn(): Promise<void> {
    return this.#turn();
  }
}

/** The helper's side: reads what arrives and tells what came of it. */
export function answerTo(asked: Asked, reader: WorkReader): Told {
  try {
    return { id: asked.id, result: reader.read(asked.work) };
  } catch (error) {
    return { id: asked.id, failed: error instanceof Error ? error.message : String(error) };
  }
}
