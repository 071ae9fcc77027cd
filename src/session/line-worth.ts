import type { SignatureMatch, SignatureMatcher } from '../signatures/matcher.ts';
import { isAddress } from '../text/address.ts';
import { cleanText } from '../text/clean.ts';
import type { Understood } from '../text/unbroken.ts';
import { commandLineOf, type CommandLine } from './command.ts';
import type { ToolTable } from './tool-table.ts';

/** What is known of destinations, to tell their names and ports from pieces of them. */
export interface Destinations {
  readonly isHost: (host: string) => boolean;
  readonly ports: ReadonlySet<number>;
}

/** What parts of a line count beside the literal characters of a message: a line that begins with what is read, not one that only holds it. */
const BEGINNING = 10;
const SIGN = 5;
const READ = 12;
const ADDRESS = 6;
const UNPAIRED = -3;
const PROMPT = 10;
const MACHINE = 1;
const COMMAND = 40;
const OPTION = 8;
const LEFT_OPEN = 1;
const HOSTS = 20;
const PORTS = 10;

/** Characters of a prompt with what may stand before it. */
const LONG_PROMPT = 200;

/** Signs with which a terminal and tools begin lines of their own: `^C`, `* Trying`, `< HTTP/1.1`, `+ nc`. */
const OWN_SIGN = /^(?:\^|[*<>+-] )/u;
/** What a shell goes on behind in the next line, and what has nothing to print yet. */
const OPEN = /[|&,({=]$|(?:&&|\|\||;) {0,2}echo$/u;

const PAIRED = /["'()[\]]/gu;
/** What ends a pair, and what begins it. */
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** How much of a line is understood: a command with its options and destinations, or a message. */
export class LineWorth {
  readonly #matcher: SignatureMatcher;
  readonly #tools: ToolTable;

  constructor(matcher: SignatureMatcher, tools: ToolTable) {
    this.#matcher = matcher;
    this.#tools = tools;
  }

  of(raw: string, known: Destinations): Understood {
    const line = cleanText(raw);
    const command = commandLineOf(line, this.#tools);
    if (command !== null && (command.sure || command.commands.length > 0)) {
      const whole = !OPEN.test(line.trimEnd());
      return { worth: worthOf(command, known) - (whole ? 0 : LEFT_OPEN), whole, begins: true };
    }
    return { begins: command !== null, worth: this.#saidIn(line, known), whole: false };
  }

  /** A message where its tool writes none says nothing. */
  #isInPlace(match: SignatureMatch, text: string): boolean {
    return this.#tools.get(match.signature.tool)?.isInPlace?.({ line: 1, text, match, continued: 0 }) !== false;
  }

  #saidIn(line: string, { isHost }: Destinations): number {
    const match = this.#matcher.match(line, this.#tools.all.names);
    const alone = this.#tools.saidAlone(line).map(({ said, host, writers }) => {
      const own = this.#matcher.match(said, writers.names);
      return own === null ? 0 : saidBy(own, said) + (isHost(host ?? own.values.host ?? '') ? HOSTS : 0);
    });
    const worth = Math.max(match === null || !this.#isInPlace(match, line) ? 0 : saidBy(match, line), ...alone);
    return worth > 0 ? worth : this.#tools.reads(line) ? READ : OWN_SIGN.test(line) ? SIGN : 0;
  }
}

function saidBy({ weight, start, values: { ip } }: SignatureMatch, line: string): number {
  const address = ip !== undefined && isAddress(ip) ? ADDRESS : 0;
  return weight + (start === 0 ? BEGINNING : 0) + address + UNPAIRED * unpaired(line);
}

/** Quotes and brackets without the other one of their pair; an apostrophe stands within a word. */
function unpaired(line: string): number {
  const open = new Map<string, number>();
  let alone = 0;
  for (const { 0: sign, index } of line.matchAll(PAIRED)) {
    const quote = sign === "'" || sign === '"';
    const within = quote && /\w/u.test(line.charAt(index - 1)) && /\w/u.test(line.charAt(index + 1));
    if (within) continue;
    const pair = PAIRS[sign] ?? sign;
    const before = open.get(pair) ?? 0;
    if (pair === sign && !(quote && before > 0)) open.set(pair, before + 1);
    else if (before > 0) open.set(pair, before - 1);
    else alone += 1;
  }
  return alone + [...open.values()].reduce((sum, count) => sum + count, 0);
}

/** A prompt counts less the more stands before it, so that it is read without what stands before all lines. */
function promptWorth({ sure, prompt, place }: CommandLine): number {
  return sure ? PROMPT + (place.machine === undefined ? 0 : MACHINE) - Math.min(prompt.length / LONG_PROMPT, 1) : 0;
}

/** A name that comes in addition counts nothing: it may be output that was put behind a command. */
function worthOf(line: CommandLine, { isHost, ports }: Destinations): number {
  const { commands, options } = line;
  const prompt = promptWorth(line);
  if (commands.length === 0) return prompt;
  const named = commands.every(({ host }) => host !== null && isHost(host));
  const asked = commands.every(({ port }) => port !== null && ports.has(port));
  return prompt + COMMAND + OPTION * options + (named ? HOSTS : 0) + (asked ? PORTS : 0);
}
