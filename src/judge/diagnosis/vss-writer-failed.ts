import { listed } from '#locale/forms.ts';
import { failureOf, messagesNaming, type Rule } from './facts.ts';
import { WITHOUT_ENDPOINTS } from './order.ts';

const ID = 'vss-writer-failed';
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
    ...(writers.length === 0 ? {} : { writers: listed(writers.slice(0, MOST_NAMED)) }),
    ...(error === '' ? {} : { error }),
  };
  return [failureOf(ID, 'likely', [], { weight: WITHOUT_ENDPOINTS.listed, params, messages })];
};
