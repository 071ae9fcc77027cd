import type { Command } from '../command.ts';
import type { MatchedLine } from './raw-probe.ts';

/** The line with which nslookup names its server, in English and Japanese. */
const SERVER_HEADS: ReadonlySet<string> = new Set(['Server:', 'サーバー:']);
/** nslookup of Windows says so before it asks once more. */
const WAITED = 'DNS request timed out.';
/** nslookup of BIND begins so what it says of a server that failed. */
const FAILED_SERVER = ';;';
/** Names that one nslookup shows are kept up to so many. */
const MOST_NAMES = 256;

/**
 * What the output of a run showed so far: enough to tell, for one more line, whether another run begins with it although no
 * command stands between. Each line is looked at once, so that a probe of any length is read in linear time.
 */
export class RunState {
  readonly #tool: string;
  /** Some line decides something. */
  #decided = false;
  #host: string | null = null;
  #hostsDiffer = false;
  /** Some line says reachable, unreachable, something else; some is of a proxy, of TLS. */
  #reached = false;
  #unreached = false;
  #neither = false;
  #proxy = false;
  #tls = false;
  /** Signatures of an answer of Invoke-WebRequest that were seen. */
  #results: Set<string> | null = null;
  /** curl printed its error. */
  #error = false;
  /** Test-NetConnection said what came of it. */
  #concluded = false;
  /** Ncat gave up: its last line. */
  #gaveUp = false;
  /** nslookup named its server, or gave up. */
  #answered = false;
  /** … named the host, and an address behind it. */
  #named = false;
  #address = false;
  /** … said more than that a server failed. */
  #serverSaid = false;
  #names: Set<string> | null = null;
  /** … said which name it could not resolve. */
  #failed = false;
  /** The first line is a record that quotes its command. */
  #quotedFirst = false;

  constructor(tool: string) {
    this.#tool = tool;
  }

  /** The host that its messages name; null when they name none, or several. */
  get host(): string | null {
    return this.#hostsDiffer ? null : this.#host;
  }

  /** Its messages name the host of which they speak; an answer of DNS names its server and canonical names as well. */
  get named(): boolean {
    return this.#tool === 'nslookup' ? this.#failed : this.#host !== null;
  }

  /** Takes a line of the run; `isFirst` says that it is the line with which its probe begins. */
  add(matched: MatchedLine, isFirst: boolean): void {
    const { match, text } = matched;
    const { signature, pattern, values } = match;
    const host = values.host?.toLowerCase();
    if (host !== undefined) {
      this.#hostsDiffer ||= this.#host !== null && this.#host !== host;
      this.#host ??= host;
      if (this.#tool === 'nslookup') this.#name(host);
    }
    this.#quotedFirst ||= isFirst;
    if (isResult(matched)) (this.#results ??= new Set()).add(signature.id);
    if (SERVER_HEADS.has(pattern.head) || pattern.source.includes('no servers could be reached')) this.#answered = true;
    if (pattern.head === 'Name:' || pattern.head === '名前:') this.#named = true;
    if (this.#named && signature.verdict === 'reachable') this.#address = true;
    if (this.#tool === 'nslookup' && pattern.source.includes('canonical name')) this.#alias(text);
    if (isConclusion(matched)) this.#concluded = true;
    if (signature.verdict === 'informational') return;
    this.#decided = true;
    this.#failed ||= signature.verdict === 'unreachable' && host !== undefined;
    this.#reached ||= signature.verdict === 'reachable';
    this.#unreached ||= signature.verdict === 'unreachable';
    this.#neither ||= signature.verdict !== 'reachable' && signature.verdict !== 'unreachable';
    this.#proxy ||= signature.layer === 'proxy';
    this.#tls ||= signature.layer === 'tls';
    if (pattern.head.startsWith('curl:') && text.startsWith('curl:', match.start)) this.#error = true;
    if (pattern.head === 'Ncat:' && signature.verdict === 'unreachable') this.#gaveUp = true;
    if (pattern.source !== WAITED && pattern.head !== FAILED_SERVER) this.#serverSaid = true;
  }

  /** Does this line begin the output of another run? */
  startsAnew(matched: MatchedLine, command: Command | null): boolean {
    const { match } = matched;
    const { signature, pattern } = match;
    const host = match.values.host?.toLowerCase();
    if (this.#tool === 'tnc') {
      // each result line and each list is a whole check of its own, and so is what names another host
      if (this.#isOtherHost(host)) return true;
      return (
        this.#concluded &&
        (isConclusion(matched) || pattern.head === 'ComputerName' || signature.verdict === 'unreachable')
      );
    }
    if (!this.#decided) return false;
    switch (this.#tool) {
      case 'nc':
        if (this.#isOtherHost(host)) return true;
        if (signature.verdict === 'informational') return isBanner(matched);
        return this.#reached || this.#said(signature.verdict) || this.#gaveUp;
      case 'nslookup':
        // a DNS server that failed is named before the one that answers
        if (SERVER_HEADS.has(pattern.head)) return this.#answered || (command === null && this.#serverSaid);
        return signature.verdict === 'unreachable' && this.#address && !this.#isSameName(match.values.host, command);
      case 'curl':
        return this.#startsRequest(matched, command);
      case 'iwr': {
        if (this.#quotedFirst && command !== null && isRecordHead(matched)) return true;
        // an error record repeats its message; only another answer begins another run
        if (isResult(matched)) return this.#results?.has(signature.id) === true;
        return signature.verdict !== 'informational' && this.#reached !== (signature.verdict === 'reachable');
      }
      default:
        return false;
    }
  }

  #startsRequest({ text, match }: MatchedLine, command: Command | null): boolean {
    const { signature, pattern } = match;
    if (pattern.head.startsWith('%')) return true;
    if (signature.verdict === 'informational') return false;
    if (pattern.head.startsWith('curl:') && text.startsWith('curl:', match.start)) {
      const foreign = command === null && signature.verdict === 'unreachable' && signature.layer !== 'proxy';
      return this.#error || (foreign && !this.#unreached);
    }
    // the proxy's answer may stand behind the error that follows from it
    return this.#error && !this.#proxy && !(this.#tls && command !== null);
  }

  #said(verdict: string): boolean {
    return verdict === 'unreachable' ? this.#unreached : verdict === 'reachable' ? this.#reached : this.#neither;
  }

  #name(name: string): void {
    this.#names ??= new Set();
    if (this.#names.size < MOST_NAMES) this.#names.add(name);
  }

  /** Both name a host, and not the same. */
  #isOtherHost(host: string | undefined): boolean {
    return host !== undefined && this.#host !== null && (this.#hostsDiffer || this.#host !== host);
  }

  /** A and AAAA are asked one after the other: a failure behind an answer is of the same run when it names no other host. */
  #isSameName(host: string | undefined, command: Command | null): boolean {
    if (host === undefined) return command !== null;
    return command?.host === host || this.#names?.has(host.toLowerCase()) === true;
  }

  #alias(text: string): void {
    const name = text.slice(text.indexOf('=') + 1).trim();
    this.#name((name.endsWith('.') ? name.slice(0, -1) : name).toLowerCase());
  }
}

/** The line with which Test-NetConnection says what came of it. */
export function isConclusion({ match }: MatchedLine): boolean {
  return match.pattern.source.includes('TcpTestSucceeded');
}

/** A line that shows what Invoke-WebRequest got. */
function isResult({ match: { pattern } }: MatchedLine): boolean {
  return pattern.head === 'Result' || pattern.head === 'StatusCode';
}

/** The line with which Ncat begins. */
export function isBanner({ match }: MatchedLine): boolean {
  return match.pattern.head === 'Ncat:' && match.pattern.source.includes('Version');
}

/** A record that begins with the name of its cmdlet: `Invoke-WebRequest : …`. */
function isRecordHead({ text, match }: MatchedLine): boolean {
  return /^[\w-]{2,30} ?: $/u.test(text.slice(0, match.start));
}
