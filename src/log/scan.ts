import type { SignatureMatch, SignatureMatcher } from '../signatures/matcher.ts';
import { cleanText, isQuoted } from '../text/clean.ts';
import { isFull } from '../text/columns.ts';
import type { Lines } from '../text/lines.ts';
import { commandOfMarker, commandOfPrompt, isClosedMarker, isMarker, type Command } from './command.ts';

/** A line of a probe that a signature explains. */
export interface MatchedLine {
  readonly line: number;
  /** The line, put together with the following ones that its message takes. */
  readonly text: string;
  readonly match: SignatureMatch;
  /** How many of the following lines the message takes, as a mail program or a console wraps it. */
  readonly continued: number;
}

/** One check with the lines it wrote, before anything is judged. */
export interface RawProbe {
  readonly tool: string;
  command: Command | null;
  readonly first: number;
  last: number;
  readonly matches: MatchedLine[];
  /** Number of the log's part (heading) in which it stands. */
  readonly section: number;
  /** False when the text ends inside its last line, so that the line may be half. */
  terminated: boolean;
}

export interface Scan {
  readonly probes: readonly RawProbe[];
  /** Lines that belong to no probe: environment, settings, headings. */
  readonly others: readonly number[];
  /** What the lines of settings say, where the format has messages for them. */
  readonly settings: readonly MatchedLine[];
  readonly sections: number;
  readonly quoted: boolean;
  /** True when no line needs cleaning, so offsets are the reader's own. */
  readonly plain: boolean;
  readonly script: boolean;
}

/** Tools whose failure is an error record of PowerShell. */
const POWERSHELL: ReadonlySet<string> = new Set(['tnc', 'iwr']);

/** What must be cleaned away before a line is read. */
// eslint-disable-next-line no-control-regex -- these are the characters to look for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u00A0\uFEFF\u200B\u200E\u200F\u202A-\u202E]/;

/** Tools whose messages may stand in any probe. */
const EVERYWHERE = ['shell', 'script', 'powershell'];
/** Tools whose messages show settings rather than a check. */
const SETTINGS: ReadonlySet<string> = new Set(['netsh', 'script']);
const MARK = '#TRY!!';
/** Columns at which no mail program breaks later; the lines of a whole log are longer. */
const WIDEST_MAIL = 100;

/** Finds the probes of a log. With `script`, only a script's own announcements start one. */
export function scan(lines: Lines, matcher: SignatureMatcher, script: boolean): Scan {
  const quoted = isQuoted(lines);
  const scanner = script ? new ScriptScanner(lines, matcher, quoted) : new TerminalScanner(lines, matcher, quoted);
  return scanner.run();
}

/** True when the text holds announcements of a check script. */
export function isScript(text: string): boolean {
  return text.includes(MARK);
}

/** Announcements already read. A script has a few dozen, whatever the number of logs. */
const commands = new Map<string, Command | null>();
const MOST_COMMANDS = 512;

/** Lets go of the reader's text after an analysis. */
export function forgetCommands(): void {
  commands.clear();
}

const toolSets = new Map<string, ReadonlySet<string>>();
function toolsOf(tool: string): ReadonlySet<string> {
  const known = toolSets.get(tool);
  if (known !== undefined) return known;
  const set = new Set([tool, ...EVERYWHERE]);
  toolSets.set(tool, set);
  return set;
}

abstract class Scanner {
  protected readonly lines: Lines;
  protected readonly matcher: SignatureMatcher;
  protected readonly quoted: boolean;
  protected readonly plain: boolean;
  protected readonly wraps: boolean;
  protected readonly probes: RawProbe[] = [];
  protected readonly others: number[] = [];
  protected readonly settings: MatchedLine[] = [];
  protected current: RawProbe | null = null;
  protected section = 0;

  constructor(lines: Lines, matcher: SignatureMatcher, quoted: boolean) {
    this.lines = lines;
    this.matcher = matcher;
    this.quoted = quoted;
    this.plain = !quoted && !CONTROL.test(lines.text);
    this.wraps = lines.longest <= WIDEST_MAIL;
  }

  abstract run(): Scan;

  protected at(line: number): string {
    const raw = this.lines.at(line);
    return this.plain ? raw : cleanText(raw, this.quoted);
  }

  protected open(tool: string, command: Command | null, line: number): RawProbe {
    this.current = {
      tool,
      command,
      first: line,
      last: line,
      matches: [],
      section: this.section,
      terminated: this.lines.isTerminated(line),
    };
    this.probes.push(this.current);
    return this.current;
  }

  protected take(probe: RawProbe, line: number, matched: MatchedLine | null): void {
    probe.last = line + (matched?.continued ?? 0);
    probe.terminated = this.lines.isTerminated(probe.last);
    if (matched !== null) probe.matches.push(matched);
  }

  /** What the line says; together with the next ones where a mail program or a console broke it. */
  protected explain(text: string, line: number, tools?: ReadonlySet<string>): MatchedLine | null {
    let match = this.matcher.match(text, tools);
    let continued = 0;
    let whole = text;
    // a Windows log holds paths that no program breaks, so the length of its lines tells nothing
    const isWindows = tools?.has('tnc') === true || tools?.has('iwr') === true;
    const byMail = (this.wraps || isWindows) && text.length >= SHORTEST_BROKEN;
    // a console of Windows breaks lines at its width, also inside a word
    const byConsole = (match === null || match.weight < 1) && (tools === undefined || isWindows) && isFull(text);
    if (!byMail && !byConsole) return match === null ? null : { line, text, match, continued };
    const own = text.trimEnd();
    for (const joint of byConsole ? ['', ' '] : [' ']) {
      let joined = own;
      for (let more = 1; more <= MOST_JOINED; more += 1) {
        const next = withoutMargin(this.at(line + more).trim());
        if (next === '' || next.startsWith('#')) break;
        joined += joint + next;
        const found = this.matcher.match(joined, tools);
        // a line that begins as the message does is another message, not its rest
        if (found !== null && found.pattern.head !== '' && next.startsWith(found.pattern.head)) break;
        if (found === null || found.start >= own.length || found.end <= joined.length - next.length) continue;
        if (match !== null && found.weight <= match.weight) continue;
        match = { ...found, end: Math.min(found.end, text.length) };
        continued = more;
        whole = joined;
      }
    }
    return match === null ? null : { line, text: whole, match, continued };
  }

  /** Keeps what a line outside the probes says about the settings. */
  protected note(text: string, line: number): void {
    const match = this.matcher.match(text, SETTINGS);
    if (match !== null) this.settings.push({ line, text, match, continued: 0 });
  }

  protected result(script: boolean): Scan {
    return {
      probes: this.probes,
      others: this.others,
      settings: this.settings,
      sections: this.section,
      quoted: this.quoted,
      plain: this.plain,
      script,
    };
  }
}

/** Length of the shortest head that a long host name leaves alone in its line: `nc: getaddrinfo for host`. */
const SHORTEST_BROKEN = 20;

/** Lines that are put together at most: the longest message on a narrow console. */
const MOST_JOINED = 2;

/** PowerShell 7 writes a record's lines behind a margin: `     | message`. */
function withoutMargin(line: string): string {
  return line.startsWith('| ') ? line.slice(2).trimStart() : line;
}

/** A check script announces each probe, so what follows belongs to it up to the next announcement or heading. */
class ScriptScanner extends Scanner {
  /** The script of Windows ends a probe with a rule, and prints its settings in words. */
  readonly #windows: boolean;

  constructor(lines: Lines, matcher: SignatureMatcher, quoted: boolean) {
    super(lines, matcher, quoted);
    this.#windows = !lines.text.includes('##TRY!!');
  }

  override run(): Scan {
    const { lines } = this;
    /** Behind a status line: what follows are its header lines. */
    let headers = false;
    for (let line = 1; line <= lines.count; line += 1) {
      const text = this.at(line);
      if (text === '') {
        headers = false;
        continue;
      }
      const c = text.charCodeAt(0);
      if (c === 35 && this.#structure(text, line)) continue;
      if (this.#windows && isRule(text, c)) this.current = null;
      if (this.current === null) {
        this.others.push(line);
        if (this.#windows) this.note(text, line);
        continue;
      }
      if (this.current.tool === 'curl' && isPureMeter(text, c)) {
        this.take(this.current, line, null);
        continue;
      }
      if (text.startsWith('[INFO]') || text.startsWith('Complete...') || text.startsWith('/usr/local/InMage/')) {
        this.current = null;
        this.others.push(line);
        continue;
      }
      if (headers && isHeader(text, c)) {
        this.take(this.current, line, null);
        continue;
      }
      const matched = this.explain(text, line, toolsOf(this.current.tool));
      this.take(this.current, line, matched);
      headers = matched?.match.pattern.head.startsWith('HTTP/') === true;
      line += matched?.continued ?? 0;
    }
    return this.result(true);
  }

  /** Announcements and headings; false for any other line that begins with `#`. */
  #structure(text: string, line: number): boolean {
    if (isMarker(text)) {
      const whole = this.#wholeMarker(text, line);
      const command = whole === null ? null : this.#command(whole);
      if (command === null) {
        this.current = null;
        this.others.push(line);
      } else {
        this.open(command.tool, command, line);
      }
      return true;
    }
    if (text.startsWith('### ') || text.startsWith('#### ') || text.startsWith('## ')) {
      this.current = null;
      if (!text.startsWith('## ')) this.section += 1;
      this.others.push(line);
      return true;
    }
    return false;
  }

  /** The same announcements stand in every log of a script. */
  #command(announcement: string): Command | null {
    const known = commands.get(announcement);
    if (known !== undefined) return known;
    const command = commandOfMarker(announcement);
    if (commands.size >= MOST_COMMANDS) commands.clear();
    commands.set(announcement, command);
    return command;
  }

  /** The announcement, put together again where it was wrapped; null when its end is missing. */
  #wholeMarker(text: string, line: number): string | null {
    // of Windows nothing but the line end shows that the name is whole
    const windows = !text.startsWith('##');
    if (windows && !this.lines.isTerminated(line)) return null;
    const rest = this.at(line + 1).trim();
    if (windows && isFull(text) && !text.endsWith(' ') && isRestOfMarker(rest)) return text + rest;
    if (isClosedMarker(text)) return text;
    const next = `${text.trimEnd()} ${rest}`;
    return isClosedMarker(next) ? next : null;
  }
}

/** What a console left of an announcement for its next line: the end of a name, perhaps with a port. */
function isRestOfMarker(line: string): boolean {
  return /^[a-z0-9.][a-z0-9.-]{0,252}(?: {1,4}-?port \d{1,5})?$/iu.test(line);
}

/** A row of dashes, equals signs or stars, or the script's line of its end. */
function isRule(text: string, first: number): boolean {
  if (first !== 45 && first !== 61 && first !== 42) return false;
  if (text.startsWith('-----Script')) return true;
  if (text.length < 10) return false;
  for (let i = 1; i < text.length; i += 1) if (text.charCodeAt(i) !== first && text.charCodeAt(i) !== 32) return false;
  return true;
}

/** A header line of an HTTP answer. curl's own messages may stand between them, as they come from standard error. */
function isHeader(text: string, first: number): boolean {
  return first !== 99 && first !== 72
    ? text.indexOf(': ') > 0
    : !text.startsWith('curl') && !text.startsWith('HTTP/') && text.includes(': ');
}

/** A line of curl's progress meter with nothing else in it. */
function isPureMeter(text: string, first: number): boolean {
  if (text.length < 70 || text.length > 90 || (first !== 32 && !(first >= 48 && first <= 57))) return false;
  const last = text.charCodeAt(text.length - 1);
  return ((last >= 48 && last <= 57) || last === 45 || last === 107 || last === 77) && !text.includes('curl');
}

/** Pasted pieces of a terminal: commands start a probe, and so does output that cannot belong to the one before. */
class TerminalScanner extends Scanner {
  override run(): Scan {
    const { lines } = this;
    /** Behind a status line: what follows are its header lines. */
    let headers = false;
    for (let line = 1; line <= lines.count; line += 1) {
      const text = this.at(line);
      if (text.trim() === '') {
        headers = false;
        continue;
      }
      const command = isMarker(text) ? commandOfMarker(text) : commandOfPrompt(text);
      if (command !== null) {
        this.open(command.tool, command, line);
        continue;
      }
      if (this.current?.tool === 'curl' && isPureMeter(text, text.charCodeAt(0))) {
        this.take(this.current, line, null);
        continue;
      }
      const matched = this.explain(text, line, TERMINAL);
      if (matched === null || !isInPlace(matched)) {
        this.#unexplained(text, line);
        continue;
      }
      const { tool } = matched.match.signature;
      if (headers && tool === 'nslookup' && this.current !== null && HEADER.test(text)) {
        this.take(this.current, line, null);
        continue;
      }
      headers = tool === 'curl' && matched.match.pattern.head.startsWith('HTTP/');
      if (SETTINGS.has(tool) && this.current === null) {
        this.others.push(line);
        this.settings.push(matched);
        continue;
      }
      if (tool === 'netsh') {
        this.current = null;
        this.others.push(line);
        this.settings.push(matched);
        continue;
      }
      const probe = EVERYWHERE.includes(tool) && this.current !== null ? this.current : this.#probeFor(tool, matched);
      this.take(probe, line, matched);
      line += matched.continued;
    }
    return this.result(false);
  }

  #unexplained(text: string, line: number): void {
    // a prompt with another command, or the heading of a dump, ends the output before
    if (this.current !== null && (isOtherCommand(text) || isRule(text, text.charCodeAt(0)))) this.current = null;
    if (this.current === null) {
      this.others.push(line);
      return;
    }
    if (this.current.command === null && POWERSHELL.has(this.current.tool))
      this.current.command = commandInRecord(text, this.current.tool);
    this.take(this.current, line, null);
  }

  #probeFor(tool: string, matched: MatchedLine): RawProbe {
    const { current } = this;
    if (tool === 'iwr' && current?.tool === 'curl' && current.command !== null && current.matches.length === 0) {
      // in Windows PowerShell, curl is another name of Invoke-WebRequest
      this.probes.pop();
      return this.open(tool, { ...current.command, tool }, current.first);
    }
    if (current?.tool !== tool || startsAnew(current, matched)) return this.open(tool, null, matched.line);
    return current;
  }
}

/** Tools whose output a terminal may show: what names a service's own error is explained, not judged. */
const TERMINAL: ReadonlySet<string> = new Set(['nslookup', 'nc', 'curl', 'tnc', 'iwr', 'wget', 'netsh', ...EVERYWHERE]);

/** A header line such as `Server: Microsoft-IIS/10.0`; nslookup writes its labels with a tab or two blanks. */
const HEADER = /^[A-Za-z-]{1,40}: \S/u;

/** An error record quotes the command that failed: `+ iwr https://…`, or `   1 |  iwr https://…` in PowerShell 7. */
function commandInRecord(text: string, tool: string): Command | null {
  const quoted = /^(?:\+|\s{0,8}\d{1,6} \|) {1,16}(\S.{0,400})$/u.exec(text)?.[1];
  // a long command is shortened, perhaps inside the name
  if (quoted === undefined || quoted.includes('...')) return null;
  const command = commandOfPrompt(quoted);
  return command?.tool === tool ? command : null;
}

/** The prompt of a Windows shell with a command that is none of ours, or the beginning of a registry dump. */
function isOtherCommand(text: string): boolean {
  return (
    /^(?:PS )?[A-Z]:\\[^>]{0,260}>/u.test(text) || text.trimStart().startsWith('Hive: ') || text.startsWith('HKEY_')
  );
}

/** A status line counts only where curl prints one: at the beginning of its line, or behind `< ` of `-v`. */
function isInPlace({ match, text }: MatchedLine): boolean {
  if (match.signature.tool !== 'curl' || (match.signature.layer !== 'http' && !match.pattern.head.startsWith('HTTP/')))
    return true;
  const before = text.slice(0, match.start);
  return (before === '' || before === '< ') && isAscii(text);
}

/** A reason phrase is ASCII; prose that mentions a status line goes on in Japanese. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 126) return false;
  return true;
}

/** Output without a command line between: does this line begin the output of another run? */
function startsAnew(probe: RawProbe, matched: MatchedLine): boolean {
  const { match } = matched;
  const decided = probe.matches.filter(({ match: { signature } }) => signature.verdict !== 'informational');
  if (decided.length === 0) return false;
  const { signature } = match;
  switch (probe.tool) {
    case 'nc':
      if (isOtherHost(decided, match)) return true;
      return signature.verdict === 'informational'
        ? match.pattern.head.startsWith('Ncat:') && match.pattern.source.includes('Version')
        : decided.some(
            ({ match: { signature: before } }) =>
              before.verdict === 'reachable' || signature.verdict === before.verdict,
          );
    case 'nslookup':
      // a DNS server that failed is named before the one that answers
      if (SERVER_HEADS.has(match.pattern.head))
        return (
          isAnswered(probe) ||
          (probe.command === null &&
            decided.some(({ match: { pattern } }) => pattern.source !== WAITED && pattern.head !== FAILED_SERVER))
        );
      return signature.verdict === 'unreachable' && hasAddress(probe) && !isSameRun(probe, match.values.host);
    case 'curl': {
      if (match.pattern.head.startsWith('%')) return true;
      if (signature.verdict === 'informational') return false;
      const isError = match.pattern.head.startsWith('curl:');
      const hadError = decided.some((d) => d.match.pattern.head.startsWith('curl:'));
      if (isError) {
        const foreign = probe.command === null && signature.verdict === 'unreachable' && signature.layer !== 'proxy';
        return hadError || foreign;
      }
      // the proxy's answer may stand behind the error that follows from it
      const layers = new Set(decided.map((d) => d.match.signature.layer));
      return hadError && !layers.has('proxy') && !(layers.has('tls') && probe.command !== null);
    }
    case 'tnc':
      // each result line and each list is a whole check of its own, and so is what names another host
      return (
        isOtherHost(probe.matches, match) ||
        (decided.some(isConclusion) &&
          (isConclusion(matched) || match.pattern.head === 'ComputerName' || signature.verdict === 'unreachable'))
      );
    case 'iwr': {
      if (isNextRecord(probe, matched)) return true;
      // an error record repeats its message; only another answer begins another run
      const result = match.pattern.head === 'Result' || match.pattern.head === 'StatusCode';
      return result
        ? decided.some(({ match: before }) => before.signature.id === signature.id)
        : isOtherAnswer(decided, match);
    }
    default:
      return false;
  }
}

/** The line with which nslookup names its server, in English and Japanese. */
const SERVER_HEADS: ReadonlySet<string> = new Set(['Server:', 'サーバー:']);
/** nslookup of Windows says so before it asks once more. */
const WAITED = 'DNS request timed out.';
/** nslookup of BIND begins so what it says of a server that failed. */
const FAILED_SERVER = ';;';

/** nslookup has begun to print an answer, or has given up. */
function isAnswered({ matches }: RawProbe): boolean {
  return matches.some(
    ({ match: { pattern } }) =>
      SERVER_HEADS.has(pattern.head) || pattern.source.includes('no servers could be reached'),
  );
}

/** An address stands behind the name; the one before it is the server's. */
function hasAddress({ matches }: RawProbe): boolean {
  const name = matches.findIndex(({ match: { pattern } }) => pattern.head === 'Name:' || pattern.head === '名前:');
  return name >= 0 && matches.slice(name).some(({ match: { signature } }) => signature.verdict === 'reachable');
}

/** A and AAAA are asked one after the other: a failure behind an answer is of the same run when it names no other host. */
function isSameRun({ command, matches }: RawProbe, host: string | undefined): boolean {
  if (host === undefined) return command !== null;
  return command?.host === host || matches.some(({ text }) => text.includes(host));
}

/** Both name a host, and not the same. */
function isOtherHost(matches: readonly MatchedLine[], { values }: SignatureMatch): boolean {
  const host = values.host?.toLowerCase();
  return host !== undefined && matches.some(({ match }) => (match.values.host ?? host).toLowerCase() !== host);
}

/** The line with which Test-NetConnection says what came of it. */
export function isConclusion({ match }: MatchedLine): boolean {
  return match.pattern.source.includes('TcpTestSucceeded');
}

/** A record behind one that quoted its command, where no command line stands between: `Invoke-WebRequest : …`. */
function isNextRecord({ command, first, matches }: RawProbe, { text, match }: MatchedLine): boolean {
  const isQuoted = command !== null && matches[0]?.line === first;
  return isQuoted && /^[\w-]{2,30} ?: $/u.test(text.slice(0, match.start));
}

function isOtherAnswer(decided: readonly MatchedLine[], { signature }: SignatureMatch): boolean {
  if (signature.verdict === 'informational') return false;
  return (
    decided.some(({ match: before }) => before.signature.verdict === 'reachable') !==
    (signature.verdict === 'reachable')
  );
}
