import type { OutcomeWords, Signature } from '../knowledge/types.ts';
import { fold } from '../text/fold.ts';
import { onceFor } from '../text/once.ts';

/** How a text says that something ended; `none` where it does not say, or says both. */
export type SaidOutcome = 'failure' | 'success' | 'none';

const compiled = onceFor(({ failure, success }: OutcomeWords) => ({
  failure: failure.map((words) => new RegExp(words, 'u')),
  success: success.map((words) => new RegExp(words, 'u')),
}));

/** What a text says about its outcome. */
export function outcomeOf(text: string, words: OutcomeWords): SaidOutcome {
  const { failure, success } = compiled(words);
  const folded = fold(text);
  if (failure.some((expression) => expression.test(folded))) return 'failure';
  return success.some((expression) => expression.test(folded)) ? 'success' : 'none';
}

/** A verdict says the opposite of what the text says. */
export function contradicts(outcome: SaidOutcome, verdict: Signature['verdict']): boolean {
  if (outcome === 'failure') return verdict === 'reachable';
  return outcome === 'success' && (verdict === 'unreachable' || verdict === 'not_run');
}
