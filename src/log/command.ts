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

/** Other names under which a tool is run. */
const TOOL_NAMES: ReadonlyMap<string, string> = new Map([
  ['nslookup', 'nslookup'],
  ['nc', 'nc'],
  ['ncat', 'nc'],
  ['netcat', 'nc'],
  ['curl', 'curl'],
]);

/** Words that may stand before the tool in a command line. */
const LEADERS: ReadonlySet<string> = new Set(['sudo', 'time', 'env', '-E']);

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
};

const MARKER = '##TRY!!';

/** True for the line with which the check scripts announce a probe. */
export function isMarker(line: string): boolean {
  return line.startsWith(MARKER);
}

/** True when the announcement is whole; a mail or a cut may have left only its head. */
export function isClosedMarker(line: string): boolean {
  return line.trimEnd().endsWith('##') && line.trim().length > MARKER.length + 2;
}

/** The command that a script announces: `##TRY!! curl -I https://… ##`. */
export function commandOfMarker(line: string): Command | null {
  const text = line.slice(MARKER.length).trim();
  return parseCommand((text.endsWith('##') ? text.slice(0, -2) : text).trim());
}

/** The command of a terminal line, with or without a prompt before it; null when the line is none. */
export function commandOfPrompt(line: string): Command | null {
  if (line.length > 600) return null;
  const prompt = promptEnd(line);
  const command = parseCommand(line.slice(prompt).trim());
  return command !== null && command.host !== null ? command : null;
}

/** Where the prompt ends (`[root@vm01 ~]# `, `user@host:~$ `, `PS C:\> `, `$ `); 0 when there is none. */
function promptEnd(line: string): number {
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
  if (tool === undefined) return null;
  const { positional, proxy } = readArguments(tool, words.slice(index + 1));
  const target =
    tool === 'curl' ? urlTarget(positional) : tool === 'nc' ? portTarget(positional) : nameTarget(positional);
  return { tool, text, proxy, ...target };
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}

function readArguments(tool: string, words: readonly string[]): { positional: string[]; proxy: string | null } {
  const positional: string[] = [];
  let proxy: string | null = null;
  for (let i = 0; i < words.length; i += 1) {
    const word = (words[i] ?? '').replaceAll('"', '').replaceAll("'", '');
    if (word === '' || word.startsWith('2>') || word === '|' || word === '>' || word === ';' || word === '&&') {
      if (word === '') continue;
      break;
    }
    if (word.startsWith('-') && word.length > 1) {
      if (WITH_VALUE[tool]?.has(word) === true) {
        i += 1;
        if (word === '-x' || word === '--proxy') proxy = words[i] ?? null;
      }
      continue;
    }
    positional.push(word);
  }
  return { positional, proxy };
}

type Target = Pick<Command, 'host' | 'port' | 'scheme'>;
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

function portTarget(positional: readonly string[]): Target {
  const port = Number(positional.at(-1));
  const host = hostName(positional.at(-2) ?? '');
  if (host === null || !Number.isInteger(port) || port < 1 || port > 65_535) return NO_TARGET;
  return { host, port, scheme: null };
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
