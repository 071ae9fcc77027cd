import type { RawProbe } from '../../session/raw-probe.ts';
import type { CleanLines } from '../../text/clean.ts';
import { isAddress } from '../../text/address.ts';
import { dnsName, type DnsRecord } from '../lookup.ts';
import { readLookup } from '../lookup-read.ts';
import type { Outcome, ProbeContext } from '../outcome.ts';

/** `name: 20.1.1.1   -- link: eth0`; further addresses stand below, indented. */
const ADDRESS = /^(?:(\S{1,255}): |\s{1,255})([0-9A-Fa-f.:IP-]{2,45})(?:%\S{1,16})?(?:\s|$)/u;
/** `(canonical.name)`, indented as well. */
const CANONICAL = /^\s{1,255}\(([A-Za-z0-9._-]{1,255})\)/u;

/** systemd-resolved resolved the name when an address stands behind it, or below it. */
export function readResolvectl(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const matched = new Map(probe.matches.map((line) => [line.line, line]));
  const records: DnsRecord[] = [];
  let owner: string | null = null;
  for (let line = probe.first; line <= probe.last; line += 1) {
    const own = text.at(line);
    const [found, name, data = ''] = ADDRESS.exec(own) ?? [];
    if (name !== undefined) owner = dnsName(name);
    if (owner === null) continue;
    if (isAddress(data)) {
      const at = (found ?? '').indexOf(data, name?.length ?? 0);
      records.push({ owner, type: 'address', data, line, matched: matched.get(line) ?? null, at });
    }
    const canonical = CANONICAL.exec(own)?.[1];
    if (canonical !== undefined) records.push({ owner, type: 'alias', data: dnsName(canonical), line, matched: null });
  }
  return readLookup(probe, context, { records });
}
