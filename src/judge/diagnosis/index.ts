import type { Diagnosis } from '../../model/diagnosis.ts';
import { allReachable } from './all-reachable.ts';
import { certificateExpired } from './certificate-expired.ts';
import { connectionStalls } from './connection-stalls.ts';
import { destinationRefuses } from './destination-refuses.ts';
import { dnsRecordMissing } from './dns-record-missing.ts';
import { dnsServerUnreachable } from './dns-server-unreachable.ts';
import { dnsSinkhole } from './dns-sinkhole.ts';
import { agentError } from './agent-error.ts';
import type { Facts, Rule } from './facts.ts';
import { firewall } from './firewall.ts';
import { forcedTunneling } from './forced-tunneling.ts';
import { fromMessages } from './from-messages.ts';
import { gatewayBlockPage } from './gateway-block-page.ts';
import { leftovers } from './leftovers.ts';
import { intermittent } from './intermittent.ts';
import { logNewer } from './log-newer.ts';
import { localFirewall } from './local-firewall.ts';
import { logIncomplete } from './log-incomplete.ts';
import { messagesOnly } from './messages-only.ts';
import { nsgBlocksService } from './nsg-blocks-service.ts';
import { privateEndpoint } from './private-endpoint.ts';
import { privateDnsMatches } from './private-dns-matches.ts';
import { privateRecordDiffers } from './private-record-differs.ts';
import { privateZoneUnused } from './private-zone-unused.ts';
import { proxyAccountsDiffer, proxyBypassCovers, proxyBypassMissing, proxyNotEnabled } from './proxy-accounts.ts';
import { proxyCannotReach } from './proxy-cannot-reach.ts';
import { proxyDenies, proxyRequiresAuth, proxyUnreachable } from './proxy-denies.ts';
import { proxyHalfConfigured } from './proxy-half-configured.ts';
import { proxyInUse } from './proxy-in-use.ts';
import { revocationUnreachable } from './revocation-unreachable.ts';
import { routeDropsService } from './route-drops-service.ts';
import { routeMissing } from './route-missing.ts';
import { routeToAppliance } from './route-to-appliance.ts';
import { rulesAllow } from './rules-allow.ts';
import { rulesUndecided } from './rules-undecided.ts';
import { describe } from './text.ts';
import { tlsHandshakeFails } from './tls-handshake-fails.ts';
import { tlsInspection } from './tls-inspection.ts';
import { timeSkew } from './time-skew.ts';
import { tls12Disabled } from './tls12-disabled.ts';
import { toolMissing } from './tool-missing.ts';
import { vmAgentPathBlocked } from './vm-agent-path-blocked.ts';
import { vssWriterFailed } from './vss-writer-failed.ts';
import { RANKS } from './order.ts';

const RULES: readonly Rule[] = [
  dnsServerUnreachable,
  privateZoneUnused,
  privateRecordDiffers,
  privateDnsMatches,
  dnsRecordMissing,
  dnsSinkhole,
  vmAgentPathBlocked,
  localFirewall,
  routeMissing,
  proxyDenies,
  proxyRequiresAuth,
  proxyUnreachable,
  proxyCannotReach,
  proxyHalfConfigured,
  proxyBypassCovers,
  tls12Disabled,
  timeSkew,
  certificateExpired,
  tlsInspection,
  gatewayBlockPage,
  tlsHandshakeFails,
  revocationUnreachable,
  connectionStalls,
  intermittent,
  privateEndpoint,
  proxyInUse,
  firewall,
  destinationRefuses,
  vssWriterFailed,
  logIncomplete,
  logNewer,
  allReachable,
  toolMissing,
  proxyAccountsDiffer,
  proxyBypassMissing,
  proxyNotEnabled,
  nsgBlocksService,
  routeDropsService,
  routeToAppliance,
  forcedTunneling,
  rulesUndecided,
  rulesAllow,
];

/** The root causes that fit, the one that explains most first. There is always at least one. */
export function diagnose(facts: Facts): Diagnosis[] {
  const tested = facts.recognised ? RULES.flatMap((rule) => rule(facts)) : [];
  const told = fromMessages(facts, tested);
  const named = [...tested, ...told, ...agentError(facts, [...tested, ...told])];
  const found = [...named, ...messagesOnly(facts, named)];
  const all = [...found, ...leftovers(facts, found)];
  const sorted = all.sort((a, b) => RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) || b.weight - a.weight);
  return sorted.map((finding) => describe(finding, facts));
}
