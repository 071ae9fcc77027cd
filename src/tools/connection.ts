import type { Cause, Layers } from '../model/probe.ts';
import type { MatchedLine } from '../session/matched-line.ts';
import type { RawProbe } from '../session/raw-probe.ts';
import { isSinkhole } from '../text/address.ts';
import type { CleanLines } from '../text/clean.ts';
import { isLocal } from './local.ts';
import type { SystemErrors } from './os-error.ts';
import {
  brokenOff,
  decidedBy,
  isUnconnected,
  mostTellingOf,
  passed,
  shownBy,
  undecided,
  withVerdict,
  type Outcome,
  type ProbeContext,
} from './outcome.ts';

/** A line that tells of a connection, as a message or in the tool's own form. */
export interface Told {
  readonly line: number;
  readonly matched: MatchedLine | null;
  readonly cause: Cause;
}

/** What the lines of a run show of the connections that it tried. */
export interface Attempts {
  /** The line that says that it connected to what was asked for; null where none does. */
  readonly connected: Told | null;
  /** Why that need not be the destination; null where nothing speaks against it. */
  readonly doubt?: Cause | null;
  readonly failures: readonly Told[];
  /** Addresses that it shows, that of the connection first. */
  readonly addresses: readonly string[];
  /** The line that shows the address to which the name leads; null where none does. */
  readonly resolved: number | null;
}

/**
 * What came of a run that connects to a port and asks for nothing. One connection is enough, else the most telling
 * failure counts. It goes directly, whatever the proxy.
 */
export function connectionOutcome(
  probe: RawProbe,
  context: ProbeContext,
  text: CleanLines,
  { connected, doubt = null, failures, addresses, resolved }: Attempts,
): Outcome {
  const detail = addresses.length === 0 ? {} : { addresses: [...new Set(addresses)] };
  const said = ({ line, matched }: Told, status: Outcome['status'], cause: Cause): Outcome => ({
    ...shownBy(matched, status, cause, detail),
    ...(matched === null ? { evidence: { line, start: 0, end: text.at(line).trimEnd().length } } : {}),
  });
  const told = (outcome: Outcome, layers: Layers): Outcome => ({
    ...outcome,
    route: 'direct',
    layers: { ...(resolved === null ? {} : { dns: passed(resolved) }), ...layers },
  });
  if (connected !== null) {
    const why = doubt ?? (isToDestination(connected, probe) ? null : 'other');
    if (why !== null) return told(said(connected, 'indeterminate', why), {});
    const [ip] = addresses;
    if (ip !== undefined && isSinkhole(ip) && !isLocal(probe.command?.host ?? null))
      return told(said(connected, 'unreachable', 'gateway'), {});
    return told(said(connected, 'reachable', 'ok'), { tcp: passed(connected.line) });
  }
  const failure = mostTellingOf(failures, ({ cause }) => cause);
  if (failure?.cause === 'interrupted') return told(brokenOff(detail), {});
  if (failure !== null) return told(said(failure, 'unreachable', failure.cause), failedLayer(failure));
  const [other] = withVerdict(probe, 'not_run');
  if (other !== undefined) return told(decidedBy(other, detail), {});
  return told(probe.interrupted ? brokenOff(detail) : undecided(context, detail), {});
}

/** The port is known from the command, or from the line itself, and it is that of the host that was asked for. */
function isToDestination({ matched }: Told, { command }: RawProbe): boolean {
  return command === null ? matched?.match.values.port !== undefined : !command.elsewhere;
}

function failedLayer({ line, cause }: Told): Layers {
  if (cause.startsWith('dns')) return { dns: { status: 'failed', cause, line } };
  return isUnconnected(cause) ? { tcp: { status: 'failed', cause, line } } : {};
}

/** The failures that messages tell, each with the cause that its sentence of the operating system names. */
export function failuresIn(probe: RawProbe, system: SystemErrors): Told[] {
  return withVerdict(probe, 'unreachable').map((matched) => {
    const { signature, values } = matched.match;
    const sentence = values.text ?? matched.text.slice(matched.text.lastIndexOf(': ') + 2);
    const cause = system.causeOf(sentence) ?? signature.cause ?? 'other';
    return { line: matched.line, matched, cause };
  });
}
