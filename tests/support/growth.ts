import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

/** Input that grows with `n`, and what is done with it. */
export interface Family<T> {
  readonly name: string;
  /** The input of size `n`: what is long in it is about 8 times as long at `8 * n`. */
  readonly make: (n: number) => T;
  /** The work to be measured; may run several times on one input and must not change it. */
  readonly run: (input: T) => unknown;
  /** The first `n` that is tried; 64 when left out. */
  readonly from?: number;
  /** The largest `n` that is measured, where the family meets a stated limit beyond; its work is then repeated. */
  readonly most?: number;
}

setFlagsFromString('--expose-gc');
/** What an earlier run left over is not collected in the time of the next one. */
const collect = runInNewContext('gc') as () => void;

export interface Growth {
  readonly n: number;
  /** Processor time in milliseconds at `n` and at `8 * n`, the best of the rounds. */
  readonly small: number;
  readonly large: number;
  readonly ratio: number;
}

const TIMES = 8;
/** Linear work takes 8 times as long; caches and the garbage collector take the rest. */
export const MOST_RATIO = 12;
const ROUNDS = 3;
/** How often a growth that seems too fast is measured again, and one that is so fast that noise does not explain it. */
const AGAIN = 12;
const ONCE_MORE = 2;
const NO_NOISE = 24;
const PAUSE_MS = 300;
const MOST_REPEATS = 2000;
/** A shorter measurement says little. */
const LEAST_MS = 10;
/** What is still too short here is repeated: still larger input measures the memory. */
const LARGEST_N = 1 << 14;

/** Linear work that takes memory as the families do: on a machine where this seems to grow faster, all does. */
const PEER: Family<string> = {
  name: 'lines',
  make: (n) => Array.from({ length: n }, (_, at) => `line ${at} of a log`).join('\n'),
  run: (text) => text.split('\n').map((line, at) => ({ line, at })).length,
};
/** What the machine may add: beyond it, a growth that is too fast is told however slow the machine is. */
const MOST_NOISE = NO_NOISE / MOST_RATIO;

/**
 * How the time of a family grows from `n` to `8 * n`; `n` is doubled until its time can be measured. Processor time of
 * this process, so that other work on the machine hardly counts. The best of three; where that is beyond
 * {@link MOST_RATIO}, measures again after a pause, by turns at twice the size and at the same, beside linear work that
 * takes as long: what no longer fits a cache, or shares the memory with other work, seems to grow faster, and so does
 * the peer. What does grow faster does so every time.
 */
export async function growthOf<T>(family: Family<T>): Promise<Growth> {
  let best = await measured(family, family.from ?? 64);
  for (let again = 0; best.ratio > MOST_RATIO && again < (best.ratio > NO_NOISE ? ONCE_MORE : AGAIN); again += 1) {
    await sleep(PAUSE_MS);
    collect();
    // larger input measures the garbage collector as well
    const isLarger = again % 2 === 0 && best.n * 2 <= (family.most ?? LARGEST_N * 2);
    const next = await measured(family, isLarger ? best.n * 2 : best.n);
    const ratio = next.ratio > NO_NOISE ? next.ratio : next.ratio / (await noiseNow(next.small));
    if (ratio < best.ratio) best = { ...next, ratio };
  }
  return best;
}

/** How much faster than it should the time of linear work grows at this moment, from work that takes `least` ms. */
async function noiseNow(least: number): Promise<number> {
  collect();
  const { ratio } = await measured(PEER, 64, least);
  return Math.min(MOST_NOISE, Math.max(1, ratio / TIMES));
}

async function measured<T>(
  { make, run, most = LARGEST_N }: Family<T>,
  from: number,
  least = LEAST_MS,
): Promise<Growth> {
  let n = from;
  let input = make(n);
  let time = 0;
  let grown: T;
  // the first runs are not compiled yet: what is long enough has to be so still when much has run
  for (;;) {
    for (
      time = await bestOf(run, input, least);
      time < least && n * 2 <= most;
      time = await bestOf(run, input, least)
    ) {
      n *= 2;
      input = make(n);
    }
    grown = make(n * TIMES);
    await timeOf(run, grown, 1);
    time = await bestOf(run, input, least);
    if (time >= least || n * 2 > most) break;
  }
  // what is too short at the largest size is repeated
  let repeats = Math.min(MOST_REPEATS, Math.max(1, Math.ceil(least / Math.max(time, 0.001))));
  while (repeats < MOST_REPEATS && (await timeOf(run, input, repeats)).all < least) repeats *= 2;
  let [small, large] = [NEVER, NEVER];
  for (let round = 0; round < ROUNDS; round += 1) {
    small = shorter(small, await timeOf(run, input, repeats));
    large = shorter(large, await timeOf(run, grown, repeats));
    if (ratioOf(small, large) <= MOST_RATIO) break;
  }
  return { n, small: small.all, large: large.all, ratio: ratioOf(small, large) };
}

const NEVER: Time = { all: Infinity, user: Infinity };

function shorter(a: Time, b: Time): Time {
  return { all: Math.min(a.all, b.all), user: Math.min(a.user, b.user) };
}

/** A machine that takes memory back all the while gives it slowly: then the program's part alone tells, where it is long enough. */
function ratioOf(small: Time, large: Time): number {
  const all = large.all / small.all;
  return small.user >= LEAST_MS / 2 ? Math.min(all, large.user / small.user) : all;
}

/** One test for each family: at 8 times the size it takes at most {@link MOST_RATIO} times as long. */
export function testGrowth(families: readonly Family<never>[]): void {
  test.each(families.map((family) => [family.name, family] as const))('%s', async (_, family) => {
    const { n, small, large, ratio } = await growthOf(family as unknown as Family<unknown>);
    const measured = `${small.toFixed(1)} ms at n = ${n}, ${large.toFixed(1)} ms at ${n * TIMES}`;
    if (process.env['GROWTH'] !== undefined) console.log(`${family.name}: ${ratio.toFixed(1)} (${measured})`);
    expect(ratio, measured).toBeLessThanOrEqual(MOST_RATIO);
  });
}

/** A family of {@link testGrowth}, with the type of its input inferred. */
export function family<T>(
  name: string,
  make: (n: number) => T,
  run: (input: T) => unknown,
  range: Pick<Family<T>, 'from' | 'most'> = {},
): Family<never> {
  return { name, make, run, ...range } as unknown as Family<never>;
}

/** The best of a few runs: any may have the garbage collector or the compiler in it. */
async function bestOf<T>(run: (input: T) => unknown, input: T, least: number): Promise<number> {
  let best = Infinity;
  for (let time = 0; time < ROUNDS && best >= least; time += 1)
    best = Math.min(best, (await timeOf(run, input, 1)).all);
  return best;
}

/** Processor time in milliseconds, and the part of it that the kernel did not spend, on giving memory above all. */
interface Time {
  readonly all: number;
  readonly user: number;
}

async function timeOf<T>(run: (input: T) => unknown, input: T, repeats: number): Promise<Time> {
  const start = process.cpuUsage();
  for (let time = 0; time < repeats; time += 1) {
    const result = run(input);
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(start);
  return { all: (user + system) / 1000, user: user / 1000 };
}
