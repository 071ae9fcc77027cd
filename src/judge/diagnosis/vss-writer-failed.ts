import { failureOf, messagesNaming, type Rule } from './facts.ts';

const ID = 'vss-writer-failed';
/** Lighter than any endpoint that fails: it lies within the machine. */
const LIGHT = 0.3;
/** Writers that are named; the list of findings has all. */
const MOST_NAMED = 3;

/** `vssadmin list writers` shows writers that failed. Their error is told where all of them have the same. */
export const vssWriterFailed: Rule = (facts) => {
  const messages = messagesNaming(facts, ID);
  if (messages.length === 0) return [];
  const writers = [...new Set(messages.flatMap(({ params }) => params['word'] ?? []))];
  const errors = new Set(messages.map(({ params }) => params['text'] ?? ''));
  const [error = ''] = errors.size === 1 ? errors : [];
  const params = {
    ...(writers.length === 0 ? {} : { writers: writers.slice(0, MOST_NAMED).join('、') }),
    ...(error === '' ? {} : { error }),
  };
  return [failureOf(ID, 'likely', [], { weight: LIGHT, params, messages })];
};
