import { isAddress, isSinkhole } from '../../text/address.ts';
import type { RawProbe } from '../../session/raw-probe.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import { isLocal } from '../local.ts';
import {
  addressesOf,
  decidedBy,
  failedLayers,
  passed,
  shownBy,
  withoutSuccess,
  withVerdict,
  type Outcome,
  type ProbeContext,
} from '../outcome.ts';

/**
 * nc tries each address of the name: one connection is enough, else the most telling failure counts. A connection to
 * another host or port than was asked, through a proxy, or to the machine itself, is none to the destination.
 */
export function readNc(whole: RawProbe, context: ProbeContext): Outcome {
  const probe = firstRun(whole);
  const { command } = probe;
  const route = command?.proxy == null ? 'direct' : 'proxy';
  const detail = { addresses: addressesOf(probe), ...(route === 'proxy' ? { viaProxy: true } : {}) };
  const connected = withVerdict(probe, 'reachable');
  const own = connected.find((line) => isOwn(line, probe));
  const [first] = connected;
  if (own === undefined) {
    const without = withoutSuccess(probe, context, detail);
    // something was reached, but not what was asked for
    const outcome =
      first !== undefined && without.decisive === null ? shownBy(first, 'indeterminate', 'other', detail) : without;
    return { ...outcome, route, layers: layersOf(outcome) };
  }
  if (route === 'proxy' || command?.elsewhere === true)
    return { ...shownBy(own, 'indeterminate', 'other', detail), route, layers: {} };
  const { ip } = own.match.values;
  if (ip !== undefined && isSinkhole(ip) && !isLocal(command?.host ?? null))
    return { ...shownBy(own, 'unreachable', 'gateway', detail), route, layers: {} };
  const dns = ip === undefined ? {} : { dns: passed(own.line) };
  const addresses = ip === undefined ? detail.addresses : [...new Set([ip, ...detail.addresses])];
  return {
    ...decidedBy(own, { ...detail, addresses }),
    route,
    layers: { ...dns, tcp: passed(own.line) },
  };
}

function layersOf({ decisive, cause, status }: Outcome): NonNullable<Outcome['layers']> {
  if (decisive === null || status !== 'unreachable') return {};
  const { ip } = decisive.match.values;
  const dns = ip === undefined ? {} : { dns: passed(decisive.line) };
  return { ...dns, ...failedLayers(decisive, cause) };
}

/** Ncat says which version it is as it begins, and once it has given up it is over: what follows is another run's. */
function firstRun(probe: RawProbe): RawProbe {
  let decided = false;
  let gaveUp = false;
  const end = probe.matches.findIndex((line) => {
    const { verdict } = line.match.signature;
    if (decided && line.match.role === 'banner') return true;
    if (gaveUp && verdict === 'reachable') return true;
    if (verdict !== 'informational') decided = true;
    if (line.match.role === 'gave-up') gaveUp = true;
    return false;
  });
  return end < 0 ? probe : { ...probe, matches: probe.matches.slice(0, end) };
}

/** The connection is to the host and the port that were asked for, as far as the line names them. */
function isOwn({ match: { values, role } }: MatchedLine, { command }: RawProbe): boolean {
  if (command === null) return true;
  if (values.port !== undefined && command.port !== null && Number(values.port) !== command.port) return false;
  const named = values.host?.toLowerCase();
  if (named === undefined || command.host === null || named === command.host) return true;
  // the traditional nc shows the name to which the address leads back; OpenBSD's shows what it was asked
  if (role === 'reverse-name') return true;
  return isAddress(command.host) && values.ip === command.host;
}
