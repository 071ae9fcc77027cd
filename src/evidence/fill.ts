/** What a command needs to know of the reader's machine. */
export interface Names {
  /** Folder in which the reader collects. */
  readonly folder: string;
  readonly vm: string;
}

export const EXAMPLE_NAMES: Names = { folder: 'C:\\Logs', vm: 'vm01' };

/** What a name may hold: nothing that a shell could take for more, within quotes or without. */
const NOT_A_NAME = /[^\p{L}\p{M}\p{N}_.:\\/ ()-]/gu;
const NEEDS_QUOTES = /[^\w.:\\/-]/u;

/** Fills the reader's names into a path. */
export function fillIn(text: string, names: Names): string {
  return text
    .replaceAll('{folder}', safe(names.folder, EXAMPLE_NAMES.folder))
    .replaceAll('{vm}', safe(names.vm, EXAMPLE_NAMES.vm).toLowerCase());
}

/** Fills the reader's names into a command: a value that a shell would take apart stands in quotes, its key before them. */
export function fillInCommand(command: string, names: Names): string {
  return command
    .split(' ')
    .map((word) => {
      if (!word.includes('{')) return word;
      const value = word.slice(word.indexOf('=') + 1);
      const filled = fillIn(value, names);
      const key = word.slice(0, word.length - value.length);
      return key + (filled !== value && NEEDS_QUOTES.test(filled) ? `"${filled}"` : filled);
    })
    .join(' ');
}

/** A name without what is no part of one; a hyphen in front would be an option, a backslash at the end a quote's end. */
function safe(value: string, instead: string): string {
  let [from, to] = [0, 0];
  const plain = value.replaceAll(NOT_A_NAME, '').trim();
  to = plain.length;
  while (from < to && (plain[from] === '-' || plain[from] === ' ')) from += 1;
  while (to > from && (plain[to - 1] === '\\' || plain[to - 1] === ' ')) to -= 1;
  return from === to ? instead : plain.slice(from, to);
}
