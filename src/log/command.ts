/** The command of a probe: which tool was run against which destination. */
export interface Command {
  readonly tool: string;
  readonly text: string;
  readonly host: string | null;
  readonly port: number | null;
  readonly scheme: 'http' | 'https' | null;
  /** A proxy given on the command line itself. */
  readonly proxy: string | null;
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
]);

/** Tools of PowerShell: their options are not case-sensitive, and a destination may be an option's value. */
const POWERSHELL: ReadonlySet<string> = new Set(['tnc', 'iwr']);

/** Words that may stand before the tool in a command line; `+` is how `bash -x` shows one. */
const LEADERS: ReadonlySet<string> = new Set(['+', 'sudo', 'time', 'env', '-E']);

/** Options that take the next word as their value. */
const WITH_VALUE: Readonly<Record<string, ReadonlySet<string>>> = {
  nslookup: new Set(),
  nc: new Set([
    '-w',
    '-i',
    '-p',
    '-s',
    '-q',
    '-x',
    '-X',
    '-G',
    '--proxy',
    '--wait',
    '-e',
    '-g',
    '-m',
    '-O',
    '-P',
    '-T',
    '-I',
  ]),
  curl: new Set([
    '-x',
    '--proxy',
    '-o',
    '--output',
    '-m',
    '--max-time',
    '--connect-timeout',
    '-H',
    '--header',
    '-A',
    '-X',
    '--request',
    '--cacert',
    '--capath',
    '-w',
    '--write-out',
    '-u',
    '--user',
    '-U',
    '--proxy-user',
    '--resolve',
    '--noproxy',
    '-e',
    '-d',
    '--data',
    '--retry',
    '--interface',
    '--ciphers',
    '--tls-max',
    '-E',
    '--cert',
    '--key',
    '-b',
    '-c',
    '-r',
  ]),
  tnc: new Set(['-port', '-computername', '-cn', '-informationlevel', '-commontcpport', '-tracerouteonly', '-hops']),
  iwr: new Set([
    '-uri',
    '-proxy',
    '-timeoutsec',
    '-method',
    '-headers',
    '-outfile',
    '-useragent',
    '-credential',
    '-maximumredirection',
    '-erroraction',
  ]),
};

/** Options whose value is the destination. */
const DESTINATIONS: ReadonlySet<string> = new Set(['-computername', '-cn', '-uri']);

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
  return parseCommand((text.endsWith('##') ? text.slice(0, -2) : text).trim());
}

/** The command of a terminal line, with or without a prompt before it; null when the line is none. */
export function commandOfPrompt(line: string): Command | null {
  if (line.length > 600) return null;
  const prompt = promptEnd(line);
  const command = parseCommand(line.slice(prompt).trim());
  return command !== null && command.host !== null ? command : null;
}

/** The prompt of SUSE: `vm-hana:/tmp # `. */
const HOST_AND_FOLDER = /^[A-Za-z0-9._-]{1,64}:\/\S*$/u;

/** What PowerShell writes before the prompt of a remote session. */
const REMOTE = /^\[[\w.-]{1,64}\]: /u;

/** Where the prompt ends (`[root@vm01 ~]# `, `user@host:~$ `, `PS C:\> `, `C:\>`, `$ `); 0 when there is none. */
function promptEnd(line: string): number {
  const remote = REMOTE.exec(line)?.[0].length ?? 0;
  const drive = remote + (line.startsWith('PS ', remote) ? 3 : 0);
  if (line.charAt(drive + 1) === ':' && line.charAt(drive + 2) === '\\') return line.indexOf('>') + 1;
  for (let i = 0; i < line.length && i < 120; i += 1) {
    const c = line.charAt(i);
    if ((c === '$' || c === '#' || c === '>' || c === '%') && line.charAt(i + 1) === ' ') {
      const before = line.slice(0, i).trim();
      const isPrompt =
        before === '' ||
        before.includes('@') ||
        before.endsWith(']') ||
        before.endsWith('\\') ||
        before.endsWith('~') ||
        HOST_AND_FOLDER.test(before) ||
        before.endsWith(')') ||
        before.startsWith('bash') ||
        before.startsWith('sh') ||
        before.startsWith('PS ');
      if (isPrompt) return i + 2;
    }
  }
  return 0;
}

function parseCommand(text: string): Command | null {
  const words = text.split(/[ \t]+/u);
  let index = 0;
  while (LEADERS.has(words[index] ?? '')) index += 1;
  const tool = TOOL_NAMES.get(baseName(words[index] ?? ''));
  // `Invoke-WebRequest : …` begins an error record
  if (tool === undefined || words[index + 1] === ':') return null;
  // … in which PowerShell quotes the command
  if (words[0] === '+' && POWERSHELL.has(tool)) return null;
  const { positional, proxy, port } = readArguments(tool, words.slice(index + 1));
  return { tool, text, proxy, ...targetOf(tool, positional, port) };
}

type Target = Pick<Command, 'host' | 'port' | 'scheme'>;

function targetOf(tool: string, positional: readonly string[], port: string | null): Target {
  switch (tool) {
    case 'curl':
      return urlTarget(positional);
    case 'iwr': {
      // the scripts name a host without a scheme; what they test is its HTTPS port
      const target = urlTarget(positional);
      const named = positional[0]?.includes('://') === true;
      return named || target.port !== 80 ? target : { ...target, port: 443, scheme: null };
    }
    case 'nc':
      return portTarget(positional);
    case 'tnc':
      return portTarget([positional[0] ?? '', port ?? (positional[1] === 'port' ? (positional[2] ?? '') : '')], true);
    default:
      return nameTarget(positional);
  }
}

function baseName(word: string): string {
  const name = word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).toLowerCase();
  return name.endsWith('.exe') ? name.slice(0, -4) : name;
}

interface Arguments {
  readonly positional: readonly string[];
  readonly proxy: string | null;
  readonly port: string | null;
}

function readArguments(tool: string, words: readonly string[]): Arguments {
  const positional: string[] = [];
  let proxy: string | null = null;
  let port: string | null = null;
  for (let i = 0; i < words.length; i += 1) {
    const word = (words[i] ?? '').replaceAll('"', '').replaceAll("'", '');
    if (word === '' || word.startsWith('2>') || word === '|' || word === '>' || word === ';' || word === '&&') {
      if (word === '') continue;
      break;
    }
    if (word.startsWith('-') && word.length > 1) {
      const option = POWERSHELL.has(tool) ? word.toLowerCase() : word;
      if (WITH_VALUE[tool]?.has(option) === true) {
        i += 1;
        const value = words[i] ?? null;
        if (option === '-x' || option === '--proxy' || option === '-proxy') proxy = value;
        else if (option === '-port') port = value;
        else if (DESTINATIONS.has(option) && value !== null) positional.unshift(value.replaceAll(/["']/gu, ''));
      }
      continue;
    }
    positional.push(word);
  }
  return { positional, proxy, port };
}

const NO_TARGET: Target = { host: null, port: null, scheme: null };

/** Reads the first URL, or the first word that looks like a host, of a curl command line. */
export function urlTarget(positional: readonly string[]): Target {
  for (const word of positional) {
    const schemeEnd = word.indexOf('://');
    const scheme = schemeEnd < 0 ? 'http' : word.slice(0, schemeEnd).toLowerCase();
    if (scheme !== 'http' && scheme !== 'https') continue;
    const rest = schemeEnd < 0 ? word : word.slice(schemeEnd + 3);
    const authority = rest.split(/[/?#]/u, 1)[0] ?? '';
    const named = splitPort(authority.slice(authority.lastIndexOf('@') + 1));
    if (named === null || (schemeEnd < 0 && !named.host.includes('.'))) continue;
    return { host: named.host, port: named.port ?? (scheme === 'https' ? 443 : 80), scheme };
  }
  return NO_TARGET;
}

/** Host and port as the last two words; with `portOptional` the host alone is a destination as well. */
function portTarget(positional: readonly string[], portOptional = false): Target {
  const port = Number(positional.at(-1));
  const host = hostName(positional.at(-2) ?? '');
  const isPort = Number.isInteger(port) && port >= 1 && port <= 65_535;
  if (host === null || (!isPort && !portOptional)) return NO_TARGET;
  return { host, port: isPort ? port : null, scheme: null };
}

function nameTarget(positional: readonly string[]): Target {
  return { ...NO_TARGET, host: hostName(positional[0] ?? '') };
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
export function hostName(word: string): string | null {
  const name = (word.endsWith('.') ? word.slice(0, -1) : word).toLowerCase();
  return name.length > 0 && name.length <= 253 && /^[a-z0-9:][a-z0-9._:-]*$/u.test(name) ? name : null;
}
