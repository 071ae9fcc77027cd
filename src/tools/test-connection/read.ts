import type { RawProbe } from '../../session/raw-probe.ts';
import { isAddress } from '../../text/address.ts';
import type { CleanLines } from '../../text/clean.ts';
import { connectionOutcome, failuresIn, type Told } from '../connection.ts';
import { withVerdict, type Outcome, type ProbeContext } from '../outcome.ts';

/** A row of a table: its number, where it comes from, the address. */
const ROW = /^\s{0,6}\d{1,6}\s{1,4}\S{1,64}\s{1,64}(\S{2,64})\s/u;

/**
 * Test-Connection connected when it says so of the port: one connection of several is enough. A table shows the address to
 * which the name leads. A ping decides nothing.
 */
export function readTestConnection(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const [open] = withVerdict(probe, 'reachable').map((matched): Told => ({ line: matched.line, matched, cause: 'ok' }));
  const addresses: string[] = [];
  let resolved: number | null = null;
  for (let line = probe.first + 1; line <= probe.last; line += 1) {
    const ip = ROW.exec(text.at(line))?.[1];
    if (ip === undefined || !isAddress(ip)) continue;
    addresses.push(ip);
    resolved ??= line;
  }
  return connectionOutcome(probe, context, text, {
    connected: open ?? null,
    failures: failuresIn(probe, context.system),
    addresses,
    resolved,
  });
}
