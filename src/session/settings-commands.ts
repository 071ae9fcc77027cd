import type { SettingsCommandRule } from '../knowledge/types.ts';

/** The output of a command that shows settings; lines within the log. */
export interface ShownSettings {
  /** Id of the command's rule. */
  readonly id: string;
  /** The command without its prompt. */
  readonly text: string;
  /** The line of the command, and the last one of its output. */
  readonly first: number;
  readonly last: number;
  /** Another command follows, so that its output is whole. */
  readonly whole: boolean;
}

/** A rule made ready. */
export class SettingsCommand {
  readonly id: string;
  readonly #arguments: RegExp | null;
  readonly #lines: readonly RegExp[];

  constructor({ id, arguments: given, lines }: SettingsCommandRule) {
    this.id = id;
    this.#arguments = given === undefined ? null : new RegExp(given, 'u');
    this.#lines = lines.map((source) => new RegExp(source, 'u'));
  }

  /** True for arguments with which it shows or changes settings. */
  takes(given: readonly string[]): boolean {
    return this.#arguments?.test(given.join(' ')) !== false;
  }

  /** Its output holds such a line: it is what the command writes. */
  writes(line: string): boolean {
    return this.#lines.some((expression) => expression.test(line));
  }
}

/** The commands that show settings, by the names of their programs. */
export class SettingsCommands {
  readonly #byName = new Map<string, SettingsCommand[]>();

  constructor(rules: readonly SettingsCommandRule[]) {
    for (const rule of rules) {
      const command = new SettingsCommand(rule);
      for (const name of rule.names) {
        const known = this.#byName.get(name);
        if (known === undefined) this.#byName.set(name, [command]);
        else known.push(command);
      }
    }
  }

  /** The command that is run under a name with these arguments; null for any other. */
  of(name: string, given: readonly string[]): SettingsCommand | null {
    return this.#byName.get(name)?.find((command) => command.takes(given)) ?? null;
  }
}
