import type { RawProbe } from '../../session/raw-probe.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import { isAddress } from '../../text/address.ts';
import type { CleanLines } from '../../text/clean.ts';
import { askedHost, dnsName, lookupOutcome } from '../lookup.ts';
import { decidedBy, undecided, withoutSuccess, withVerdict, type Outcome, type ProbeContext } from '../outcome.ts';

/**
 * nslookup resolved the name when an address stands behind a `Name:` line. The address under `Server:` is that of
 * the DNS server. A and AAAA are asked separately: one answer is enough. nslookup of Windows lists further addresses
 * and aliases on lines of their own, without a word before them.
 */
export function readNslookup(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const outcome = lookupOutcome(read(probe, context, text), context);
  return probe.command === null ? { ...outcome, host: hostOf(probe) } : outcome;
}

/** The name that is asked for, where no command tells it; none where there is but the server that would be asked. */
function hostOf({ matches, run }: RawProbe): string | null {
  if (
    matches.every(
      ({ match: { role, signature } }) => role === 'banner' || (signature.verdict === 'reachable' && role !== 'name'),
    )
  )
    return null;
  return askedHost(run.host);
}

function read(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const addresses: string[] = [];
  const cnames: string[] = [];
  let server: string | undefined;
  let answered = false;
  let named = false;
  let last: MatchedLine | null = null;
  let end = 0;
  for (const matched of probe.matches) {
    const { signature, values, role } = matched.match;
    if (role === 'server' || role === 'asked-server') {
      server = values.ip ?? values.host ?? server;
      // BIND names the server only once it has answered
      answered = role === 'server';
    } else if (role === 'name') named = true;
    else if (role === 'alias') {
      if (values.host !== undefined) cnames.push(dnsName(values.host));
      for (const name of further(matched.line, probe, text)) cnames.push(dnsName(name));
    } else if (values.ip !== undefined && (values.port !== undefined || signature.verdict === 'unreachable'))
      server = values.ip;
    else if (role === 'canonical-name') cnames.push(aliasOf(matched.text));
    else if (signature.verdict === 'reachable' && values.ip !== undefined) {
      if (!named) server = values.ip;
      else if (isAddress(values.ip)) {
        addresses.push(values.ip);
        last = matched;
        end = matched.line;
        if (role !== 'answers') continue;
        const more = further(matched.line, probe, text).filter(isAddress);
        for (const address of more) addresses.push(address);
        end += more.length;
      }
    }
  }
  const detail = { addresses, cnames, ...(server === undefined ? {} : { server }), ...(answered ? { answered } : {}) };
  if (last !== null) {
    const half = context.cutOff && !probe.terminated && end === probe.last;
    return half ? undecided(context, { ...detail, addresses: addresses.slice(0, -1) }) : decidedBy(last, detail);
  }
  // where the text ends right there, the next DNS server may still have answered
  const open = context.cutOff && probe.last === text.lines.count && withVerdict(probe, 'unreachable').length > 0;
  return open ? undecided(context, detail) : withoutSuccess(probe, context, detail);
}

/** The indented lines below a list's first entry, each with one entry. */
function further(first: number, probe: RawProbe, text: CleanLines): string[] {
  const found: string[] = [];
  for (let line = first + 1; line <= probe.last; line += 1) {
    const own = text.at(line);
    const entry = own.trim();
    if (entry === '' || entry.includes(' ') || !/^[ \t]/u.test(own)) break;
    found.push(entry);
  }
  return found;
}

function aliasOf(line: string): string {
  return dnsName(line.slice(line.indexOf('=') + 1).trim());
}
