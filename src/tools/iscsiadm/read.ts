import type { RawProbe } from '../../session/raw-probe.ts';
import { isAddress } from '../../text/address.ts';
import type { CleanLines } from '../../text/clean.ts';
import { connectionOutcome, failuresIn, type Told } from '../connection.ts';
import { ISCSI_PORT } from '../iscsi-port.ts';
import { addressesOf, withVerdict, type Outcome, type ProbeContext } from '../outcome.ts';

/** A target that a portal lists: `20.60.1.1:3260,1 iqn.2016-01.microsoft.azure.backup:vm01`. */
const TARGET = /^\[?[\da-f.:]{2,45}\]?:\d{1,5},-?\d{1,10} (?:iqn|eui|naa)\.\S/u;
/** The same with `-P 1`. */
const TREE = /^Target: (?:iqn|eui|naa)\.\S/u;

/** A line with a target of a portal. */
export function isTarget(line: string): boolean {
  return TARGET.test(line) || TREE.test(line);
}

/**
 * iscsiadm connected when a discovery lists targets, when a login succeeds, or when the target turns the login down. What
 * it lists of its own records proves nothing (`elsewhere`).
 */
export function readIscsiadm(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const [told] = withVerdict(probe, 'reachable');
  const connected: Told | null =
    told === undefined ? listedIn(probe, text) : { line: told.line, matched: told, cause: 'ok' };
  const named = probe.matches.find(({ match }) => match.values.ip !== undefined);
  const addresses = addressesOf(probe).filter(isAddress);
  const outcome = connectionOutcome(probe, context, text, {
    connected,
    failures: failuresIn(probe, context.system),
    addresses,
    resolved: probe.command === null ? null : (named?.line ?? null),
  });
  if (probe.command !== null) return outcome;
  const [ip] = addresses;
  return { ...outcome, host: ip ?? null, port: portIn(probe) };
}

/** The first target that it lists. */
function listedIn({ command, first, last }: RawProbe, text: CleanLines): Told | null {
  if (command === null || command.elsewhere) return null;
  for (let line = first + 1; line <= last; line += 1)
    if (isTarget(text.at(line).trim())) return { line, matched: null, cause: 'ok' };
  return null;
}

/** The port that its messages name; without one it is that of iSCSI. */
function portIn({ matches }: RawProbe): number {
  return Number(matches.find(({ match }) => match.values.port !== undefined)?.match.values.port ?? ISCSI_PORT);
}
