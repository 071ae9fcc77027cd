/** What goes into a script of `content/scripts`. */
export interface Filling {
  /** Texts for `{{name}}` within a line; they must be inert there: in a comment, or as part of a name. */
  readonly words: Readonly<Record<string, string>>;
  /** Lines for `# {{name}}`, a comment that stands alone in its line. */
  readonly lines: Readonly<Record<string, readonly string[]>>;
}

const LINES = /^[ \t]*# \{\{([a-z]{1,20})\}\}$/u;
const BLOCK = /^# \{\{(begin|end) ([a-z]{1,20})\}\}$/u;
const WORD = /\{\{([a-z]{1,20})\}\}/gu;

/**
 * Fills the places of a script. What stands between `# {{begin name}}` and `# {{end name}}` is left out where `name` has
 * no lines. What is filled in is not read again, so a value cannot make another place.
 * @throws {RangeError} for a place that nothing fills: scripts are content
 */
export function fillScript(script: string, { words, lines }: Filling): string {
  const out: string[] = [];
  let left: string | null = null;
  for (const line of script.split('\n')) {
    const [, edge, block = ''] = BLOCK.exec(line) ?? [];
    if (edge === 'begin' && given(lines, block).length === 0) left = block;
    if (edge === 'end') left = null;
    if (edge !== undefined || left !== null) continue;
    const place = LINES.exec(line)?.[1];
    if (place === undefined) out.push(line.replaceAll(WORD, (_, name: string) => given(words, name)));
    else out.push(...given(lines, place));
  }
  return out.join('\n');
}

function given<T>(values: Readonly<Record<string, T>>, name: string): T {
  const value = values[name];
  if (value === undefined) throw new RangeError(`nothing fills {{${name}}}`);
  return value;
}
