import type { RawProbe } from '../../session/raw-probe.ts';
import type { CleanLines } from '../../text/clean.ts';
import { dnsName, recordsIn, type DnsRecord } from '../lookup.ts';
import { readLookup } from '../lookup-read.ts';
import type { Outcome, ProbeContext } from '../outcome.ts';

/** A field of a list: `IP4Address : 20.1.1.1`. */
const FIELD = /^\s{0,40}([A-Za-z0-9]{1,24})\s{0,30}: (\S{1,255})\s{0,200}$/u;
/** Fields that hold what a record leads to. */
const DATA: Readonly<Record<string, DnsRecord['type']>> = {
  ip4address: 'address',
  ip6address: 'address',
  ipaddress: 'address',
  namehost: 'alias',
};
/** The rest of a name in the first column, which a narrow console broke. */
const REST = /^([A-Za-z0-9.-]{1,255})\s{0,200}$/u;

/**
 * Resolve-DnsName resolved the name when a record of its answer, reached from the name that was asked for, holds an address.
 * Records stand in tables or lists; those of the authority and the additional section are no answer.
 */
export function readResolveDnsName(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const table = recordsIn(probe).map((record) => ({ ...record, owner: wholeName(record, text) }));
  return readLookup(probe, context, { records: [...table, ...listsIn(probe, text)] });
}

function wholeName({ owner, line }: DnsRecord, text: CleanLines): string {
  const rest = REST.exec(text.at(line + 1))?.[1];
  if (rest === undefined) return owner;
  // the name was broken at a dot, which belongs to it
  const dot = text.at(line).trimStart().charAt(owner.length) === '.' ? '.' : '';
  return dnsName(owner + dot + rest);
}

function listsIn(probe: RawProbe, text: CleanLines): DnsRecord[] {
  const matched = new Map(probe.matches.map((line) => [line.line, line]));
  const records: DnsRecord[] = [];
  let owner: string | null = null;
  let isAnswer = false;
  for (let line = probe.first; line <= probe.last; line += 1) {
    const [whole = '', name, value = ''] = FIELD.exec(text.at(line)) ?? [];
    const field = name?.toLowerCase();
    if (field === undefined) continue;
    if (field === 'name') {
      owner = dnsName(value);
      isAnswer = false;
    }
    if (field === 'section') isAnswer = value.toLowerCase() === 'answer';
    const type = DATA[field];
    if (type === undefined || owner === null || !isAnswer) continue;
    const data = type === 'alias' ? dnsName(value) : value;
    records.push({ owner, type, data, line, matched: matched.get(line) ?? null, at: whole.lastIndexOf(value) });
  }
  return records;
}
