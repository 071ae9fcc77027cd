import type { CaptureKnowledge, Knowledge } from './types.ts';

/** What only captures need: who their peers are, and the words of event traces. */
export type CapturePart = Pick<CaptureKnowledge, 'peers' | 'traces'>;

const NONE: Knowledge['traces'] = { drops: [], components: [], providers: [] };

/** The knowledge as it is loaded where there is no capture. */
export function withoutCaptures(knowledge: Knowledge): Knowledge {
  return { ...knowledge, traces: NONE };
}

/** The knowledge with what captures need. */
export function withCaptures(knowledge: Knowledge, { peers, traces }: CapturePart): CaptureKnowledge {
  return { ...knowledge, peers, traces };
}
