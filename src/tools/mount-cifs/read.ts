import type { RawProbe } from '../../session/raw-probe.ts';
import { isAddress } from '../../text/address.ts';
import type { CleanLines } from '../../text/clean.ts';
import { connectionOutcome, failuresIn } from '../connection.ts';
import { shownBy, withVerdict, type Outcome, type ProbeContext } from '../outcome.ts';
import { SMB_PORT } from './smb-port.ts';

/** Before the next address is tried, with no line end behind it (mount.cifs.c of cifs-utils, commit 25ba696a). */
const ADDRESS = /could not connect to ([\d.]{7,15}|[\da-f:]{2,39})/giu;

/**
 * mount.cifs says nothing when it has mounted the share, so silence proves nothing. What it says of a failure is the error of the
 * kernel: a number of the connection, or of what came behind it. AzFileDiagnostics says when the port is open.
 */
export function readMount(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const [open] = withVerdict(probe, 'reachable');
  const outcome = connectionOutcome(probe, context, text, {
    connected: open === undefined ? null : { line: open.line, matched: open, cause: 'ok' },
    doubt: probe.command === null && probe.run.host === null ? 'other' : null,
    failures: failuresIn(probe, context.system),
    addresses: probe.matches.flatMap(({ line }) => addressesIn(text.at(line))),
    resolved: null,
  });
  const [said] = probe.matches;
  // a number that is none of the connection
  const shown =
    outcome.decisive === null && outcome.status === 'indeterminate' && said !== undefined
      ? { ...outcome, ...shownBy(said, 'indeterminate', 'other', outcome.detail) }
      : outcome;
  if (probe.command !== null) return shown;
  const { host } = probe.run;
  return { ...shown, ...(host === null ? {} : { host }), port: Number(SMB_PORT) };
}

function addressesIn(line: string): string[] {
  return [...line.matchAll(ADDRESS)].flatMap(([, ip]) => (ip !== undefined && isAddress(ip) ? [ip] : []));
}
