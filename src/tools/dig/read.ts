import type { RawProbe } from '../../session/raw-probe.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import type { CleanLines } from '../../text/clean.ts';
import { isAddress } from '../../text/address.ts';
import { dnsName, isOfDestination, isSilent, lookupOutcome, recordsIn, type DnsRecord } from '../lookup.ts';
import { readLookup } from '../lookup-read.ts';
import { shownBy, withVerdict, type Outcome, type ProbeContext } from '../outcome.ts';
import { asksAddress } from './options.ts';

/** One answer, from its status to the line with its size. */
interface Block {
  readonly status: MatchedLine;
  question: { readonly name: string; readonly type: string } | null;
  /** Records in its answer section, as its flags say. */
  count: number | null;
  /** The server looks names up for its clients, or is the one of the zone: what it does not have does not exist. */
  final: boolean;
  ended: boolean;
}

const FLAGS = /^;; flags:([a-z ]{0,60});.{0,60}? ANSWER: (\d{1,5})(?:,|$)/u;
const QUESTION = /^;(\S{1,255})\s{1,80}(?:IN|CH|HS|ANY|CLASS\d{1,5})\s{1,40}([A-Z][A-Z0-9]{0,11})\s{0,40}$/u;
const END = /^;; (?:Query time|SERVER|WHEN|MSG SIZE)/u;
/** A line of `+short`: an address, or the name that an alias leads to. */
const SHORT = /^[A-Za-z0-9._:-]{1,255}$/u;

/**
 * dig resolved the name when a record of the answer, reached from the name that was asked for, holds an address. The status
 * tells a failure; NOERROR without an address is one where the answer is whole. `+short` prints the data only, and nothing
 * of a failure, so that silence says no more than that there is no address.
 */
export function readDig(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const words = probe.command?.text.split(/\s{1,20}/u) ?? [];
  const blocks = blocksIn(probe, text);
  const asked = probe.command === null ? probe.run.host : probe.command.host;
  // the answer to another question is none for this one
  const own = blocks.filter(({ question }) => question === null || asked === null || question.name === asked);
  const foreign = own.length < blocks.length;
  const short = words.includes('+short');
  const records =
    foreign && own.length === 0 ? [] : [...recordsIn(probe), ...(short ? shortIn(probe, text, asked ?? '') : [])];
  const server = probe.matches.find(({ match }) => match.role === 'server')?.match.values.ip;
  const statuses = new Set(blocks.map(({ status }) => status));
  const failures = withVerdict(probe, 'unreachable').filter(
    (line) => !statuses.has(line) || own.some((block) => fails(block, line)),
  );
  const outcome = readLookup(probe, context, {
    records,
    failures,
    empty: own.find(isEmpty)?.status ?? null,
    ...(server === undefined ? {} : { server }),
  });
  // records of a zone or of mail belong to no destination
  const other = own.some(({ question }) => question !== null && !isOfDestination(question.type));
  if (probe.command === null && other) return { ...outcome, host: null };
  const silent = short && asksAddress(words) && probe.matches.length === 0 && isSilent(probe, text);
  return silent ? lookupOutcome(shownBy(null, 'unreachable', 'dns', outcome.detail), context, probe.first) : outcome;
}

/** A name that does not exist has no record of any type; another failure may be that of the type alone. */
function fails({ status, question }: Block, line: MatchedLine): boolean {
  return status === line && (isForAddress(question?.type) || line.match.signature.cause === 'dns_nxdomain');
}

/** The answer to a question for an IPv4 address is whole, and has none. */
function isEmpty({ status, question, count, final, ended }: Block): boolean {
  return (
    status.match.signature.verdict === 'informational' && question?.type === 'A' && final && (count === 0 || ended)
  );
}

function isForAddress(type: string | undefined): boolean {
  return type === undefined || type === 'A' || type === 'AAAA';
}

function blocksIn(probe: RawProbe, text: CleanLines): Block[] {
  const statuses = new Map(
    probe.matches.flatMap((line) => (line.match.role === 'conclusion' ? [[line.line, line] as const] : [])),
  );
  const blocks: Block[] = [];
  for (let line = probe.first; line <= probe.last && statuses.size > 0; line += 1) {
    const status = statuses.get(line);
    if (status !== undefined) blocks.push({ status, question: null, count: null, final: false, ended: false });
    const block = blocks.at(-1);
    if (block === undefined) continue;
    const own = text.at(line);
    const [, flags, count] = FLAGS.exec(own) ?? [];
    if (flags !== undefined) {
      block.count = Number(count);
      block.final = / (?:ra|aa)(?: |$)/u.test(flags);
    }
    const [, name, type = ''] = QUESTION.exec(own) ?? [];
    if (name !== undefined) block.question ??= { name: dnsName(name), type };
    block.ended ||= END.test(own);
  }
  return blocks;
}

/** What `+short` printed right behind its command. */
function shortIn({ first, last, matches }: RawProbe, text: CleanLines, asked: string): DnsRecord[] {
  const records: DnsRecord[] = [];
  if (matches.length > 0) return records;
  let owner = asked;
  for (let line = first + 1; line <= last; line += 1) {
    const own = text.at(line).trim();
    if (!SHORT.test(own)) break;
    const type = isAddress(own) ? 'address' : 'alias';
    // the name of an alias ends in a dot
    if (type === 'alias' && !own.endsWith('.')) break;
    records.push({ owner, type, data: type === 'alias' ? dnsName(own) : own, line, matched: null });
    if (type === 'alias') owner = dnsName(own);
  }
  return records;
}
