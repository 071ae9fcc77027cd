import type { SimpleCommand } from '../text/shell-words.ts';

/** Commands that a loop is written out to at most. */
const MOST_COMMANDS = 200;
/** A value that the shell makes itself: another variable, a file name, the output of a command. */
const MADE = /[$*?`]/u;

/**
 * Loops over values that stand in the line, written out: `for h in a b; do nc -vz $h 443; done` runs two commands. A loop
 * whose values cannot be told stays as it is, and so does its variable.
 */
export function withLoops(simple: readonly SimpleCommand[]): readonly SimpleCommand[] {
  const found: SimpleCommand[] = [];
  for (let at = 0; at < simple.length; at += 1) {
    const one = simple[at];
    if (one === undefined) break;
    const end = LOOPS.has(one.words[0] ?? '') ? endOf(simple, at) : -1;
    const { name, values } = variableOf(one, simple[end]);
    if (end < 0 || values.length === 0 || values.some((value) => MADE.test(value))) {
      found.push(one);
      continue;
    }
    const body = withLoops(simple.slice(at + 1, end));
    for (const value of values) for (const each of body) found.push(filled(each, name, value));
    if (found.length > MOST_COMMANDS) return simple;
    at = end;
  }
  return found;
}

const LOOPS: ReadonlySet<string> = new Set(['for', 'read']);

/** `for h in a b`, or `while read h` with its input behind the `done`. */
function variableOf(
  { words }: SimpleCommand,
  end: SimpleCommand | undefined,
): { readonly name: string; readonly values: readonly string[] } {
  const [head, name = '', word, ...values] = words;
  if (head === 'for') return { name, values: word === 'in' ? values : [] };
  return { name: words.at(-1) ?? '', values: end?.input?.split(/\s+/u).filter((value) => value !== '') ?? [] };
}

/** Where the `done` of a loop stands; behind the last command where it is cut off. */
function endOf(simple: readonly SimpleCommand[], from: number): number {
  let open = 0;
  for (let at = from; at < simple.length; at += 1) {
    const [first] = simple[at]?.words ?? [];
    if (LOOPS.has(first ?? '')) open += 1;
    else if (first === 'done') open -= 1;
    if (open === 0) return at;
  }
  return simple.length;
}

/** A command with the value of a variable in it. */
function filled({ words, text, joint, shell }: SimpleCommand, name: string, value: string): SimpleCommand {
  return {
    words: words.map((word) => filledIn(word, name, value)),
    text: filledIn(text, name, value),
    joint,
    ...(shell === undefined ? {} : { shell }),
  };
}

function filledIn(text: string, name: string, value: string): string {
  return text
    .split(`\${${name}}`)
    .join(value)
    .split(`$${name}`)
    .map((piece, index) => (index > 0 && /^\w/u.test(piece) ? `$${name}${piece}` : index > 0 ? value + piece : piece))
    .join('');
}
