import type { RawProbe } from '../../session/raw-probe.ts';
import type { CleanLines } from '../../text/clean.ts';
import { isAddress } from '../../text/address.ts';
import { dnsName, isSilent, lookupOutcome, type DnsRecord } from '../lookup.ts';
import { readLookup } from '../lookup-read.ts';
import { shownBy, type Outcome, type ProbeContext } from '../outcome.ts';

/** `20.1.1.1  STREAM name`, and `20.1.1.1  name alias …` without the kind of socket. */
const LINE = /^([0-9A-Fa-f.:IP-]{2,45})(?:%\S{1,16})?\s{1,60}(?:(?:STREAM|DGRAM|RAW)(?: (\S{0,255}))?|(\S{1,255}))/u;

/**
 * getent prints an address in each line, and nothing where it found none; its exit code is 2 then. Nothing says only then
 * that the name was not resolved when the shell's next prompt shows that it is over.
 */
export function readGetent(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const asked = probe.command?.host ?? '';
  const records: DnsRecord[] = [];
  for (let line = probe.first + 1; line <= probe.last; line += 1) {
    const [, data = '', canonical, name] = LINE.exec(text.at(line)) ?? [];
    if (!isAddress(data)) continue;
    if (name !== undefined && !isAsked(text.at(line), asked)) continue;
    const other = dnsName(canonical ?? name ?? '');
    if (records.length === 0 && other !== '' && other !== asked)
      records.push({ owner: asked, type: 'alias', data: other, line, matched: null });
    records.push({ owner: asked, type: 'address', data, line, matched: null });
  }
  if (asked !== '' && isSilent(probe, text))
    return lookupOutcome(shownBy(null, 'unreachable', 'dns'), context, probe.first);
  return readLookup(probe, context, { records });
}

/** A line with an address and the kind of a socket, or a name. */
export function holdsAddress(line: string): boolean {
  const [, data = '', , name] = LINE.exec(line) ?? [];
  return isAddress(data) && name?.includes('.') !== false;
}

/** The names of a line hold the one that was asked for; a search list may have lengthened it. */
function isAsked(line: string, asked: string): boolean {
  const names = line
    .trim()
    .split(/\s{1,60}/u)
    .slice(1)
    .map(dnsName);
  return asked === '' || names.some((name) => name === asked || name.startsWith(`${asked}.`));
}
