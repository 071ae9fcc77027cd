import type { SettingsCommandRule } from '../knowledge/types.ts';
import type { Arguments, OptionTable } from './arguments.ts';
import type { Command } from './command-facts.ts';
import type { RawProbe } from './raw-probe.ts';
import type { MatchedLine } from './matched-line.ts';
import type { Run } from './run.ts';
import { SettingsCommands } from './settings-commands.ts';
import type { Target } from './target.ts';

/** What a command's options, and the variables before it, say of the way that it goes. */
export type CommandSettings = Omit<Command, 'tool' | 'text' | keyof Target>;

/** A message as the tool's own error line has it, and how many characters that line is longer than the one in the log. */
export interface Restated {
  readonly text: string;
  readonly shift: number;
}

/** What is known of the command whose output a line may be. */
export interface Asked {
  /** Null where it is lost, or names no destination itself: a loop. */
  readonly command: Command | null;
  /** The whole line of the command; empty where it is lost. */
  readonly text: string;
  /** Hosts and ports that the line asks for, each once; a port is null where the line names none, or does not show it. */
  readonly targets: readonly string[];
  readonly ports: readonly (number | null)[];
  /** Hosts that the commands so far name: a table may cut them. */
  readonly hosts: ReadonlySet<string>;
}

/** What a line of another form says, in the words of the tool's own list. */
export interface Recast {
  /** How many lines it takes, the one at hand included. */
  readonly lines: number;
  readonly checks: readonly RecastCheck[];
}

export interface RecastCheck {
  /** Lines below the one at hand. */
  readonly offset: number;
  readonly said: readonly string[];
  /** It is a check of its own: a row of a table. Else it belongs to what is under way. */
  readonly own: boolean;
  /** The host of which it speaks, where none of the tool's own lines names one. */
  readonly host?: string;
  /** The line itself says who was asked: it needs no command, and belongs to none. */
  readonly alone?: true;
}

/** A message that says itself who was asked, the host where its line names it, and who may write it. */
export interface SaidAlone {
  readonly said: string;
  readonly host: string | undefined;
  readonly writers: Writers;
}

const NOTHING_ASKED: Asked = { command: null, text: '', targets: [], ports: [], hosts: new Set() };

/** What has to be known of a tool to tell its commands and its lines from others. */
export interface SessionTool {
  readonly id: string;
  /** Names it is run under, in small letters and without `.exe`. */
  readonly names: readonly string[];
  /** A cmdlet of PowerShell: its failure is an error record, and its lines are broken at the console's width. */
  readonly cmdlet: boolean;
  readonly options: OptionTable;
  /** The destinations that its arguments name; one without a host when they name none. */
  targets(given: Arguments): readonly Target[];
  /** Left out: its options say nothing of the way. */
  settings?(given: Arguments, variables: ReadonlyMap<string, string>): Partial<CommandSettings>;
  /** The state of one run, which tells when a line begins another one. */
  run(): Run;
  /** The cmdlet that Windows PowerShell runs under this tool's name. */
  readonly alias?: {
    readonly tool: SessionTool;
    /** Windows has no program of this name: in its shells the name is always the cmdlet's. */
    readonly always: boolean;
  };
  /** Tools that are made of the same parts: their messages stand in its output as well. */
  readonly kin?: readonly SessionTool[];
  /** Who else writes the messages that stand in its lines: languages and libraries, which are no tools. */
  readonly writers?: readonly string[];
  /** Its name is a word of prose too: without a prompt only the name as it is typed begins a command. */
  readonly isWord?: true;
  /** Called without a destination it has a prompt of its own. */
  talk?(): Talk;
  /** A line of its output shows that it has its own prompt. */
  talks?(line: MatchedLine): boolean;
  /** A line with nothing but its progress in it. */
  isProgress?(text: string): boolean;
  /** A line that its reader understands without a message of the tool's list. */
  reads?(text: string): boolean;
  /** A line is its own message though it looks like a header line. */
  isMessage?(text: string): boolean;
  /** A message stands where the tool writes such a one; elsewhere it is prose that quotes it. */
  isInPlace?(line: MatchedLine): boolean;
  /** A line in which it tells what it does: as its error line, null where it tells no error, undefined for other lines. */
  restate?(text: string): Restated | null | undefined;
  /**
   * What a line, with those below it, says in another form than the tool's own list: a table, an export, a value alone. Null for
   * any other line. `at` gives the lines, counted from the one at hand.
   */
  recast?(at: (offset: number) => string, asked: Asked): Recast | null;
  /** Other ways to ask for the same, as words of the tool's command: `(New-Object Net.WebClient).DownloadString('https://…')`. */
  equivalents?(text: string): readonly (readonly string[])[];
  /** Another tool whose messages it writes: both are made of the same library. */
  readonly like?: SessionTool;
  /** A run of it gave its variable a value: left out, one that printed nothing did. */
  assigns?(probe: RawProbe): boolean;
  /** The name of a form of the tool whose output cannot be read, once a run of it is over; null for what can be read. */
  unreadAs?(probe: RawProbe): string | null;
}

/** What is typed at a tool's own prompt, in its order. */
export interface Talk {
  /** The arguments for which a line at the prompt stands; null where it asks for nothing (`> set debug`). */
  say(text: string): readonly string[] | null;
}

/** Tools whose messages a line may hold. */
export interface Writers {
  readonly names: ReadonlySet<string>;
  /** Some of them run on Windows. */
  readonly windows: boolean;
}

/** What a table of tools is made of. */
export interface Tools {
  readonly tools: readonly SessionTool[];
  /** Names of network tools whose output is not read. */
  readonly unread: readonly string[];
  /** Commands that show settings; left out: none. */
  readonly settings?: readonly SettingsCommandRule[];
}

/** Writers of messages that may stand in the output of any tool. */
const EVERYWHERE = ['shell', 'script', 'powershell', 'libc'];
/** Writers of messages that show settings rather than a check; the first one has commands of its own. */
const SETTINGS = ['netsh', 'script'];

/** The tools of a session, by their names. */
export class ToolTable {
  /** Writers of settings. */
  readonly settings: ReadonlySet<string> = new Set(SETTINGS);
  /** Whose messages stand in the output of a command that shows settings. */
  readonly inSettings: Writers = { names: new Set([...SETTINGS, ...EVERYWHERE]), windows: false };
  /** Commands that show settings. */
  readonly settingsCommands: SettingsCommands;
  /** Every writer whose message a terminal may show: what names a service's own error is explained, not judged. */
  readonly all: Writers;
  /** Tools whose output has other forms than their own list. */
  readonly recasting: readonly SessionTool[];
  /** Tools that read more than their messages. */
  readonly #reading: readonly SessionTool[];
  readonly #byId: ReadonlyMap<string, SessionTool>;
  readonly #byName: ReadonlyMap<string, SessionTool>;
  readonly #unread: ReadonlySet<string>;
  readonly #writers = new Map<string, Writers>();
  readonly #methods: readonly SessionTool[];

  constructor({ tools, unread, settings = [] }: Tools) {
    this.settingsCommands = new SettingsCommands(settings);
    this.#byId = new Map(tools.map((tool) => [tool.id, tool]));
    this.#byName = new Map(tools.flatMap((tool) => tool.names.map((name) => [name, tool] as const)));
    this.#unread = new Set(unread);
    this.recasting = tools.filter(({ recast }) => recast !== undefined);
    this.#reading = tools.filter(({ reads }) => reads !== undefined);
    this.all = {
      names: new Set([...this.#byId.keys(), ...SETTINGS, ...EVERYWHERE]),
      windows: tools.some(({ cmdlet }) => cmdlet),
    };
    for (const tool of tools) {
      const { id, cmdlet, kin = [], like } = tool;
      const all = [tool, ...kin, ...(like === undefined ? [] : [like])];
      this.#writers.set(id, {
        names: new Set([...all.flatMap((other) => [other.id, ...(other.writers ?? [])]), ...EVERYWHERE]),
        windows: cmdlet,
      });
    }
    this.#methods = tools.filter(({ equivalents }) => equivalents !== undefined);
  }

  get(id: string): SessionTool | undefined {
    return this.#byId.get(id);
  }

  /** The tool that is run under a name, in a shell of Windows or another. */
  named(name: string, windows: boolean): SessionTool | undefined {
    const tool = this.#byName.get(name);
    return windows && tool?.alias?.always === true ? tool.alias.tool : tool;
  }

  /** A name of a network tool, whether its output is read or not. */
  isKnown(name: string): boolean {
    return this.#byName.has(name) || this.#unread.has(name);
  }

  isUnread(name: string): boolean {
    return this.#unread.has(name);
  }

  /** A line that some tool understands without a message. */
  reads(text: string): boolean {
    return this.#reading.some((tool) => tool.reads?.(text) === true);
  }

  /** What a line says by itself: who was asked, and what came of it. */
  saidAlone(text: string): readonly SaidAlone[] {
    const at = (offset: number): string => (offset === 0 ? text : '');
    return this.recasting.flatMap((tool) =>
      (tool.recast?.(at, NOTHING_ASKED)?.checks ?? []).flatMap(({ alone, said, host }) =>
        alone === true ? said.map((one) => ({ said: one, host, writers: this.writersIn(tool.id) })) : [],
      ),
    );
  }

  /** Commands that ask for the same as the method calls of a text. */
  equivalents(text: string): readonly (readonly string[])[] {
    return this.#methods.flatMap(({ equivalents }) => equivalents?.(text) ?? []);
  }

  /** Whose messages the output of a tool may hold. */
  writersIn(id: string): Writers {
    return this.#writers.get(id) ?? this.all;
  }

  /** A message of one tool stands in the output of another that is made of the same parts. */
  isKin(writer: string, id: string): boolean {
    return this.#byId.get(id)?.kin?.some((other) => other.id === writer) === true;
  }

  /** A message that any tool may bring. */
  isEverywhere(writer: string): boolean {
    return EVERYWHERE.includes(writer);
  }
}
