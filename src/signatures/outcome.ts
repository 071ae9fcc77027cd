import type { Signature } from '../knowledge/types.ts';
import { fold } from '../text/fold.ts';

/** How a text says that something ended; `none` where it does not say, or says both. */
export type SaidOutcome = 'failure' | 'success' | 'none';

/** Words with which programs say that something failed. */
const FAILURE = [
  /fail|refused|reject|denied|unreachable|untrusted|exceeded|error|timed? ?-?out/u,
  /\b(?:abort|deny|reset|expired|invalid|missing)|\b(?:not|no|cannot|can't|couldn't|unable|never|without)\b/u,
  /失敗|でき(?:ない|ません)|タイムアウト|拒否|切断|見つかりません|エラー|ありません|切れ/u,
];
/** … and that it worked. */
const SUCCESS = [
  /\b(?:succe(?:ss|ed)|connected|established|completed|passed|reachable|ok)\b|\bsucce(?:ss|ed)/u,
  /成功|完了|できました/u,
];

/** What a text says about its outcome. */
export function outcomeOf(text: string): SaidOutcome {
  const folded = fold(text);
  if (FAILURE.some((words) => words.test(folded))) return 'failure';
  return SUCCESS.some((words) => words.test(folded)) ? 'success' : 'none';
}

/** A verdict says the opposite of what the text says. */
export function contradicts(outcome: SaidOutcome, verdict: Signature['verdict']): boolean {
  if (outcome === 'failure') return verdict === 'reachable';
  return outcome === 'success' && (verdict === 'unreachable' || verdict === 'not_run');
}
