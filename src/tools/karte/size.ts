import type { ProbeDetail } from '../../model/probe.ts';
import { shownBy, type Outcome } from '../outcome.ts';
import type { CheckCommand } from './command.ts';
import type { Fields } from './fields.ts';
import { at, wordOf } from './words.ts';

const ANSWER = /^\d{3}$/u;
/** So many requests of several packets were sent: a single one may be lost by chance. */
const LARGE = 2;

/**
 * What came of a small request and of two of several full packets, all sent at the same time. Where the small one alone was answered,
 * the way loses large packets, and the destination is open: it answers, and what a workload sends there would not arrive. Whatever
 * else came of them proves nothing.
 */
export function sizeOutcome({ proxy }: CheckCommand, fields: Fields): Outcome {
  const small = fields.first('small');
  const large = fields.all('large');
  const route = proxy === null ? 'direct' : 'proxy';
  const detail: ProbeDetail = proxy === null ? {} : { viaProxy: true, proxy };
  const [first] = large;
  const isAnswered = ANSWER.test(wordOf(small));
  if (isAnswered && large.length >= LARGE && first !== undefined && large.every((said) => wordOf(said) === 'timeout'))
    return {
      ...shownBy(null, 'indeterminate', 'stalled', { ...detail, large: 'lost' }),
      evidence: at(first.line),
      route,
      proves: ['tcp', 'tls', 'http'],
    };
  const isPassed = isAnswered && large.some((said) => ANSWER.test(wordOf(said)));
  return { ...shownBy(null, 'indeterminate', 'other', isPassed ? { ...detail, large: 'passed' } : detail), route };
}
