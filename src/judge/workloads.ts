import { isInEffect } from '../log/settings/wininet.ts';
import type { WorkloadRule } from '../knowledge/types.ts';
import type { Account } from '../model/probe.ts';
import type { Endpoint, WorkloadState } from '../model/endpoint.ts';
import type { ProxyAccount } from '../model/settings.ts';
import { append } from '../text/lists.ts';
import { PLATFORM_SERVICE, PROXIED_PORTS, statusOfVerdicts } from './services.ts';

/** The evidence from which the workloads are judged. */
export interface WorkloadEvidence {
  readonly endpoints: readonly Endpoint[];
  /** Https of the account that ran the tests goes through a proxy. */
  readonly proxied: boolean;
  /** Proxy settings of the accounts; empty where the platform knows none. */
  readonly accounts: readonly ProxyAccount[];
  /** The source tests the ways of every account whose settings it shows. */
  readonly everyAccount?: boolean;
  /** False where the source tests single destinations and no workload as a whole: a piece of a terminal. */
  readonly whole: boolean;
  /** Services that the source's format tests. */
  readonly tests: readonly string[];
}

/**
 * What was seen of each workload: it is ok only where every service that it needs was seen to work by the route and as
 * the account that it uses. What another account saw counts where both go the same way by the settings that the log
 * shows; what was not seen is `missing`.
 */
export function judgeWorkloads(rules: readonly WorkloadRule[], evidence: WorkloadEvidence): WorkloadState[] {
  const byService = new Map<string, Endpoint[]>();
  for (const endpoint of evidence.endpoints) append(byService, endpoint.service, endpoint);
  return rules.map((rule) => judge(rule, byService, evidence));
}

function judge(
  { id, name, needs: wanted, accounts, note }: WorkloadRule,
  byService: ReadonlyMap<string, readonly Endpoint[]>,
  evidence: WorkloadEvidence,
): WorkloadState {
  const needs = wanted.map(({ service }) => service);
  const unseen = evidence.accounts.length === 0 ? [] : accounts.filter((account) => !isSeen(account, evidence));
  const failing: string[] = [];
  const missing: string[] = [];
  for (const { service, route } of wanted) {
    const verdicts = (byService.get(service) ?? []).map((endpoint) => verdictBy(route, endpoint, evidence.proxied));
    const status = statusOfVerdicts(verdicts);
    if (unseen.length > 0 || status === 'unknown' || (status === 'ok' && !evidence.whole)) missing.push(service);
    else if (status !== 'ok') failing.push(service);
  }
  return {
    id,
    name,
    status: failing.length > 0 ? 'affected' : missing.length > 0 ? 'unknown' : 'ok',
    because: failing.length > 0 ? failing : needs,
    needs,
    account: evidence.accounts.length === 0 ? null : (unseen[0] ?? accounts[0] ?? null),
    route: wanted.some(({ route }) => route === 'direct') ? 'direct' : 'either',
    missing,
    tested: needs.every((service) => evidence.tests.includes(service)),
    note,
  };
}

/** What is known of an endpoint by a route; `not_run` where only another one was taken. */
function verdictBy(route: 'direct' | 'proxy' | 'either', endpoint: Endpoint, proxied: boolean): Endpoint['verdict'] {
  if (route === 'either') return endpoint.verdict;
  const own = endpoint.routes.find((state) => state.route === route);
  if (own !== undefined) return own.verdict;
  if (endpoint.routes.length > 0) return 'not_run';
  const direct = !proxied || !PROXIED_PORTS.has(endpoint.port) || endpoint.service === PLATFORM_SERVICE;
  return (route === 'direct') === direct ? endpoint.verdict : 'not_run';
}

/** What the tests saw holds for the account as well. */
function isSeen(account: Account, { accounts, everyAccount }: WorkloadEvidence): boolean {
  return everyAccount === true ? accounts.some((known) => known.account === account) : goesAlike(account, accounts);
}

/** The account goes the way of the one that ran the tests: both directly, or through the same proxy with the same exceptions. */
export function goesAlike(account: Account, settings: readonly ProxyAccount[]): boolean {
  const find = (wanted: ProxyAccount['account']): ProxyAccount | undefined =>
    settings.find((known) => known.account === wanted);
  const tester = find('current-user');
  const own = find(account);
  if (tester === undefined || own === undefined) return false;
  if (!isInEffect(tester) || !isInEffect(own)) return isInEffect(tester) === isInEffect(own);
  const exceptions = ({ bypass }: ProxyAccount): string =>
    [...new Set(bypass.map((entry) => entry.toLowerCase()))].sort().join(';');
  return tester.server === own.server && tester.script === own.script && exceptions(tester) === exceptions(own);
}
