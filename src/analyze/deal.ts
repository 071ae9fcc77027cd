import type { LogSource } from '../report/log-report.ts';
import type { SplitLog } from '../session/split.ts';
import type { Options } from './options.ts';

/** Logs that stand one behind the other, each whole. */
interface Batch {
  readonly logs: readonly SplitLog[];
  /** Logs of the source before them. */
  readonly before: number;
  readonly characters: number;
  /** There is nothing else in the source. */
  readonly isAll: boolean;
}

/** A batch to be read, wherever it stands in its source. */
export interface LogsWork {
  readonly kind: 'logs';
  readonly logs: readonly SplitLog[];
  readonly before: number;
  /** Unreachable endpoints of the log that has most of them, as far as is known. */
  readonly worst: number;
  readonly source: Omit<LogSource, 'firstLine'>;
  readonly options: Options;
}

/** Puts logs together to batches of at least so many characters. No log is ever cut. */
export function* batchesOf(logs: Iterable<SplitLog>, least: number): Generator<Batch> {
  let held: SplitLog[] = [];
  let characters = 0;
  let before = 0;
  for (const log of logs) {
    if (characters >= least) {
      yield { logs: held, before, characters, isAll: false };
      before += held.length;
      [held, characters] = [[], 0];
    }
    held.push(log);
    characters += log.text.length;
  }
  if (held.length > 0) yield { logs: held, before, characters, isAll: before === 0 };
}
