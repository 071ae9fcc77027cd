import { simpleCommands, type Shell, type SimpleCommand } from '../text/shell-words.ts';
import { readArguments, type Arguments } from './options.ts';
import { promptOf, type Prompt } from './prompt.ts';
import { isWrapper, peel } from './wrappers.ts';

/** The command of a probe: which tool was run against which destination. */
export interface Command {
  readonly tool: string;
  readonly text: string;
  readonly host: string | null;
  readonly port: number | null;
  readonly scheme: 'http' | 'https' | null;
  /** A proxy given on the command line itself, or by a variable before it. */
  readonly proxy: string | null;
  /** Hosts to which it goes directly whatever the proxy; `*`: all of them. */
  readonly noProxy: string | null;
  /** It checks certificates against the machine's own authorities. */
  readonly verifies: boolean;
  /** It hides what goes wrong: `-s` without `-S`. */
  readonly quiet: boolean;
  /** It tells what it does: `-v`. */
  readonly verbose: boolean;
  /** It follows redirections. */
  readonly follows: boolean;
  /**
   * What it connects to, or asks for, need not be the host that it names (`--resolve`, `--connect-to`, another `Host:`, a
   * socket, UDP): success proves nothing for that host.
   */
  readonly elsewhere: boolean;
}

/** A line with a command. */
export interface CommandLine {
  /** What the prompt tells of the machine and the user. */
  readonly place: Pick<Prompt, 'machine' | 'root'>;
  /** The text behind the prompt. */
  readonly text: string;
  /** Nothing but a shell writes such a line. */
  readonly sure: boolean;
  /** What can be read, in the order in which it runs; several URLs of one curl are as many. */
  readonly commands: readonly Command[];
  /** Each of them runs once, one after the other, so that their outputs follow each other. */
  readonly inTurn: boolean;
  /** The tool of a command that cannot be read, where it is known; null when there is none, the empty text for an unknown one. */
  readonly other: string | null;
}

/** Names under which a tool is run, in lower case and without `.exe`. */
const TOOL_NAMES: ReadonlyMap<string, string> = new Map([
  ['nslookup', 'nslookup'],
  ['nc', 'nc'],
  ['ncat', 'nc'],
  ['netcat', 'nc'],
  ['curl', 'curl'],
  ['tnc', 'tnc'],
  ['test-netconnection', 'tnc'],
  ['iwr', 'iwr'],
  ['invoke-webrequest', 'iwr'],
  ['irm', 'iwr'],
  ['invoke-restmethod', 'iwr'],
]);

/** Network tools whose output is not read. */
const UNREAD: ReadonlySet<string> = new Set(
  `openssl mtr telnet dig host wget ping ping6 traceroute traceroute6 tracert tracepath nmap psping portqry resolve-dnsname
  test-connection resolvectl systemd-resolve iscsiadm tcpdump azcmagent getent ssh kubectl vssadmin netsh certutil iptables nft socat
  hping3 tcping fping arp nbtstat pathping netstat ss ipconfig`.split(/\s+/u),
);

/** Tools of PowerShell: an error record begins with their name, and another one quotes the command behind `+`. */
const POWERSHELL: ReadonlySet<string> = new Set(['tnc', 'iwr']);

/** A command line is no longer; a token in a header is long. */
const LONGEST = 8192;

const MARKER = 'TRY!!';

/** True for the line with which the check scripts announce a probe: `##TRY!! … ##` (Linux), `#TRY!! …` (Windows). */
export function isMarker(line: string): boolean {
  return line.startsWith('##TRY!!') || line.startsWith('#TRY!!');
}

/**
 * True when the announcement is whole; a mail or a cut may have left only its head. One of Linux says so itself, one of
 * Windows is whole when it names its destination.
 */
export function isClosedMarker(line: string): boolean {
  if (!line.startsWith('##')) {
    const command = commandOfMarker(line);
    return command !== null && command.host !== null && (command.host.includes('.') || command.tool !== 'tnc');
  }
  return line.trimEnd().endsWith('##') && line.trim().length > MARKER.length + 4;
}

/** The command that a script announces: `##TRY!! curl -I https://… ##`, `#TRY!! tnc host -port 443`. */
export function commandOfMarker(line: string): Command | null {
  const text = line.slice(line.indexOf(MARKER) + MARKER.length).trim();
  const whole = (text.endsWith('##') ? text.slice(0, -2) : text).trim();
  const [simple] = simpleCommands(whole, line.startsWith('##') ? 'posix' : 'windows');
  return simple === undefined ? null : (readCommand(simple.words, whole)[0] ?? null);
}

/** What the announcement of a script runs, readable or not; null when it runs nothing. */
export function textOfMarker(line: string): { readonly text: string; readonly tool: string | null } | null {
  const text = line
    .slice(line.indexOf(MARKER) + MARKER.length)
    .replaceAll('#', '')
    .trim();
  const word = text.split(/\s/u, 1)[0] ?? '';
  return word === '' ? null : { text, tool: UNREAD.has(baseName(word)) ? baseName(word) : null };
}

/** The command of a terminal line, with or without a prompt before it; null when the line is none. */
export function commandOfPrompt(line: string): Command | null {
  return commandLineOf(line)?.commands[0] ?? null;
}

/** True where a line ends in the sign with which its shell goes on in the next one. */
export function isContinued(line: string): boolean {
  return line.endsWith('\\') || line.endsWith(' `') || line.endsWith(' ^');
}

/** Reads a line of a terminal; null when it holds neither a prompt nor a command that can be told from prose. */
export function commandLineOf(line: string): CommandLine | null {
  if (line.length > LONGEST) return null;
  const prompt = promptOf(line);
  const text = (prompt === null ? line : line.slice(prompt.end)).trim();
  const sure = prompt?.sure === true;
  if (!sure && !mayBeCommand(text)) return null;
  const shell = prompt?.shell ?? shellOf(text);
  const simple = simpleCommands(text, shell).flatMap((one) => inner(one, shell));
  const commands = simple.flatMap((one) => commandsIn(one, shell));
  const others = simple.map((one) => otherIn(one, shell)).filter((tool) => tool !== null);
  if (!sure && commands.length === 0 && !others.some((tool) => isCalled(tool, simple))) return null;
  return {
    place: placeOf(prompt),
    text,
    sure,
    commands:
      simple.length === 1 || commands.length === 1 ? commands.map((command) => ({ ...command, text })) : commands,
    inTurn: new Set(commands.map(({ text: own }) => own)).size === commands.length && simple.every(isInTurn),
    other: others.find((tool) => tool !== '') ?? others[0] ?? null,
  };
}

/** What a shell is given to run: `powershell -Command "…"`, `bash -c '…'`, `cmd /c …`. */
function inner(simple: SimpleCommand, shell: Shell): readonly SimpleCommand[] {
  const { rest } = peel(simple.words);
  const [name = '', ...words] = rest;
  const own = SHELLS[baseName(name)];
  if (own === undefined) return [simple];
  const at = words.findIndex((word) => own.option.test(word));
  const script = at < 0 ? '' : own.all ? words.slice(at + 1).join(' ') : (words[at + 1] ?? '');
  const found = simpleCommands(script, own.shell ?? shell);
  return found.length === 0 ? [simple] : found.map((one) => ({ ...one, joint: one.joint ?? simple.joint }));
}

/** Shells with the option behind which their script stands, in one word or in all that follow. */
const SHELLS: Readonly<Record<string, { readonly option: RegExp; readonly all: boolean; readonly shell?: Shell }>> = {
  powershell: { option: /^-c(?:o(?:m(?:m(?:a(?:nd?)?)?)?)?)?$/iu, all: true, shell: 'windows' },
  pwsh: { option: /^-c(?:o(?:m(?:m(?:a(?:nd?)?)?)?)?)?$/iu, all: true, shell: 'windows' },
  cmd: { option: /^\/[ck]$/iu, all: true, shell: 'windows' },
  bash: { option: /^-[a-z]{0,4}c$/u, all: false, shell: 'posix' },
  sh: { option: /^-[a-z]{0,4}c$/u, all: false, shell: 'posix' },
};

function placeOf(prompt: Prompt | null): CommandLine['place'] {
  return {
    ...(prompt?.machine === undefined ? {} : { machine: prompt.machine }),
    ...(prompt?.root === undefined ? {} : { root: prompt.root }),
  };
}

function isInTurn({ joint }: SimpleCommand): boolean {
  return joint !== 'beside';
}

/** The first word tells whether a line without a prompt of its own can be a command at all. */
function mayBeCommand(text: string): boolean {
  // command-not-found of Ubuntu writes `Command 'nslookup' not found`; the shell's own `command` has small letters
  if (text.startsWith("Command '")) return false;
  const word = text.charCodeAt(0) === 40 ? text.slice(1) : text;
  const end = word.search(/[\s;|&]/u);
  const raw = end < 0 ? word : word.slice(0, end);
  const first = baseName(raw);
  return TOOL_NAMES.has(first) || UNREAD.has(first) || isWrapper(first) || isWrapper(raw);
}

/** Without a prompt an unread tool counts only where it is called as programs are: prose speaks of `host` and `ping` too. */
function isCalled(tool: string, [first]: readonly SimpleCommand[]): boolean {
  const [name = '', next = ''] = first?.words ?? [];
  return tool !== '' && baseName(name) === tool && (next.startsWith('-') || next === 's_client');
}

/** PowerShell and cmd without a prompt: their tools' names tell. */
function shellOf(text: string): Shell {
  return /^(?:tnc|test-netconnection|iwr|irm|invoke-\w{3,12}|curl\.exe|\$)/iu.test(text) ? 'windows' : 'posix';
}

function commandsIn({ words, text }: SimpleCommand, shell: Shell): Command[] {
  const { rest, variables } = peel(words);
  return readCommand(rest, text, variables, shell).filter(({ host }) => host !== null);
}

/** The tool of a simple command that cannot be read; null when it can, or when it runs nothing. */
function otherIn({ words, text }: SimpleCommand, shell: Shell): string | null {
  const { rest, variables } = peel(words);
  if (rest[0] === undefined) return null;
  if (readCommand(rest, text, variables, shell).some(({ host }) => host !== null)) return null;
  const name = baseName(rest[0]);
  return UNREAD.has(name) || TOOL_NAMES.has(name) ? name : '';
}

const NO_VARIABLES: ReadonlyMap<string, string> = new Map();

function readCommand(
  words: readonly string[],
  text: string,
  variables = NO_VARIABLES,
  shell: Shell = 'posix',
): Command[] {
  const [name = '', next] = words;
  const base = baseName(name);
  const tool = TOOL_NAMES.get(base) ?? (base === 'wget' && shell === 'windows' ? 'iwr' : undefined);
  // `Invoke-WebRequest : …` begins an error record
  if (tool === undefined || next === ':') return [];
  // … in which PowerShell quotes the command
  if (text.startsWith('+ ') && POWERSHELL.has(tool)) return [];
  const given = readArguments(tool, words.slice(1));
  const basis = { tool, text, ...settingsOf(tool, given, variables) };
  return targetsOf(tool, given).map((target) => ({
    ...basis,
    ...target,
    proxy: proxyFor(target, basis.proxy, variables),
  }));
}

type Settings = Pick<Command, 'proxy' | 'noProxy' | 'verifies' | 'quiet' | 'verbose' | 'follows' | 'elsewhere'>;

function settingsOf(
  tool: string,
  { options, positional }: Arguments,
  variables: ReadonlyMap<string, string>,
): Settings {
  const value = (...keys: readonly string[]): string | null => {
    for (const key of keys) {
      const found = options.get(key)?.at(-1);
      if (found !== undefined) return found;
    }
    return null;
  };
  const has = (...keys: readonly string[]): boolean => keys.some((key) => options.has(key));
  switch (tool) {
    case 'curl':
      return {
        proxy: value('proxy', 'preproxy', 'proxy1.0') ?? socks(value(...SOCKS)),
        noProxy: value('noproxy') ?? variables.get('no_proxy') ?? null,
        verifies: !has('insecure', 'cacert', 'capath'),
        quiet: has('silent') && !has('show-error'),
        verbose: has('verbose', 'trace', 'trace-ascii'),
        follows: has('location', 'location-trusted'),
        elsewhere:
          has('resolve', 'connect-to', 'unix-socket', 'abstract-unix-socket', 'config', 'request-target') ||
          isRenamed(options.get('header'), positional),
      };
    case 'iwr':
      return {
        proxy: value('proxy'),
        noProxy: has('noproxy') ? '*' : null,
        verifies: !has('skipcertificatecheck'),
        quiet: false,
        verbose: has('verbose'),
        follows: value('maximumredirection') !== '0',
        elsewhere: has('unixsocket') || /\bhost["']? ?= ?/iu.test(value('headers') ?? ''),
      };
    case 'nc':
      return { ...PLAIN, proxy: value('proxy'), elsewhere: has('udp', 'unix') };
    default:
      return PLAIN;
  }
}

const PLAIN: Settings = {
  proxy: null,
  noProxy: null,
  verifies: true,
  quiet: false,
  verbose: false,
  follows: false,
  elsewhere: false,
};
const SOCKS = ['socks4', 'socks4a', 'socks5', 'socks5-hostname'];

function socks(server: string | null): string | null {
  return server === null || server.includes('://') ? server : `socks5://${server}`;
}

/** A header asks the destination for another host's content. */
function isRenamed(headers: readonly string[] | undefined, positional: readonly string[]): boolean {
  return (headers ?? []).some((header) => {
    const named = /^host:\s{0,9}([^\s:]{1,253})/iu.exec(header)?.[1]?.toLowerCase();
    return named !== undefined && !positional.some((word) => urlTarget(word)?.host === named);
  });
}

/** A variable before the command sets the proxy for its scheme, unless an option does. */
function proxyFor({ scheme }: Target, given: string | null, variables: ReadonlyMap<string, string>): string | null {
  if (given !== null) return given === '' ? null : given;
  const found =
    (scheme === 'http' ? variables.get('http_proxy') : variables.get('https_proxy')) ?? variables.get('all_proxy');
  return found === undefined || found === '' ? null : found;
}

type Target = Pick<Command, 'host' | 'port' | 'scheme'>;

function targetsOf(tool: string, { positional, options }: Arguments): Target[] {
  switch (tool) {
    case 'curl': {
      const found = [...(options.get('url') ?? []), ...positional].map(urlTarget).filter((target) => target !== null);
      return found.length === 0 ? [NO_TARGET] : found;
    }
    case 'iwr': {
      // the scripts name a host without a scheme; what they test is its HTTPS port
      const named = options.get('uri')?.[0] ?? positional[0] ?? '';
      const target = urlTarget(named) ?? NO_TARGET;
      return [named.includes('://') || target.port !== 80 ? target : { ...target, port: 443, scheme: null }];
    }
    case 'nc':
      return [portTarget(positional)];
    case 'tnc': {
      const common = COMMON_PORTS[(options.get('commontcpport')?.[0] ?? '').toLowerCase()];
      const named = options.get('computername')?.[0];
      const [first = '', second = '', third = ''] = named === undefined ? positional : [named, ...positional];
      const port = options.get('port')?.[0] ?? common ?? (second === 'port' ? third : second);
      return [portTarget([first, port], true)];
    }
    default:
      return [{ ...NO_TARGET, host: hostName(positional[0] ?? '') }];
  }
}

/** Ports that Test-NetConnection knows by name. https://learn.microsoft.com/powershell/module/nettcpip/test-netconnection */
const COMMON_PORTS: Readonly<Record<string, string>> = { http: '80', rdp: '3389', smb: '445', winrm: '5985' };

function baseName(word: string): string {
  const name = word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).toLowerCase();
  return name.endsWith('.exe') ? name.slice(0, -4) : name;
}

const NO_TARGET: Target = { host: null, port: null, scheme: null };
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, telnet: 23 };

/** The destination of a URL, or of a word that looks like a host; null when it is neither. */
function urlTarget(word: string): Target | null {
  const schemeEnd = word.indexOf('://');
  const scheme = schemeEnd < 0 ? 'http' : word.slice(0, schemeEnd).toLowerCase();
  const standard = DEFAULT_PORTS[scheme];
  if (standard === undefined) return null;
  const rest = schemeEnd < 0 ? word : word.slice(schemeEnd + 3);
  const authority = rest.split(/[/?#]/u, 1)[0] ?? '';
  const named = splitPort(authority.slice(authority.lastIndexOf('@') + 1));
  if (named === null || (schemeEnd < 0 && !named.host.includes('.'))) return null;
  return {
    host: named.host,
    port: named.port ?? standard,
    scheme: scheme === 'http' || scheme === 'https' ? scheme : null,
  };
}

/** Host and port as the last two words; with `portOptional` the host alone is a destination as well. */
function portTarget(positional: readonly string[], portOptional = false): Target {
  const port = Number(positional.at(-1));
  const host = hostName(positional.at(-2) ?? '');
  const isPort = Number.isInteger(port) && port >= 1 && port <= 65_535;
  if (host === null || (!isPort && !portOptional)) return NO_TARGET;
  return { host, port: isPort ? port : null, scheme: null };
}

function splitPort(authority: string): { host: string; port: number | null } | null {
  if (authority.startsWith('[')) {
    const close = authority.indexOf(']');
    if (close < 0) return null;
    const port = Number(authority.slice(close + 2));
    return { host: authority.slice(1, close), port: port > 0 ? port : null };
  }
  const colon = authority.lastIndexOf(':');
  const host = hostName(colon < 0 ? authority : authority.slice(0, colon));
  if (host === null) return null;
  const port = colon < 0 ? 0 : Number(authority.slice(colon + 1));
  return { host, port: Number.isInteger(port) && port > 0 && port < 65_536 ? port : null };
}

/** A host name in lower case without its final dot; null when the word cannot be one. */
function hostName(word: string): string | null {
  const name = (word.endsWith('.') ? word.slice(0, -1) : word).toLowerCase();
  return name.length > 0 && name.length <= 253 && /^[a-z0-9:][a-z0-9._:-]*$/u.test(name) ? name : null;
}
