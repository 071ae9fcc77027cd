/** Options of a tool: which of them take the next word as their value, and how they are written. */
export interface OptionTable {
  /** Options with a value, by their long names. */
  readonly values: ReadonlySet<string>;
  /** Every name that may be shortened. */
  readonly names: readonly string[];
  /** Long names by the letter that stands for them. */
  readonly short: Readonly<Record<string, string>>;
  readonly aliases: Readonly<Record<string, string>>;
  /** A single hyphen begins a long name. */
  readonly singleHyphen: boolean;
}

/** What stands behind a tool's name. */
export interface Arguments {
  readonly positional: readonly string[];
  /** Values by the long name of their option, in their order; a switch has the empty text. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Options of the usual form: `--name value`, `--name=value`, `-n value`. `long`: those with a value; `flags`: others that are read. */
export function hyphenOptions(
  long: string,
  flags: readonly string[],
  short: Readonly<Record<string, string>>,
): OptionTable {
  const values = namesIn(long);
  return { values: new Set(values), names: [...values, ...flags], short, aliases: {}, singleHyphen: false };
}

/** The names in a text, divided by blanks or line ends. */
export function namesIn(text: string): string[] {
  return text.split(/\s+/u);
}

/** The last value of the first of several options that is given; null when none is. */
export function valueOf({ options }: Arguments, ...names: readonly string[]): string | null {
  for (const name of names) {
    const found = options.get(name)?.at(-1);
    if (found !== undefined) return found;
  }
  return null;
}

/** True when one of several options is given. */
export function hasOption({ options }: Arguments, ...names: readonly string[]): boolean {
  return names.some((name) => options.has(name));
}

/** Reads a tool's arguments: options with their values (also glued on, or behind `=` and `:`), and what is none. */
export function readArguments(table: OptionTable, words: readonly string[]): Arguments {
  const positional: string[] = [];
  const options = new Map<string, string[]>();
  const put = (name: string, value: string): void => {
    const known = options.get(name);
    if (known === undefined) options.set(name, [value]);
    else known.push(value);
  };
  let only = false;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (only || !word.startsWith('-') || word.length === 1) {
      positional.push(word);
      continue;
    }
    if (word === '--') {
      only = true;
      continue;
    }
    const next = (): string => words[(i += 1)] ?? '';
    if (table.singleHyphen || word.startsWith('--')) readLong(word, table, next, put);
    else readCluster(word, table, next, put);
  }
  return { positional, options };
}

type Put = (name: string, value: string) => void;

function readLong(word: string, table: OptionTable, next: () => string, put: Put): void {
  const bare = word.slice(word.startsWith('--') ? 2 : 1);
  const sign = table.singleHyphen ? bare.search(/[:=]/u) : bare.indexOf('=');
  const written = sign < 0 ? bare : bare.slice(0, sign);
  const name = fullName(table.singleHyphen ? written.toLowerCase() : written, table);
  if (!table.values.has(name)) put(name, sign < 0 ? '' : bare.slice(sign + 1));
  else put(name, sign < 0 ? next() : bare.slice(sign + 1));
}

/** An option may be shortened as long as no other begins so. */
function fullName(written: string, { names: all, aliases }: OptionTable): string {
  if (all.includes(written)) return written;
  const alias = aliases[written];
  if (alias !== undefined) return alias;
  const found = written.length < 2 ? [] : all.filter((name) => name.startsWith(written));
  return found.length === 1 && found[0] !== undefined ? found[0] : written;
}

/** `-sSI`, `-vkx http://proxy`, `-m10`: the first option with a value takes the rest of the word, or the next one. */
function readCluster(word: string, { short, values }: OptionTable, next: () => string, put: Put): void {
  for (let at = 1; at < word.length; at += 1) {
    const name = short[word.charAt(at)] ?? word.charAt(at);
    if (!values.has(name)) {
      put(name, '');
      continue;
    }
    const rest = word.slice(at + 1);
    put(name, rest === '' ? next() : rest.startsWith('=') ? rest.slice(1) : rest);
    return;
  }
}
