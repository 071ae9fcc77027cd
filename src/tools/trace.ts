import type { Arguments } from '../session/arguments.ts';
import type { RawProbe } from '../session/raw-probe.ts';
import { hostName, NO_TARGET, type Target } from '../session/target.ts';
import { isAddress } from '../text/address.ts';
import type { CleanLines } from '../text/clean.ts';
import { dnsName, lookupOutcome, lookupTarget, type DnsRecord } from './lookup.ts';
import { readLookup } from './lookup-read.ts';
import { shownBy, withVerdict, type Outcome, type ProbeContext } from './outcome.ts';

/** A number of packets, hops or seconds: such a word is the value of an option, which Linux and Windows have for other things. */
const NUMBER = /^\d{1,9}(?:\.\d{1,6})?$/u;

/** What these programs print begins with their names too: `traceroute to …`, and sentences of other languages. */
const IS_OUTPUT = /^to$|[^\x20-\x7e]/u;

/** The host to which echo requests go: the last word that is no number. They go to no port. */
export function traceTarget({ positional }: Arguments): Target {
  if (positional.some((one) => IS_OUTPUT.test(one))) return NO_TARGET;
  const word = positional.findLast((one) => !NUMBER.test(one) && hostName(one) !== null);
  return word === undefined ? NO_TARGET : lookupTarget(word);
}

/**
 * What echo requests show of a destination: the address to which the name leads, which the first line tells (role `name`), and
 * nothing of a port. Answers and losses decide nothing: Azure does not answer them.
 */
export function readEcho(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const head = probe.matches.find(({ match }) => match.role === 'name');
  const { host = '', ip = '' } = head?.match.values ?? {};
  const asked = probe.command?.host ?? dnsName(host);
  const records: DnsRecord[] = [];
  if (head !== undefined && isAddress(ip)) {
    const { line } = head;
    const name = dnsName(host);
    if (name !== asked) records.push({ owner: asked, type: 'alias', data: name, line, matched: null });
    records.push({
      owner: asked,
      type: 'address',
      data: ip,
      line,
      matched: null,
      at: Math.max(0, text.at(line).indexOf(ip)),
    });
  }
  return readLookup(probe, context, { records, failures: nameFailures(probe) });
}

/** The same of a program that shows the devices on the way as well. */
export function readTrace(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  return withLastHop(readEcho(probe, context, text), lastHop(probe, text));
}

/** The same of one that does not tell the address: that it sends anything shows that the name was resolved. */
export function readHops(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const hop = lastHop(probe, text);
  if (hop === null || probe.command === null)
    return readLookup(probe, context, { records: [], failures: nameFailures(probe) });
  const evidence = { line: hop.line, start: 0, end: text.at(hop.line).trimEnd().length };
  return withLastHop(lookupOutcome({ ...shownBy(null, 'reachable', 'ok'), evidence }, context, hop.line), hop);
}

/** What ICMP says of the way decides nothing; that there is no such name does. */
function nameFailures(probe: RawProbe): ReturnType<typeof withVerdict> {
  return withVerdict(probe, 'unreachable').filter(({ match }) => match.signature.layer === 'dns');
}

interface Hop {
  readonly line: number;
  readonly place: string;
}

/** ` 3  gw.example (10.0.0.1)  0.5 ms`, `  3    2 ms    2 ms    2 ms  10.0.0.1`, ` 3:  10.0.0.1   0.5ms`, `  3.|-- 10.0.0.1   0.0%  …`. */
const HOP = /^\s{0,4}\d{1,3}(?:\.\|--|\??:)?\s{1,8}(\S.{0,400})$/u;
const TIMED = /\d\s?ms\b|\d%?\s{1,12}\d{1,6}\s{1,12}\d/u;
const NAMED = /^[A-Za-z0-9][A-Za-z0-9._:-]{1,252}$/u;

/** The device of a row; null where none answered, and where the line is no row. */
function deviceIn(line: string): string | null {
  const row = HOP.exec(line)?.[1];
  return row === undefined || !TIMED.test(row) ? null : placeIn(row);
}

/** A line tells the address of a device on the way: a name alone may stand behind any number. */
export function tellsHop(line: string): boolean {
  const device = deviceIn(line);
  return device !== null && isAddress(device);
}

/** The last device that answered; null where none did. */
function lastHop({ first, last }: RawProbe, text: CleanLines): Hop | null {
  let found: Hop | null = null;
  for (let line = first + 1; line <= last; line += 1) {
    const place = deviceIn(text.at(line));
    if (place !== null) found = { line, place };
  }
  return found;
}

/** The address of a row, else its name. */
function placeIn(row: string): string | null {
  const words = row.split(/\s{1,60}/u).map((word) => word.replace(/^[([]/u, '').replace(/[)\]]$/u, ''));
  const [name = ''] = words;
  return words.find(isAddress) ?? (NAMED.test(name) && /[A-Za-z]/u.test(name) ? name : null);
}

function withLastHop(outcome: Outcome, hop: Hop | null): Outcome {
  return hop === null ? outcome : { ...outcome, detail: { ...outcome.detail, lastHop: hop.place } };
}
