import type { RawProbe } from '../../session/raw-probe.ts';
import { isAddress } from '../../text/address.ts';
import type { CleanLines } from '../../text/clean.ts';
import { connectionOutcome, failuresIn, type Told } from '../connection.ts';
import { withVerdict, type Outcome, type ProbeContext } from '../outcome.ts';

const RESOLVED = /^Name resolved to (\S{2,64})$/u;

/** PortQry connected when it says that the port that was asked for is `LISTENING`; it prints the address of the name first. */
export function readPortQry(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const { command } = probe;
  const isAsked = ({ matched }: Told): boolean => {
    const port = matched?.match.values.port;
    return port === undefined || command === null || Number(port) === command.port;
  };
  const open = withVerdict(probe, 'reachable').map((matched): Told => ({ line: matched.line, matched, cause: 'ok' }));
  const addresses: string[] = [];
  let resolved: number | null = null;
  for (let line = probe.first + 1; line <= probe.last; line += 1) {
    const ip = RESOLVED.exec(text.at(line).trim())?.[1];
    if (ip === undefined || !isAddress(ip)) continue;
    addresses.push(ip);
    resolved ??= line;
  }
  return connectionOutcome(probe, context, text, {
    connected: open.find(isAsked) ?? null,
    failures: failuresIn(probe, context.system).filter(isAsked),
    addresses,
    resolved,
  });
}
