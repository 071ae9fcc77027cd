import type { Knowledge } from './types.ts';

/**
 * Sentences that say what messages mean, in the order of the signatures, so that no id is loaded twice: an analysis needs none of
 * them.
 */
export type Meanings = readonly string[];

/** The meanings of all messages. */
export function meaningsOf({ signatures }: Pick<Knowledge, 'signatures'>): Meanings {
  return signatures.map(({ meaning }) => meaning);
}

/** The knowledge as an analysis needs it: a seventh smaller. */
export function withoutMeanings(knowledge: Knowledge): Knowledge {
  return { ...knowledge, signatures: knowledge.signatures.map((signature) => ({ ...signature, meaning: '' })) };
}

/** The knowledge with its meanings again. */
export function withMeanings(knowledge: Knowledge, meanings: Meanings): Knowledge {
  const signatures = knowledge.signatures.map((one, index) => ({ ...one, meaning: meanings[index] ?? '' }));
  return { ...knowledge, signatures };
}
