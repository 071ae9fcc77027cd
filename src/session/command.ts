import { simpleCommands, type Shell, type SimpleCommand } from '../text/shell-words.ts';
import { readArguments } from './arguments.ts';
import { withLoops } from './posix-loops.ts';
import { promptOf, type Prompt } from './prompt.ts';
import type { Target } from './target.ts';
import type { SettingsCommand } from './settings-commands.ts';
import type { CommandSettings, SessionTool, ToolTable } from './tool-table.ts';
import type { Loop } from './powershell-loop.ts';
import { isWrapper, peel, type Peeled } from './wrappers.ts';
import type { Command } from './command-facts.ts';

/** A line with a command. */
export interface CommandLine {
  /** What the prompt tells of the machine and the user. */
  readonly place: Pick<Prompt, 'machine' | 'root'>;
  /** What stands before the command; the empty text where nothing does. */
  readonly prompt: string;
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
  /** The machine on which PowerShell runs it in place of this one, several of them as they are written; null where it names none. */
  readonly remote: string | null;
  /** How many options of its first command the tool knows; one that lacks its value is none. */
  readonly options: number;
  /** The first of its commands that shows settings; null where none does, or nothing but its sign tells that it is a command. */
  readonly shows: SettingsCommand | null;
}

/** A command line is no longer; a token in a header is long. */
const LONGEST = 8192;

const NONE: ReadonlySet<string> = new Set();

/** The command that a script announces, as its shell reads it; null when it runs no tool that is read. */
export function announcedCommand(text: string, shell: Shell, tools: ToolTable): Command | null {
  const [simple] = simpleCommands(text, shell);
  return simple === undefined
    ? null
    : (readCommand({ rest: simple.words, variables: NO_VARIABLES }, text, tools, shell === 'windows')[0] ?? null);
}

/** The network tool that a command runs although its output is not read; null for any other. */
export function unreadToolOf(text: string, tools: ToolTable): string | null {
  const name = baseName(text.split(/\s/u, 1)[0] ?? '');
  return tools.isUnread(name) ? name : null;
}

/** The command of a terminal line, with or without a prompt before it; null when the line is none. */
export function commandOfPrompt(line: string, tools: ToolTable): Command | null {
  return commandLineOf(line, tools)?.commands[0] ?? null;
}

/** The commands that a loop runs, in their order; each has the whole line as its text. */
export function loopCommands({ bodies }: Loop, text: string, tools: ToolTable): readonly Command[] {
  return bodies.flatMap((body) => {
    const simple = simpleCommands(body, 'windows').flatMap((one) => inner(one, 'windows'));
    const plain = simple.flatMap((one) => commandsIn(one, 'windows', tools));
    const found = [...plain, ...callsIn(body, tools)];
    return (found.length > 0 ? found : embedded(body, tools)).map((command) => ({ ...command, text }));
  });
}

/** Commands within a text or a table of PowerShell: `"$h : $((tnc $h -Port 443).TcpTestSucceeded)"`, `@{ Open = (tnc …).… }`. */
function embedded(text: string, tools: ToolTable): Command[] {
  if (!text.includes('$(') && !text.includes('@{')) return [];
  const open = text.replaceAll('"', ' ').replaceAll('@{', ';').replaceAll('}', ';');
  return simpleCommands(open, 'windows').flatMap((one) => commandsIn(one, 'windows', tools));
}

/** True where a line ends in the sign with which its shell goes on in the next one. */
export function isContinued(line: string): boolean {
  return line.endsWith('\\') || line.endsWith(' `') || line.endsWith(' ^');
}

/**
 * Reads a line of a terminal; null when it holds neither a prompt nor a command that can be told from prose.
 * @param prompts what was seen to be a prompt in this session, though it could be other text
 */
export function commandLineOf(line: string, tools: ToolTable, prompts: ReadonlySet<string> = NONE): CommandLine | null {
  if (line.length > LONGEST) return null;
  const prompt = promptOf(line);
  const before = prompt === null ? '' : line.slice(0, prompt.end);
  const text = line.slice(before.length).trim();
  const sure = prompt?.sure === true || prompts.has(before);
  const may = sure || prompt !== null || mayBeCommand(text, tools);
  // most lines are output: they are not searched for method calls
  if (!may && !CALL.test(text)) return null;
  const calls = callsIn(text, tools);
  if (!may && calls.length === 0) return null;
  const shell = prompt?.shell ?? shellOf(text, tools);
  const simple = withInput(withLoops(simpleCommands(text, shell).flatMap((one) => inner(one, shell))));
  const read = simple.map((one) => commandsIn(one, shell, tools));
  const plain = read.flat();
  const named = plain.length > 0 || shell !== 'windows' ? plain : embedded(text, tools);
  const commands = [...named, ...calls];
  // what filters the output of a command that is read is none of its own
  const isFilter = (at: number): boolean => simple[at - 1]?.joint === 'pipe' && (read[at - 1] ?? []).length > 0;
  const others = simple
    .filter((_, at) => !isFilter(at))
    .map((one) => otherIn(one, shell, tools))
    .filter((tool) => tool !== null);
  if (!sure && commands.length === 0 && !others.some((tool) => isCalled(tool, simple))) return null;
  return {
    place: placeOf(prompt),
    prompt: before,
    text,
    sure,
    commands:
      simple.length === 1 || commands.length === 1 ? commands.map((command) => ({ ...command, text })) : commands,
    inTurn:
      new Set(commands.map(({ text: own }) => own)).size === commands.length &&
      simple.every(isInTurn) &&
      (named.length === 0 || calls.length === 0),
    other: others.find((tool) => tool !== '') ?? others[0] ?? null,
    remote: remoteIn(text),
    options: simple[0] === undefined ? 0 : knownOptions(simple[0], shell, tools),
    shows: sure ? settingsIn(simple, tools) : null,
  };
}

/** What sends a script to another machine. */
const SENDING: ReadonlySet<string> = new Set(['invoke-command', 'icm']);
/** Such a command within a line, and how far its parameters reach. */
const SENT = /(?:^|[\s;(&|=])(?:invoke-command|icm)(?=\s)/iu;
const REACH = 400;
/** `-ComputerName web02`, also with a session, or behind its script. */
const MACHINE = /\s-(?:computername|cn|hostname|vmname|session)[\s:]\s{0,8}["']?([\w$][\w$.,-]{0,252})/iu;
/** The name alone. */
const FIRST = /^\s{1,8}["']?([\w$][\w$.,-]{0,252})/u;

function remoteIn(text: string): string | null {
  const sent = SENT.exec(text);
  if (sent === null) return null;
  const given = text.slice(sent.index + sent[0].length).slice(0, REACH);
  const machine = (MACHINE.exec(given) ?? FIRST.exec(given))?.[1]?.toLowerCase() ?? null;
  return machine === 'localhost' ? null : machine;
}

function knownOptions(simple: SimpleCommand, shell: Shell, tools: ToolTable): number {
  const peeled = peel(simple.words);
  const { rest } = peeled;
  const table = tools.named(baseName(rest[0] ?? ''), namesCmdlets(simple, peeled, shell))?.options;
  if (table === undefined) return 0;
  const known = new Set([...table.values, ...table.names, ...Object.values(table.short)]);
  return [...readArguments(table, rest.slice(1)).options].filter(
    ([name, values]) => known.has(name) && !(table.values.has(name) && values.includes('')),
  ).length;
}

/** The method calls of a line of PowerShell, as commands; an error record only quotes them. */
function callsIn(text: string, tools: ToolTable): Command[] {
  if (text.startsWith('+ ')) return [];
  return tools
    .equivalents(text)
    .flatMap((words) => commandsIn({ words, text: words.join(' '), joint: null }, 'windows', tools));
}

/** How a line of PowerShell begins that calls a method, or runs a cmdlet; prose begins otherwise. */
const CALL = /^(?:[([$"&]|[a-z]{2,16}-[a-z]{2,32}\s|(?:try|foreach|if)\b)/iu;

/** What a shell is given to run: `powershell -Command "…"`, `bash -c '…'`, `cmd /c …`, `ssh vm01 "…"`. */
function inner(simple: SimpleCommand, shell: Shell, depth = 0): readonly SimpleCommand[] {
  const { script, shell: own } = scriptOf(simple, shell);
  const found = simpleCommands(script, own);
  if (found.length === 0 || depth === DEEPEST) return [simple];
  return found.flatMap((one) => inner({ ...one, joint: one.joint ?? simple.joint, shell: own }, own, depth + 1));
}

/** `echo https://… | xargs curl`: what is printed are the arguments of the next command. */
function withInput(simple: readonly SimpleCommand[]): readonly SimpleCommand[] {
  return simple.map((one, index) => {
    if (baseName(one.words[0] ?? '') !== 'xargs') return one;
    if (one.input !== undefined) return { ...one, words: [...one.words, ...one.input.split(/\s+/u)] };
    const before = simple[index - 1];
    if (before?.joint !== 'pipe' || !PRINTING.has(baseName(before.words[0] ?? ''))) return one;
    const printed = before.words.slice(1).filter((word) => !word.startsWith('-'));
    return { ...one, words: [...one.words, ...printed] };
  });
}

const PRINTING: ReadonlySet<string> = new Set(['echo', 'printf']);

/** A shell in a shell in a shell. */
const DEEPEST = 3;

function scriptOf({ words }: SimpleCommand, shell: Shell): { readonly script: string; readonly shell: Shell } {
  const { rest, script } = peel(words);
  if (script !== null) return { script, shell: 'posix' };
  const [name = '', ...given] = rest;
  const own = SHELLS[baseName(name)];
  if (own === undefined) return { script: '', shell };
  const at = given.findIndex((word) => own.option.test(word));
  const text = at < 0 ? '' : own.all ? given.slice(at + 1).join(' ') : (given[at + 1] ?? '');
  return { script: text, shell: own.shell ?? shell };
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
function mayBeCommand(text: string, tools: ToolTable): boolean {
  // command-not-found of Ubuntu writes `Command '…' not found`; the shell's own `command` has small letters
  if (text.startsWith("Command '")) return false;
  const word = text.charCodeAt(0) === 40 ? text.slice(1) : text;
  const end = word.search(/[\s;|&]/u);
  const raw = end < 0 ? word : word.slice(0, end);
  const first = baseName(raw);
  // `Host contoso.example` stands in prose and in settings
  if (tools.named(first, false)?.isWord === true && raw !== first) return false;
  return tools.isKnown(first) || isWrapper(first) || isWrapper(raw) || SENDING.has(first);
}

/** Without a prompt an unread tool counts only where it is called as programs are: prose speaks of `host` and `ping` too. */
function isCalled(tool: string, [first]: readonly SimpleCommand[]): boolean {
  const [name = '', next = ''] = first?.words ?? [];
  return tool !== '' && baseName(name) === tool && (next.startsWith('-') || next === 's_client');
}

/** PowerShell and cmd without a prompt: cmdlets, variables and `.exe` tell. */
function shellOf(text: string, tools: ToolTable): Shell {
  const word = text.split(/\s/u, 1)[0]?.toLowerCase() ?? '';
  const isWindows = word.startsWith('$') || /^(?:invoke-\w|\w+\.exe$)/u.test(word);
  return isWindows || tools.named(word, false)?.cmdlet === true ? 'windows' : 'posix';
}

function commandsIn(simple: SimpleCommand, shell: Shell, tools: ToolTable): Command[] {
  const peeled = peel(simple.words);
  return readCommand(peeled, simple.text, tools, namesCmdlets(simple, peeled, shell)).filter(
    ({ host }) => host !== null,
  );
}

/** A name stands for a cmdlet where PowerShell itself runs it: not behind `kubectl exec`, nor in what `bash -c` is given. */
function namesCmdlets({ shell: own }: SimpleCommand, { byProgram }: Peeled, shell: Shell): boolean {
  return shell === 'windows' && own !== 'posix' && !byProgram;
}

/** The tool of a simple command that cannot be read; null when it can, or when it runs nothing. */
function otherIn(simple: SimpleCommand, shell: Shell, tools: ToolTable): string | null {
  const [first] = peel(simple.words).rest;
  if (first === undefined || commandsIn(simple, shell, tools).length > 0) return null;
  const name = baseName(first);
  return tools.isKnown(name) ? name : '';
}

/** `env` alone runs nothing, so it is what shows; a filter behind a pipe is none. */
function settingsIn(simple: readonly SimpleCommand[], tools: ToolTable): SettingsCommand | null {
  for (const [at, { words }] of simple.entries()) {
    if (simple[at - 1]?.joint === 'pipe') continue;
    const { rest } = peel(words);
    const [name = '', ...given] =
      rest.length > 0 ? rest : words.slice(words.findIndex((word) => baseName(word) === 'env'));
    const found = tools.settingsCommands.of(baseName(name), given);
    if (found !== null) return found;
  }
  return null;
}

const NO_VARIABLES: ReadonlyMap<string, string> = new Map();

function readCommand(
  { rest, variables }: Pick<Peeled, 'rest' | 'variables'>,
  text: string,
  tools: ToolTable,
  cmdlets: boolean,
): Command[] {
  const [name = '', next] = rest;
  const tool = tools.named(baseName(name), cmdlets);
  // `Invoke-WebRequest : …` begins an error record
  if (tool === undefined || next === ':') return [];
  // … in which PowerShell quotes the command
  if (text.startsWith('+ ') && tool.cmdlet) return [];
  return commandsOf(tool, rest.slice(1), text, variables);
}

function commandsOf(
  tool: SessionTool,
  words: readonly string[],
  text: string,
  variables: ReadonlyMap<string, string>,
): Command[] {
  const given = readArguments(tool.options, words);
  const basis = { tool: tool.id, text, ...PLAIN, ...tool.settings?.(given, variables) };
  return tool.targets(given).map((target) => ({
    ...basis,
    ...target,
    proxy: proxyFor(target, basis.proxy, variables),
  }));
}

/** The command for which the words at a tool's own prompt stand; null when they name no destination. */
export function toolCommand(tool: SessionTool, words: readonly string[], text: string): Command | null {
  return commandsOf(tool, words, text, NO_VARIABLES).find(({ host }) => host !== null) ?? null;
}

const PLAIN: CommandSettings = {
  proxy: null,
  noProxy: null,
  verifies: true,
  quiet: false,
  verbose: false,
  follows: false,
  asksServer: false,
  elsewhere: false,
};

/** A variable before the command sets the proxy for its scheme, unless an option does. */
function proxyFor({ scheme }: Target, given: string | null, variables: ReadonlyMap<string, string>): string | null {
  if (given !== null) return given === '' ? null : given;
  const found =
    (scheme === 'http' ? variables.get('http_proxy') : variables.get('https_proxy')) ?? variables.get('all_proxy');
  return found === undefined || found === '' ? null : found;
}

function baseName(word: string): string {
  const name = word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).toLowerCase();
  return name.endsWith('.exe') ? name.slice(0, -4) : name;
}
