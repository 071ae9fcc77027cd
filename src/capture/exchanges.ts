import type { Request } from '../model/capture.ts';
import { CAPTURES } from '../limits.ts';
import { Texts } from './texts.ts';

/** A request with what only its judgement needs. */
export interface Exchange extends Request {
  /** The head of the answer with the start of its body, as far as it was kept: no report shows it, it may hold secrets. */
  readonly head: string;
  /** Seconds since the epoch; NaN without a time. */
  readonly askedAt: number;
}

interface Entry {
  readonly kind: Exchange['kind'];
  readonly target: number;
  readonly askedAt: number;
  status: number;
  head: number;
}

/** Requests that are kept, all together and of one connection. */
const MOST_EXCHANGES = CAPTURES.requests;
const MOST_OF_ONE = 32;
/** Characters of targets, and of the heads of answers. */
const MOST_TARGETS = 16 * 1024 * 1024;
const MOST_HEADS = 8 * 1024 * 1024;

/** Most connections carry no request that can be read. */
const NONE: readonly never[] = [];

/** In the place of a status: the answer is no HTTP. */
export const NO_HTTP = -1;

/** The requests of each connection, in their order; the last one waits for the answer that comes next. */
export class Exchanges {
  /** Requests that were not kept. */
  leftOut = 0;
  readonly #targets = new Texts(MOST_TARGETS);
  readonly #heads = new Texts(MOST_HEADS);
  /** By the number of the connection. */
  readonly #byConnection: (Entry[] | undefined)[] = [];
  #count = 0;

  ask(connection: number, kind: Exchange['kind'], target: string, askedAt: number): void {
    const all = this.#byConnection[connection] ?? [];
    const number = this.#targets.add(target);
    const last = all.at(-1);
    // the same again: only the last answer counts, a proxy may have asked for credentials first
    if (last?.kind === kind && last.target === number) {
      all.pop();
      this.#count -= 1;
    } else if (all.length >= MOST_OF_ONE || this.#count >= MOST_EXCHANGES) {
      this.leftOut += 1;
      return;
    }
    this.#count += 1;
    all.push({ kind, target: number, askedAt, status: 0, head: 0 });
    this.#byConnection[connection] = all;
  }

  /** The answer to the last request. Returns what kind of request that was. */
  answer(connection: number, status: number, head: string): Exchange['kind'] | null {
    const last = this.#byConnection[connection]?.at(-1);
    if (last === undefined) return null;
    last.status = status;
    last.head = this.#heads.add(head);
    return last.kind;
  }

  forget(connection: number): void {
    this.#count -= this.#byConnection[connection]?.length ?? 0;
    this.#byConnection[connection] = undefined;
  }

  /** What a report shows of the requests of a connection. */
  requestsOf(connection: number): readonly Request[] {
    const all = this.#byConnection[connection];
    return all === undefined
      ? NONE
      : all.map(({ kind, target, status }) => ({ kind, target: this.#targets.get(target), status }));
  }

  of(connection: number): readonly Exchange[] {
    const all = this.#byConnection[connection];
    return all === undefined
      ? NONE
      : all.map(({ kind, target, askedAt, status, head }) => ({
          kind,
          target: this.#targets.get(target),
          askedAt,
          status,
          head: this.#heads.get(head),
        }));
  }
}
