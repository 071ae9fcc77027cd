import type { MatchedLine } from '../../session/matched-line.ts';
import type { RawProbe } from '../../session/raw-probe.ts';
import { isAddress } from '../../text/address.ts';
import type { CleanLines } from '../../text/clean.ts';
import { connectionOutcome, failuresIn } from '../connection.ts';
import { dnsName } from '../lookup.ts';
import type { Outcome, ProbeContext } from '../outcome.ts';

/**
 * nmap connected when it says that the port that was asked for is `open`, of the host that was asked for. The report's head
 * shows the address to which the name leads.
 */
export function readNmap(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const head = probe.matches.find(({ match }) => match.role === 'destination');
  const ip = head?.match.values.ip;
  const resolved = head !== undefined && ip !== undefined && isAddress(ip) ? head : null;
  const failures = failuresIn(probe, context.system).filter(({ matched }) => isPort(matched, probe));
  // a report has one row for each port: a second one is of another report, whose head is lost
  const row = probe.matches.find((matched) => matched.match.values.port !== undefined && isPort(matched, probe));
  const isOpen = row?.match.signature.verdict === 'reachable' && isHost(head, probe);
  return connectionOutcome(probe, context, text, {
    connected: isOpen ? { line: row.line, matched: row, cause: 'ok' } : null,
    failures: failures.filter(({ matched }) => matched === row || matched?.match.values.port === undefined),
    addresses: resolved === null || ip === undefined ? [] : [ip],
    resolved: resolved?.line ?? null,
  });
}

/** The state is one of these and no more: `open|filtered` means that nmap does not know. */
const STATE = /\/tcp\s{1,12}(?:open|closed|filtered)(?:\s|$)/u;

function isPort(matched: MatchedLine | null, { command }: RawProbe): boolean {
  const port = matched?.match.values.port;
  if (port !== undefined && !STATE.test(matched?.text ?? '')) return false;
  return port === undefined || command?.port == null || Number(port) === command.port;
}

/** An address that was asked for is shown with the name behind it. */
function isHost(head: MatchedLine | undefined, { command }: RawProbe): boolean {
  if (command === null) return true;
  const { host, ip } = head?.match.values ?? {};
  return host !== undefined && (dnsName(host) === command.host || ip === command.host);
}
