import type { Diagnosis } from '../../report/types.ts';
import { allReachable } from './all-reachable.ts';
import { dnsRecordMissing } from './dns-record-missing.ts';
import { dnsServerUnreachable } from './dns-server-unreachable.ts';
import type { Facts, Finding, Rule } from './facts.ts';
import { firewall } from './firewall.ts';
import { leftovers } from './leftovers.ts';
import { logIncomplete } from './log-incomplete.ts';
import { privateEndpoint } from './private-endpoint.ts';
import { proxyAccountsDiffer, proxyBypassCovers, proxyBypassMissing, proxyNotEnabled } from './proxy-accounts.ts';
import { proxyDenies, proxyRequiresAuth, proxyUnreachable } from './proxy-denies.ts';
import { proxyHalfConfigured } from './proxy-half-configured.ts';
import { proxyInUse } from './proxy-in-use.ts';
import { describe } from './text.ts';
import { tlsInspection } from './tls-inspection.ts';
import { tls12Disabled } from './tls12-disabled.ts';
import { toolMissing } from './tool-missing.ts';

const RULES: readonly Rule[] = [
  dnsServerUnreachable,
  dnsRecordMissing,
  proxyDenies,
  proxyRequiresAuth,
  proxyUnreachable,
  proxyHalfConfigured,
  proxyBypassCovers,
  tls12Disabled,
  tlsInspection,
  privateEndpoint,
  proxyInUse,
  firewall,
  logIncomplete,
  allReachable,
  toolMissing,
  proxyAccountsDiffer,
  proxyBypassMissing,
  proxyNotEnabled,
];

const RANKS: readonly Finding['rank'][] = ['failure', 'state', 'remark'];

/** The root causes that fit, the one that explains most first. There is always at least one. */
export function diagnose(facts: Facts): Diagnosis[] {
  const found = facts.recognised ? RULES.flatMap((rule) => rule(facts)) : [];
  const all = [...found, ...leftovers(facts, found)];
  const sorted = all.sort((a, b) => RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) || b.weight - a.weight);
  return sorted.map((finding) => describe(finding, facts));
}
