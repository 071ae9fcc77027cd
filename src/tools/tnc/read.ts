import type { LayerResult, Layers } from '../../model/probe.ts';
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
  undecided,
  withoutSuccess,
  withVerdict,
  type Outcome,
  type ProbeContext,
} from '../outcome.ts';
import { isConclusion } from './run.ts';

/**
 * Test-NetConnection connected when it says `TcpTestSucceeded: True` of the host and the port that were asked for. The
 * address that it prints shows that the name was resolved, also when the connection failed. A ping decides nothing: Azure
 * does not answer it. It goes directly, whatever the proxy.
 */
export function readTnc(probe: RawProbe, context: ProbeContext): Outcome {
  const detail = { addresses: addressesOf(probe).filter(isAddress) };
  const connected = withVerdict(probe, 'reachable').find((line) => names(line, probe));
  const address = probe.matches.find(({ match }) => match.values.ip !== undefined && isAddress(match.values.ip));
  const dns: LayerResult | null = address === undefined ? null : passed(address.line);
  // the list has a line of its own for the port
  const listed = probe.matches.find(({ match }) => match.values.port !== undefined)?.match.values.port;
  const told = (outcome: Outcome, layers: Layers): Outcome => ({
    ...outcome,
    ...(listed === undefined || Number(listed) === 0 ? {} : { port: Number(listed) }),
    route: 'direct',
    layers: { ...(dns === null ? {} : { dns }), ...layers },
  });
  // without a port there was a ping only, and the property is False all the same
  if (!hasPort(probe, listed)) return told(undecided(context, detail), {});
  // of several addresses each one that does not answer leaves a warning; the conclusion speaks for all
  if (connected === undefined || withVerdict(probe, 'unreachable').some(isConclusion)) {
    // the result line itself proves most; without a resolved name it says why
    const outcome = withoutSuccess(probe, context, detail);
    const { decisive } = outcome;
    return told(
      outcome,
      decisive === null || outcome.status !== 'unreachable' ? {} : failedLayers(decisive, outcome.cause),
    );
  }
  if (!isAsked(probe)) return told(shownBy(connected, 'indeterminate', 'other', detail), {});
  const remote = connected.match.values.ip ?? remoteOf(probe) ?? address?.match.values.ip;
  if (remote !== undefined && isSinkhole(remote) && !isLocal(probe.command?.host ?? null))
    return told(shownBy(connected, 'unreachable', 'gateway', detail), {});
  const addresses = remote === undefined ? detail.addresses : [...new Set([remote, ...detail.addresses])];
  return told(decidedBy(connected, { addresses }), { tcp: passed(connected.line) });
}

/** A conclusion tells of a connection where some line, or the command, names the port to which it was tried. */
function hasPort(probe: RawProbe, listed: string | undefined): boolean {
  const concluded = probe.matches.some(isConclusion);
  return !concluded || (listed === undefined ? (probe.command?.port ?? null) !== null : Number(listed) > 0);
}

/** The address that the list says was connected to. */
function remoteOf(probe: RawProbe): string | undefined {
  return withVerdict(probe, 'informational').find(({ match }) => match.role === 'connected-address')?.match.values.ip;
}

/** A result that names its host names the one that was asked: where an announcement is lost, it may belong to another. */
function names({ match: { values } }: MatchedLine, { command }: RawProbe): boolean {
  if (command === null) return true;
  const host = values.host?.toLowerCase();
  const port = values.port === undefined ? null : Number(values.port);
  return (
    (host === undefined || host === command.host) && (port === null || command.port === null || port === command.port)
  );
}

/** The lines of a list name the host and the port that were asked for, as far as they name any. */
function isAsked(probe: RawProbe): boolean {
  return withVerdict(probe, 'informational').every((line) => names(line, probe));
}
