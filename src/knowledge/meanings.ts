import type { Knowledge } from './types.ts';

/** Sentences that say what messages mean, by the ids of the signatures: an analysis needs none of them. */
export type Meanings = Readonly<Record<string, string>>;

/** The meanings of all messages. */
export function meaningsOf({ signatures }: Pick<Knowledge, 'signatures'>): Meanings {
  return Object.fromEntries(signatures.map(({ id, meaning }) => [id, meaning]));
}

/** The knowledge as an analysis needs it: a seventh smaller. */
export function withoutMeanings(knowledge: Knowledge): Knowledge {
  return { ...knowledge, signatures: knowledge.signatures.map((signature) => ({ ...signature, meaning: '' })) };
}

/** The knowledge with its meanings again. */
export function withMeanings(knowledge: Knowledge, meanings: Meanings): Knowledge {
  const signatures = knowledge.signatures.map((one) => ({ ...one, meaning: meanings[one.id] ?? '' }));
  return { ...knowledge, signatures };
}
