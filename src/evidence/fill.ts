import { commandOf, filledOf, type Values } from '../commands/command.ts';

/** What a command needs to know of the reader's machine. */
export interface Names {
  /** Folder in which the reader collects. */
  readonly folder: string;
  readonly vm: string;
}

export const EXAMPLE_NAMES: Names = { folder: 'C:\\Logs', vm: 'vm01' };

/** Fills the reader's names into a path that is shown. */
export function fillIn(text: string, names: Names): string {
  return filledOf(text, valuesOf(names));
}

/** Fills the reader's names into a command for Windows. */
export function fillInCommand(command: string, names: Names): string {
  return commandOf(command, valuesOf(names), 'windows');
}

function valuesOf({ folder, vm }: Names): Values {
  return { folder: folder.trim() || EXAMPLE_NAMES.folder, vm: (vm.trim() || EXAMPLE_NAMES.vm).toLowerCase() };
}
