import type { CommandLine } from './command.ts';
import type { Command } from './command-facts.ts';
import type { RawProbe } from './raw-probe.ts';

/** Outputs beyond the number of commands that are still told apart. */
const SPARE = 64;

/**
 * Several commands on one line (`a; b`, `a & b`, two URLs): which of them wrote which lines? Their outputs are taken in
 * turn only where there are as many as commands. Otherwise an output counts for the command whose host it names, and what
 * names none counts for nobody: the success of one must not become that of another.
 */
export class RunGroup {
  readonly line: number;
  readonly #commands: readonly Command[];
  readonly #inTurn: boolean;
  readonly runs: RawProbe[] = [];

  constructor({ commands, inTurn }: CommandLine, line: number) {
    this.line = line;
    this.#commands = commands;
    this.#inTurn = inTurn;
  }

  /** The run that is under way. */
  get current(): RawProbe | null {
    return this.runs.at(-1) ?? null;
  }

  /** More outputs than commands can have: they tell nothing any more. */
  get full(): boolean {
    return this.runs.length > this.#commands.length + SPARE;
  }

  has(tool: string): boolean {
    return this.#commands.some((command) => command.tool === tool);
  }

  /** The probes of the line's commands, and the runs that belong to none of them. */
  assign(begin: (command: Command) => RawProbe): { probes: RawProbe[]; left: RawProbe[] } {
    const { runs } = this;
    const commands = this.#commands;
    const inTurn =
      this.#inTurn &&
      runs.length === commands.length &&
      runs.every((run, index) => fits(run, commands[index]) && (run.run.host === null || names(run, commands[index])));
    const left = new Set(runs);
    const probes: RawProbe[] = [];
    for (const [index, command] of commands.entries()) {
      const alone = commands.filter(
        ({ tool, host, port }) => tool === command.tool && host === command.host && port === command.port,
      );
      const found = inTurn
        ? runs.slice(index, index + 1)
        : runs.filter((run) => left.has(run) && alone.length === 1 && fits(run, command) && names(run, command));
      for (const run of found) {
        left.delete(run);
        run.command = command;
        probes.push(run);
      }
      if (found.length === 0) probes.push(begin(command));
    }
    return { probes, left: [...left] };
  }
}

function fits({ tool }: RawProbe, command: Command | undefined): boolean {
  return tool === command?.tool;
}

/** It names the command's host, and no other port. */
function names({ run }: RawProbe, command: Command | undefined): boolean {
  if (run.host === null || run.host !== command?.host) return false;
  return run.port === null || command.port === null || run.port === command.port;
}
