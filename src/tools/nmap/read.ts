import type { MatchedLine } from '../../session/matched-line.ts';
import type { RawProbe } from '../../session/raw-probe.ts';
import { isAddress } from '../../text/address.ts';
import type { CleanLines } from '../../text/clean.ts';
import { connectionOutcome, failuresIn, type Told } from '../connection.ts';
import { dnsName } from '../lookup.ts';
import { withVerdict, type Outcome, type ProbeContext } from '../outcome.ts';

/**
 * nmap connected when it says that the port that was asked for is `open`, of the host that was asked for. The report's head
 * shows the address to which the name leads.
 */
export function readNmap(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const head = probe.matches.find(({ match }) => match.role === 'destination');
  const ip = head?.match.values.ip;
  const resolved = head !== undefined && ip !== undefined && isAddress(ip) ? head : null;
  const open = withVerdict(probe, 'reachable').map((matched): Told => ({ line: matched.line, matched, cause: 'ok' }));
  const isAsked = ({ matched }: Told): boolean => isPort(matched, probe) && isHost(head, probe);
  return connectionOutcome(probe, context, text, {
    connected: open.find(isAsked) ?? null,
    failures: failuresIn(probe).filter(({ matched }) => isPort(matched, probe)),
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
