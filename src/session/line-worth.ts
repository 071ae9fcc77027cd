import type { SignatureMatcher } from '../signatures/matcher.ts';
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
const PROMPT = 10;
const COMMAND = 40;
const OPTION = 8;
const HOSTS = 20;
const PORTS = 10;

/** Signs with which a terminal and tools begin lines of their own: `^C`, `* Trying`, `< HTTP/1.1`, `+ nc`. */
const OWN_SIGN = /^(?:\^|[*<>+-] )/u;
/** What a shell goes on behind in the next line. */
const OPEN = /[|&,({=]$/u;

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
    if (command !== null && (command.sure || command.commands.length > 0))
      return { worth: worthOf(command, known), whole: !OPEN.test(line.trimEnd()) };
    const match = this.#matcher.match(line, this.#tools.all.names);
    if (match !== null) return { worth: match.weight + (match.start === 0 ? BEGINNING : 0), whole: false };
    return { worth: OWN_SIGN.test(line) ? SIGN : 0, whole: false };
  }
}

/** A name that comes in addition counts nothing: it may be output that was put behind a command. */
function worthOf({ sure, commands, options }: CommandLine, { isHost, ports }: Destinations): number {
  const prompt = sure ? PROMPT : 0;
  if (commands.length === 0) return prompt;
  const named = commands.every(({ host }) => host !== null && isHost(host));
  const asked = commands.every(({ port }) => port !== null && ports.has(port));
  return prompt + COMMAND + OPTION * options + (named ? HOSTS : 0) + (asked ? PORTS : 0);
}
