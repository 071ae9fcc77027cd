import type { CaptureTimeline, TrafficClass } from '../../model/capture.ts';
import type { PeerShare } from './rows.ts';

/** Steps of the picture at most. */
const MOST_STEPS = 120;
/** Segments sent again within one step from which on it is a burst. */
const BURST = 3;

/** What is shown over time: a number for each step. */
export interface IoSeries {
  /** Buckets in a step, and steps. */
  readonly per: number;
  readonly steps: number;
  /** Seconds in a step. */
  readonly seconds: number;
  readonly classes: readonly {
    readonly traffic: TrafficClass;
    readonly out: readonly number[];
    readonly in: readonly number[];
  }[];
  readonly marks: Readonly<Record<'unanswered' | 'resets' | 'repeats', readonly number[]>>;
}

/** Bytes over time by class of traffic, in steps that a picture has room for, and what stands out in them. */
export function seriesOf(
  { buckets, width, unanswered, resets, repeats }: CaptureTimeline,
  shares: readonly PeerShare[],
  order: readonly TrafficClass[],
): IoSeries {
  const per = Math.max(1, Math.ceil(buckets / MOST_STEPS));
  const steps = Math.ceil(buckets / per);
  const zeros = (): number[] => Array.from({ length: steps }, () => 0);
  const add = (sums: number[], values: readonly number[]): void => {
    for (const [bucket, value] of values.entries()) {
      const step = Math.floor(bucket / per);
      sums[step] = (sums[step] ?? 0) + value;
    }
  };
  const sums = new Map(order.map((traffic) => [traffic, { traffic, out: zeros(), in: zeros() }]));
  for (const { peer } of shares) {
    const own = sums.get(peer.traffic);
    if (own === undefined) continue;
    add(own.out, peer.out);
    add(own.in, peer.in);
  }
  const counted = (values: readonly number[], least: number): number[] => {
    const counts = zeros();
    add(counts, values);
    return counts.map((count) => (count >= least ? count : 0));
  };
  return {
    per,
    steps,
    seconds: per * width,
    classes: [...sums.values()].filter((own) => own.out.some(isPositive) || own.in.some(isPositive)),
    marks: {
      unanswered: counted(unanswered, 1),
      resets: counted(resets, 1),
      repeats: counted(repeats, BURST),
    },
  };
}

function isPositive(value: number): boolean {
  return value > 0;
}
