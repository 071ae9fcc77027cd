import type { Gateways } from '../../gateways/gateways.ts';
import type { GatewayMark } from '../../knowledge/types.ts';
import type { Cause } from '../../model/probe.ts';
import type { CleanLines } from '../../text/clean.ts';
import type { RawProbe } from '../../session/raw-probe.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import { outputBefore } from '../../session/prompt.ts';
import type { SystemErrors } from '../os-error.ts';
import type { ProbeContext } from '../outcome.ts';

/** A mark with the line that bears it. */
export interface Marked {
  readonly mark: GatewayMark;
  readonly line: number;
}

/** A status line with what stands behind it. */
export interface Answer {
  readonly line: MatchedLine;
  readonly status: number;
  readonly version: string;
  /** The words behind the number in small letters; empty when there are none, as in HTTP/2. */
  readonly reason: string;
  /** What -v shows that it answers; null where nothing is shown. */
  readonly to: 'connect' | 'request' | null;
  /** Number of header lines behind it. */
  headers: number;
  /** A blank line follows at once. */
  bare: boolean;
  /** Another run's lines stand among its header lines, so that some of them may be missing. */
  torn: boolean;
  location: string | null;
  /** The mark of what wrote it, of what it passed through, of the destination. */
  answered: Marked | null;
  passed: Marked | null;
  destination: Marked | null;
}

/** What `curl -v` tells of the way to an answer; lines within the log. */
interface Trace {
  /** Its lines stand in the probe. */
  verbose: boolean;
  /** The proxy that a variable of the environment names. */
  proxy: string | null;
  /** The name was resolved, or addresses are tried. */
  resolved: number | null;
  /** The name that curl resolved itself: that of the proxy where it uses one. */
  looked: string | null;
  readonly addresses: string[];
  connected: {
    readonly host: string;
    readonly ip: string | null;
    readonly port: number | null;
    readonly line: number;
  } | null;
  /** Single addresses that could not be connected to. */
  readonly attempts: { readonly cause: Cause; readonly line: number }[];
  /** The proxy was asked for a tunnel, and said yes or no. */
  tunnel: { readonly state: 'asked' | 'established' | 'refused'; readonly line: number } | null;
  tls: { readonly version: string | null; readonly line: number } | null;
  issuer: { readonly name: string; readonly line: number } | null;
  subject: string | null;
  verified: { readonly ok: boolean; readonly line: number } | null;
  /** The line from which on it speaks of another host: nothing from there on belongs to this probe. */
  foreign: number | null;
}

/** What a run of curl shows: its answers in their order, the way to them, and what bears a mark without a status line. */
export interface Exchange {
  readonly answers: readonly Answer[];
  readonly trace: Trace;
  /** Marks of a page that is printed without its status line. */
  readonly page: { readonly answered: Marked | null; readonly destination: Marked | null };
  /** The last line that belongs to this run: behind it stands another one whose command is lost. */
  readonly end: number;
}

/** A status line. */
const STATUS_LINE = /^(?:< )?HTTP\/(\d(?:\.\d)?) (\d{3})(?: (.*))?$/u;
/** Header lines that are looked at behind a status line, and answers that are kept. */
const MOST_HEADERS = 80;
const MOST_ANSWERS = 64;
/** Addresses that are kept. */
const MOST_ADDRESSES = 64;

export function isStatusLine({ text, match }: MatchedLine): boolean {
  return match.role === 'status-line' && STATUS_LINE.test(text.trim());
}

/** What lines are read with. */
type Context = Pick<ProbeContext, 'gateways' | 'system'>;

/** Reads the lines of a run once. */
export function readExchange(probe: RawProbe, context: Context, text: CleanLines): Exchange {
  return new ExchangeReader(probe, context, text).read();
}

class ExchangeReader {
  readonly #probe: RawProbe;
  readonly #gateways: Gateways;
  readonly #system: SystemErrors;
  readonly #text: CleanLines;
  readonly #answers: Answer[] = [];
  readonly #trace: Trace = {
    verbose: false,
    proxy: null,
    resolved: null,
    looked: null,
    addresses: [],
    connected: null,
    attempts: [],
    tunnel: null,
    tls: null,
    issuer: null,
    subject: null,
    verified: null,
    foreign: null,
  };
  readonly #page: { answered: Marked | null; destination: Marked | null } = { answered: null, destination: null };
  /** What the last request line asked for. */
  #asked: Answer['to'] = null;
  /** The answer whose header lines are being read. */
  #open: Answer | null = null;
  #headers = 0;
  #meters = 0;
  /** It connected to another host than the asked one, which may turn out to be a proxy. */
  #doubt: { readonly host: string; readonly line: number } | null = null;

  constructor(probe: RawProbe, { gateways, system }: Context, text: CleanLines) {
    this.#probe = probe;
    this.#gateways = gateways;
    this.#system = system;
    this.#text = text;
  }

  read(): Exchange {
    const { matches, first, last } = this.#probe;
    let next = 0;
    let end = last;
    // the command stands on a line of its own, unless several share one that is another's
    const own = this.#probe.command !== null && matches[0]?.line !== first;
    for (let line = own ? first + 1 : first; line <= last; line += 1) {
      while (next < matches.length && (matches[next]?.line ?? 0) < line) next += 1;
      const at = matches[next];
      const matched = at !== undefined && at.line === line ? at : null;
      if (matched?.match.role === 'progress' && this.#isNextRun()) {
        end = line - 1;
        break;
      }
      this.#line(this.#text.at(line).trim(), line, matched);
      if (this.#trace.foreign !== null) break;
    }
    if (this.#doubt !== null) this.#trace.foreign ??= this.#doubt.line;
    // a page that does not end its line stands before the next prompt
    if (this.#trace.foreign === null && end === last) {
      const rest = outputBefore(this.#text.at(last + 1)).trim();
      if (rest !== '') this.#body(rest, last + 1);
    }
    if (this.#trace.foreign !== null) {
      end = this.#trace.foreign - 1;
      for (const answer of this.#answers) answer.torn = answer === this.#open || answer.line.line > end;
    }
    return { answers: this.#answers, trace: this.#trace, page: this.#page, end };
  }

  /** curl begins each run with one progress meter. */
  #isNextRun(): boolean {
    this.#meters += 1;
    return this.#meters > 1;
  }

  #line(own: string, line: number, matched: MatchedLine | null): void {
    if (own === '' || own === '<') {
      if (this.#open !== null && this.#open.headers === 0) this.#open.bare = true;
      this.#open = null;
      return;
    }
    if (matched !== null && this.#status(matched)) return;
    const c = own.charCodeAt(0);
    // what curl tells of its way only where it was asked to is another run's otherwise
    if ((c === 42 || c === 62) && this.#probe.command?.verbose === false) {
      if (isTold(own)) this.#trace.foreign ??= line;
      return;
    }
    if (c === 42) this.#told(own.slice(1).trim(), line);
    else if (c === 62) this.#request(own.slice(1).trim(), line);
    else if (this.#open !== null) this.#header(c === 60 ? own.slice(1).trim() : own, line);
    else if (!decides(matched) && c !== 123 && c !== 125) this.#body(own, line);
  }

  #status(line: MatchedLine): boolean {
    if (line.match.role !== 'status-line') return false;
    const shown = line.text.trim();
    const [, version = '', status, reason = ''] = STATUS_LINE.exec(shown) ?? [];
    if (status === undefined) return false;
    if (this.#doubt !== null) {
      this.#trace.foreign = this.#doubt.line;
      return true;
    }
    const answer: Answer = {
      line,
      status: Number(status),
      version,
      reason: reason.trim().toLowerCase(),
      to: this.#asked,
      headers: 0,
      bare: false,
      torn: false,
      location: null,
      answered: null,
      passed: null,
      destination: null,
    };
    this.#mark(answer, this.#gateways.at('status', shown.startsWith('<') ? shown.slice(1) : shown), line.line);
    this.#open = answer;
    this.#headers = 0;
    if (this.#answers.length < MOST_ANSWERS) this.#answers.push(answer);
    return true;
  }

  #header(own: string, line: number): void {
    const answer = this.#open;
    const colon = own.indexOf(':');
    if (answer === null || colon <= 0 || own.startsWith('curl:') || (own.includes(' ') && own.indexOf(' ') < colon))
      return;
    answer.headers += 1;
    this.#headers += 1;
    if (this.#headers > MOST_HEADERS) return;
    const name = own.slice(0, colon).trim();
    const value = own.slice(colon + 1).trim();
    if (name.length === 8 && name.toLowerCase() === 'location') {
      answer.location = value;
      this.#mark(answer, this.#gateways.at('redirect', value), line);
    }
    const header = `${name}: ${value}`;
    this.#mark(answer, this.#gateways.at('header', header), line);
    if (answer.to === 'connect') this.#mark(answer, this.#gateways.at('connect-header', header), line);
  }

  /** A line of the page itself: what a gateway wrote there outweighs the header lines. */
  #body(own: string, line: number): void {
    const mark = this.#gateways.at('body', own);
    if (mark === null) return;
    const answer = this.#answers.at(-1);
    if (answer !== undefined) this.#mark(answer, mark, line);
    else if (mark.meaning === 'answered') this.#page.answered ??= { mark, line };
    else if (mark.meaning === 'destination') this.#page.destination ??= { mark, line };
  }

  #mark(answer: Answer, mark: GatewayMark | null, line: number): void {
    if (mark === null) return;
    if (mark.meaning === 'answered') {
      // the surer mark stays: one that only a device in between writes
      if (answer.answered === null || (answer.answered.mark.destination !== 'no' && mark.destination === 'no'))
        answer.answered = { mark, line };
    } else if (mark.meaning === 'passed') answer.passed ??= { mark, line };
    else if (mark.meaning === 'destination') answer.destination ??= { mark, line };
  }

  /** A line of the request: `CONNECT host:443 HTTP/1.1`, `GET / HTTP/2`, `Host: …`. */
  #request(own: string, line: number): void {
    this.#trace.verbose = true;
    if (own.startsWith('CONNECT ')) {
      this.#asked = 'connect';
      this.#trace.tunnel = { state: 'asked', line };
      this.#tunnelTo(hostPart(own.slice(8).split(' ', 1)[0] ?? ''), line);
    } else if (/^[A-Z]{3,10} \S{1,2048} HTTP\//u.test(own)) {
      this.#asked = 'request';
      this.#open = null;
    } else if (own.startsWith('Host: ')) this.#expect(hostPart(own.slice(6)), line);
  }

  /** A line in which curl tells what it does. */
  #told(own: string, line: number): void {
    const trace = this.#trace;
    trace.verbose = true;
    for (const [head, read] of SENTENCES) {
      if (!own.startsWith(head)) continue;
      const rest = own.slice(head.length);
      const named = read(trace, rest, line, this.#system);
      if (named !== undefined) this.#connected(named.toLowerCase(), line);
      else if (head === TUNNEL) this.#tunnelTo(hostPart(rest), line);
      return;
    }
  }

  #connected(host: string, line: number): void {
    if (!this.#isStrange(host)) return;
    this.#doubt = { host, line };
  }

  /** What asks for a tunnel to the asked host is its proxy. */
  #tunnelTo(host: string, line: number): void {
    if (this.#doubt !== null && host === this.#probe.command?.host) {
      this.#trace.proxy = this.#doubt.host;
      this.#doubt = null;
    } else this.#expect(host, line);
  }

  /** What names another host than the asked one, and no proxy, belongs to another run. */
  #expect(host: string, line: number): void {
    if (this.#isStrange(host)) this.#trace.foreign = this.#doubt?.line ?? line;
  }

  #isStrange(host: string): boolean {
    const asked = this.#probe.command?.host;
    return host !== '' && asked != null && host !== asked && !this.#isProxy(host) && !this.#isRedirected();
  }

  #isProxy(host: string): boolean {
    const { command } = this.#probe;
    if (this.#trace.proxy !== null && hostPart(this.#trace.proxy) === host) return true;
    return command?.proxy != null && hostPart(command.proxy) === host;
  }

  /** It follows redirections, and one has been answered. */
  #isRedirected(): boolean {
    return this.#probe.command?.follows === true && this.#answers.some(({ status }) => status >= 300 && status < 400);
  }
}

/** A line that is a message of curl's own; what a page says is explained beside. */
function decides(matched: MatchedLine | null): boolean {
  return matched !== null && !(matched.match.signature.finding === true && matched.match.role === null);
}

/** The host of `http://user:pass@proxy:8080/` or `host:443`, in small letters. */
function hostPart(value: string): string {
  const scheme = value.indexOf('://');
  const authority = (scheme < 0 ? value : value.slice(scheme + 3)).split('/', 1)[0] ?? '';
  const named = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  if (named.startsWith('[')) return named.slice(1).split(']', 1)[0] ?? '';
  return named.split(':', 1)[0] ?? '';
}

/** Reads what follows the beginning of a sentence; gives the host that it names, where it names that of the run. */
type Read = (trace: Trace, rest: string, line: number, system: SystemErrors) => string | undefined;

const CONNECTED = /^([^\s()]{1,253}) \(([\dA-Fa-f.:]{2,45}|IP-P?\d{1,9})(?: port (\d{1,5}))?\)(?: port (\d{1,5}))?/u;
/** Without brackets, as 7.67 to 8.4 write it, an IPv6 address and its port cannot be told apart but by a port that everybody uses. */
const TRYING =
  /^(?:\[([\dA-Fa-f.:]{2,45})\](?::\d{1,5})?|([\d.]{7,15}|IP-P?\d{1,9})(?::\d{1,5})?|([\dA-Fa-f:]{2,45}(?:[\d.]{7,15})?))\.\.\.$/u;
const USUAL_PORT = /:(?:443|80)$/u;
const ATTEMPT = /^(\S{2,45}) port \d{1,5}(?: from \S{2,45} port \d{1,5})? failed: (.{1,200})$/u;
const AT_ONCE = /^(\S{2,45}): (.{1,200})$/u;

const connected: Read = (trace, rest, line) => {
  const [, host, ip = null, inner, outer] = CONNECTED.exec(rest) ?? [];
  if (host === undefined) return undefined;
  const port = inner ?? outer;
  trace.connected = { host: host.toLowerCase(), ip, port: port === undefined ? null : Number(port), line };
  return host;
};
const addresses: Read = (trace, rest, line) => {
  for (const one of rest.split(',')) {
    const ip = one.trim();
    if (/^[\dA-Fa-f.:]{2,45}$/u.test(ip)) add(trace, ip);
  }
  if (trace.addresses.length > 0) trace.resolved ??= line;
  return undefined;
};
const trying: Read = (trace, rest, line) => {
  const [, bracketed, ipv4, bare] = TRYING.exec(rest) ?? [];
  const ip = bracketed ?? ipv4 ?? bare?.replace(USUAL_PORT, '');
  if (ip !== undefined) {
    add(trace, ip);
    trace.resolved ??= line;
  }
  return undefined;
};
const attempt =
  (form: RegExp): Read =>
  (trace, rest, line, system) => {
    const said = form.exec(rest)?.[2];
    const cause = said === undefined ? null : system.causeOf(said);
    if (cause !== null) trace.attempts.push({ cause, line });
    return undefined;
  };
const tunnel =
  (state: 'asked' | 'established' | 'refused'): Read =>
  (trace, _, line) => {
    trace.tunnel = { state, line };
    return undefined;
  };
const verified =
  (ok: boolean): Read =>
  (trace, _, line) => {
    trace.verified = { ok, line };
    return undefined;
  };

const TUNNEL = 'Establish HTTP proxy tunnel to ';

/** Sentences of curl 7.29 to 8.17 (lib/*.c), by their beginnings. */
const SENTENCES: readonly (readonly [string, Read])[] = [
  ['Connected to ', connected],
  ['Established connection to ', connected],
  [
    'Host ',
    (trace, rest) => {
      if (rest.endsWith(' was resolved.')) trace.looked = hostPart(rest.slice(0, -' was resolved.'.length));
      return undefined;
    },
  ],
  ['IPv4: ', addresses],
  ['IPv6: ', addresses],
  ['Trying ', trying],
  ['connect to ', attempt(ATTEMPT)],
  ['Immediate connect fail for ', attempt(AT_ONCE)],
  [
    'Uses proxy env variable ',
    (trace, rest) => {
      const [name = '', value = ''] = rest.split(' == ', 2);
      if (!name.startsWith('no_proxy') && !name.startsWith('NO_PROXY')) trace.proxy = value.replaceAll("'", '');
      return undefined;
    },
  ],
  [TUNNEL, tunnel('asked')],
  ['CONNECT tunnel established', tunnel('established')],
  ['CONNECT phase completed', tunnel('established')],
  ['Proxy replied 200 to CONNECT', tunnel('established')],
  ['Proxy replied OK to CONNECT', tunnel('established')],
  ['CONNECT tunnel failed', tunnel('refused')],
  ['Received HTTP code ', tunnel('refused')],
  [
    'SSL connection using ',
    (trace, rest, line) => {
      trace.tls = { version: rest.split(' ', 1)[0] ?? null, line };
      return undefined;
    },
  ],
  [
    'issuer: ',
    (trace, rest, line) => {
      trace.issuer = { name: rest, line };
      return undefined;
    },
  ],
  [
    'subject: ',
    (trace, rest) => {
      trace.subject = rest;
      return undefined;
    },
  ],
  ['SSL certificate verify ok', verified(true)],
  ['SSL certificate verify result:', verified(false)],
  ['SSL certificate problem:', verified(false)],
];

/** A line with which curl -v names the host that it connects to or asks. */
function isTold(own: string): boolean {
  return /^(?:\* {0,3}(?:Connected to|Established connection to|Trying) |> (?:Host: |CONNECT |[A-Z]{3,10} \S{1,2048} HTTP\/))/u.test(
    own,
  );
}

function add({ addresses: known }: Trace, ip: string): void {
  if (known.length < MOST_ADDRESSES && !known.includes(ip)) known.push(ip);
}

/** Sentences that say something only in their whole form. */
const FORMS: ReadonlyMap<Read, RegExp> = new Map([
  [connected, CONNECTED],
  [trying, TRYING],
]);

/** A line in which curl tells what it does, as it is understood. */
export function tells(line: string): boolean {
  if (!line.startsWith('* ')) return false;
  const own = line.slice(2).trim();
  const [head = '', read] = SENTENCES.find(([begin]) => own.startsWith(begin)) ?? [];
  return read !== undefined && FORMS.get(read)?.test(own.slice(head.length)) !== false;
}
