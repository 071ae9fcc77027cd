import { isWrong } from './private-dns.ts';
import type { LogReport } from '../model/report.ts';
import type { Tone } from '../model/diagnosis.ts';

/** Root causes that describe a state in which nothing fails. */
const NEUTRAL: ReadonlySet<string> = new Set([
  'all-reachable',
  'proxy-in-use',
  'private-endpoint',
  'nothing-tested',
  'private-dns-matches',
  'rules-allow',
]);

/** True for a root cause that speaks of no failure. */
export function isNeutral(id: string): boolean {
  return NEUTRAL.has(id);
}

type Judged = Pick<
  LogReport,
  'complete' | 'endpoints' | 'workloads' | 'findings' | 'diagnosis' | 'unread' | 'privateNames' | 'azureNetwork'
>;

/**
 * Colour of the whole report: red when something fails, green only when everything that the source tests was seen to
 * work, amber otherwise.
 */
export function toneOf(report: Judged): Tone {
  const has = (verdict: string): boolean => report.endpoints.some((endpoint) => endpoint.verdict === verdict);
  if (has('unreachable') || report.findings.some(({ verdict }) => verdict === 'unreachable')) return 'ng';
  if (report.azureNetwork?.decisions.some(({ verdict }) => verdict === 'blocked') === true) return 'ng';
  const [root] = report.diagnosis;
  const names = report.privateNames ?? [];
  const tells = has('reachable') || names.some(isWrong);
  if (root !== undefined && root.confidence === 'certain' && !isNeutral(root.id) && tells && report.complete)
    return 'ng';
  const open =
    !report.complete ||
    has('indeterminate') ||
    !has('reachable') ||
    names.some(({ state }) => state !== 'matches') ||
    report.unread.length > 0 ||
    report.findings.some(({ verdict }) => verdict === 'indeterminate') ||
    report.workloads.some(({ tested, status }) => tested && status !== 'ok');
  return open ? 'un' : 'ok';
}
