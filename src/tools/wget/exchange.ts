import type { Gateways } from '../../gateways/gateways.ts';
import type { GatewayMark } from '../../knowledge/types.ts';
import type { RawProbe } from '../../session/raw-probe.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import { isAddress } from '../../text/address.ts';
import type { CleanLines } from '../../text/clean.ts';

/** A place that wget connects to: `host|10.0.0.1|:443`. */
interface Place {
  readonly host: string;
  readonly ip: string | null;
  readonly port: number | null;
}

/** A status that wget prints. */
export interface Answer {
  readonly status: number;
  readonly line: number;
  /** The line as a message; null where wget prints the server's own status line, or only its error. */
  readonly matched: MatchedLine | null;
  /** It was asked for with a proxy in between. */
  readonly byProxy: boolean;
}

/** What a run of wget shows up to its first answer. */
export interface Exchange {
  readonly answer: Answer | null;
  readonly resolved: { readonly host: string; readonly addresses: readonly string[]; readonly line: number } | null;
  readonly connected: (Place & { readonly line: number }) | null;
  /** Where the answer leads to. */
  readonly location: string | null;
  /** The mark of what wrote the answer, and of the destination, in the header lines that `-S` shows. */
  readonly answered: GatewayMark | null;
  readonly destination: GatewayMark | null;
  /** The certificate could not be verified, and wget went on. */
  readonly unverified: { readonly issuer: string | null; readonly line: number } | null;
}

/** Header lines and addresses that are looked at. */
const MOST_HEADERS = 80;
const MOST_ADDRESSES = 16;

/** The server's own status line, which `-S` shows. */
const STATUS_LINE = /^\s{1,4}HTTP\/\d(?:\.\d)? (\d{3})(?: |$)/u;
/** What wget ends with, behind date and time: all that `-nv` prints of a failure. */
const ERROR = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \S{3,5} (\d{3}): /u;
const REDIRECTION = /^\s{0,4}\S{1,12}: (https?:\/\/\S{1,2048})/u;
const HEADER = /^\s{1,4}([A-Za-z][A-Za-z0-9-]{0,60}): (.{0,2000})$/u;

/** Reads the lines of a run up to its first answer and what stands behind that. */
export function readExchange(probe: RawProbe, gateways: Gateways, text: CleanLines): Exchange {
  const answer = answerIn(probe, text);
  const end = answer?.line ?? probe.last;
  const before = probe.matches.filter(({ line }) => line <= end);
  const told = before.find(({ match }) => match.role === 'answer');
  const connected = before.filter(({ match }) => match.role === 'connected').at(-1);
  return {
    answer,
    resolved:
      told?.match.values.host === undefined
        ? null
        : { host: told.match.values.host.toLowerCase(), addresses: addressesIn(told), line: told.line },
    connected: connected === undefined ? null : { ...connectedPlace(connected), line: connected.line },
    ...headersBehind(answer, probe, gateways, text),
    unverified: unverifiedIn(before),
  };
}

function answerIn({ command, first, last, matches }: RawProbe, text: CleanLines): Answer | null {
  const matched = matches.find(({ match }) => match.role === 'status-line') ?? null;
  for (let line = command === null ? first : first + 1; line <= last; line += 1) {
    if (matched !== null && matched.line === line) {
      const byProxy = matched.text.startsWith('Proxy', matched.match.start);
      return { status: Number(matched.match.values.n), line, matched, byProxy };
    }
    const own = text.at(line);
    const status = STATUS_LINE.exec(own)?.[1] ?? ERROR.exec(own)?.[1];
    if (status === undefined) continue;
    const byProxy = line > first && text.at(line - 1).startsWith('Proxy ');
    return { status: Number(status), line, matched: null, byProxy };
  }
  return null;
}

function addressesIn({ text, match }: MatchedLine): string[] {
  const list = text.slice(match.start).split(/\.\.\. ?/u)[1] ?? '';
  return list
    .split(', ', MOST_ADDRESSES)
    .map((word) => word.trim())
    .filter(isAddress);
}

function connectedPlace({ match: { values } }: MatchedLine): Place {
  const { host, ip, port } = values;
  return {
    host: (host ?? ip ?? '').toLowerCase(),
    ip: ip ?? null,
    port: port === undefined ? null : Number(port),
  };
}

/** The host that a failure names, which could not be resolved or connected to; null where it names none. */
export function hostIn({ text, match }: MatchedLine): string | null {
  const { host, text: place } = match.values;
  const [name = ''] = (host ?? place ?? text.slice(0, match.start).trim()).split(/[ |]|:\d{1,5}$/u, 1);
  return name === '' ? null : name.replace(/^\[|\]$/gu, '').toLowerCase();
}

type Headers = Pick<Exchange, 'location' | 'answered' | 'destination'>;

/** The lines behind an answer up to a blank one: where it leads to, and the header lines that `-S` shows. */
function headersBehind(answer: Answer | null, { last }: RawProbe, gateways: Gateways, text: CleanLines): Headers {
  let location: string | null = null;
  let answered: GatewayMark | null = null;
  let destination: GatewayMark | null = null;
  if (answer === null) return { location, answered, destination };
  const end = Math.min(last, answer.line + MOST_HEADERS);
  for (let line = answer.line + 1; line <= end; line += 1) {
    const own = text.at(line);
    if (own.trim() === '') break;
    location ??= REDIRECTION.exec(own)?.[1] ?? null;
    const [, name, value = ''] = HEADER.exec(own) ?? [];
    if (name === undefined) continue;
    const mark = gateways.at('header', `${name}: ${value.trim()}`);
    if (mark?.meaning === 'answered') answered ??= mark;
    else if (mark?.meaning === 'destination') destination ??= mark;
  }
  return { location, answered, destination };
}

function unverifiedIn(lines: readonly MatchedLine[]): Exchange['unverified'] {
  const found = lines.find(
    ({ match: { signature } }) =>
      signature.layer === 'tls' && (signature.verdict === 'informational' || signature.cause === 'tls_untrusted'),
  );
  if (found === undefined) return null;
  const issuer = /[‘`'](CN=[^’'‘`]{1,400}|\/[^’'‘`]{1,400}|[A-Z]{1,2}=[^’'‘`]{1,400})[’']/u.exec(found.text)?.[1];
  return { issuer: issuer ?? null, line: found.line };
}
