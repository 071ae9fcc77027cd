import type { SignatureMatch } from '../../signatures/matcher.ts';
import type { MatchedLine, RawProbe } from './raw-probe.ts';

/** Output without a command line between: does this line begin the output of another run? */
export function startsAnew(probe: RawProbe, matched: MatchedLine): boolean {
  const { match } = matched;
  const decided = probe.matches.filter(({ match: { signature } }) => signature.verdict !== 'informational');
  if (decided.length === 0) return false;
  const { signature } = match;
  switch (probe.tool) {
    case 'nc':
      if (isOtherHost(decided, match)) return true;
      return signature.verdict === 'informational'
        ? match.pattern.head.startsWith('Ncat:') && match.pattern.source.includes('Version')
        : decided.some(
            ({ match: { signature: before } }) =>
              before.verdict === 'reachable' || signature.verdict === before.verdict,
          );
    case 'nslookup':
      // a DNS server that failed is named before the one that answers
      if (SERVER_HEADS.has(match.pattern.head))
        return (
          isAnswered(probe) ||
          (probe.command === null &&
            decided.some(({ match: { pattern } }) => pattern.source !== WAITED && pattern.head !== FAILED_SERVER))
        );
      return signature.verdict === 'unreachable' && hasAddress(probe) && !isSameRun(probe, match.values.host);
    case 'curl': {
      if (match.pattern.head.startsWith('%')) return true;
      if (signature.verdict === 'informational') return false;
      const isError = match.pattern.head.startsWith('curl:');
      const hadError = decided.some((d) => d.match.pattern.head.startsWith('curl:'));
      if (isError) {
        const foreign = probe.command === null && signature.verdict === 'unreachable' && signature.layer !== 'proxy';
        return hadError || foreign;
      }
      // the proxy's answer may stand behind the error that follows from it
      const layers = new Set(decided.map((d) => d.match.signature.layer));
      return hadError && !layers.has('proxy') && !(layers.has('tls') && probe.command !== null);
    }
    case 'tnc':
      // each result line and each list is a whole check of its own, and so is what names another host
      return (
        isOtherHost(probe.matches, match) ||
        (decided.some(isConclusion) &&
          (isConclusion(matched) || match.pattern.head === 'ComputerName' || signature.verdict === 'unreachable'))
      );
    case 'iwr': {
      if (isNextRecord(probe, matched)) return true;
      // an error record repeats its message; only another answer begins another run
      const result = match.pattern.head === 'Result' || match.pattern.head === 'StatusCode';
      return result
        ? decided.some(({ match: before }) => before.signature.id === signature.id)
        : isOtherAnswer(decided, match);
    }
    default:
      return false;
  }
}

/** The line with which nslookup names its server, in English and Japanese. */
const SERVER_HEADS: ReadonlySet<string> = new Set(['Server:', 'サーバー:']);
/** nslookup of Windows says so before it asks once more. */
const WAITED = 'DNS request timed out.';
/** nslookup of BIND begins so what it says of a server that failed. */
const FAILED_SERVER = ';;';

/** nslookup has begun to print an answer, or has given up. */
function isAnswered({ matches }: RawProbe): boolean {
  return matches.some(
    ({ match: { pattern } }) =>
      SERVER_HEADS.has(pattern.head) || pattern.source.includes('no servers could be reached'),
  );
}

/** An address stands behind the name; the one before it is the server's. */
function hasAddress({ matches }: RawProbe): boolean {
  const name = matches.findIndex(({ match: { pattern } }) => pattern.head === 'Name:' || pattern.head === '名前:');
  return name >= 0 && matches.slice(name).some(({ match: { signature } }) => signature.verdict === 'reachable');
}

/** A and AAAA are asked one after the other: a failure behind an answer is of the same run when it names no other host. */
function isSameRun({ command, matches }: RawProbe, host: string | undefined): boolean {
  if (host === undefined) return command !== null;
  return command?.host === host || matches.some(({ text }) => text.includes(host));
}

/** Both name a host, and not the same. */
function isOtherHost(matches: readonly MatchedLine[], { values }: SignatureMatch): boolean {
  const host = values.host?.toLowerCase();
  return host !== undefined && matches.some(({ match }) => (match.values.host ?? host).toLowerCase() !== host);
}

/** The line with which Test-NetConnection says what came of it. */
export function isConclusion({ match }: MatchedLine): boolean {
  return match.pattern.source.includes('TcpTestSucceeded');
}

/** A record behind one that quoted its command, where no command line stands between: `Invoke-WebRequest : …`. */
function isNextRecord({ command, first, matches }: RawProbe, { text, match }: MatchedLine): boolean {
  const isQuoted = command !== null && matches[0]?.line === first;
  return isQuoted && /^[\w-]{2,30} ?: $/u.test(text.slice(0, match.start));
}

function isOtherAnswer(decided: readonly MatchedLine[], { signature }: SignatureMatch): boolean {
  if (signature.verdict === 'informational') return false;
  return (
    decided.some(({ match: before }) => before.signature.verdict === 'reachable') !==
    (signature.verdict === 'reachable')
  );
}
