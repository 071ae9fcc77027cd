import type { MatchedLine, RawProbe } from '../scan.ts';
import { decidedBy, mostTelling, undecided, withVerdict, type Outcome, type ProbeContext } from './outcome.ts';

/**
 * nslookup resolved the name when an address stands behind a `Name:` line. The address under `Server:` is that of
 * the DNS server. A and AAAA are asked separately: one answer is enough.
 */
export function readNslookup(probe: RawProbe, context: ProbeContext): Outcome {
  const addresses: string[] = [];
  const cnames: string[] = [];
  let server: string | undefined;
  let named = false;
  let last: MatchedLine | null = null;
  for (const matched of probe.matches) {
    const { signature, values, pattern } = matched.match;
    if (pattern.head.startsWith('Server:')) server = values.ip ?? values.host ?? server;
    else if (pattern.head.startsWith('Name:')) named = true;
    else if (values.ip !== undefined && (values.port !== undefined || signature.verdict === 'unreachable'))
      server = values.ip;
    else if (pattern.source.includes('canonical name')) cnames.push(aliasOf(matched.text));
    else if (signature.verdict === 'reachable' && values.ip !== undefined && named && isAddress(values.ip)) {
      addresses.push(values.ip);
      last = matched;
    }
  }
  const detail = { addresses, cnames, ...(server === undefined ? {} : { server }) };
  if (last !== null) {
    const half = context.cutOff && !probe.terminated && last === probe.matches.at(-1);
    return half ? undecided(context, { ...detail, addresses: addresses.slice(0, -1) }) : decidedBy(last, detail);
  }
  const failure = mostTelling(withVerdict(probe, 'unreachable'));
  if (failure !== null) return decidedBy(failure, detail);
  const missing = withVerdict(probe, 'not_run')[0];
  return missing === undefined ? undecided(context, detail) : decidedBy(missing, detail);
}

function aliasOf(line: string): string {
  const name = line.slice(line.indexOf('=') + 1).trim();
  return (name.endsWith('.') ? name.slice(0, -1) : name).toLowerCase();
}

/** An IPv4 address of four parts or anything with two colons; `20.6` is the rest of a cut line. */
function isAddress(text: string): boolean {
  if (text.includes(':')) return text.split(':').length > 2;
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => part !== '' && Number(part) <= 255);
}
