import { hostName } from './target.ts';

/** A loop of PowerShell: what it runs for each of its values. */
export interface Loop {
  /** Its values; null where the log does not show them. */
  readonly values: readonly string[] | null;
  /** What is run, with the values put in: once for each, or once with a name that stands for all of them. */
  readonly bodies: readonly string[];
}

/** What stands for the values of a loop that are not known: no host has this name (RFC 6761). */
const ANY_HOST = 'any.invalid';

/** Values that a loop may have. */
const MOST_VALUES = 64;
const LONGEST = 8192;

/** Lists of values by the variable that holds them, in small letters. */
export type Lists = ReadonlyMap<string, readonly string[]>;

/** `foreach ($h in $hosts) {`, the values in the middle. */
const FOREACH = /\bforeach\s{0,4}\(\s{0,4}\$(\w{1,64})\s{1,4}in\s{1,4}/iu;
/** `… | ForEach-Object {`, also `-Process` and `-Parallel`. */
const PIPED = /\|\s{0,4}(?:foreach-object|foreach|%)\s{0,4}(?:-(?:process|parallel)\s{0,4})?\{/iu;
/** `$hosts.ForEach({`. */
const METHOD = /\.foreach\(\s{0,4}\{/iu;

/** The first loop of a command line; null when it holds none. */
export function loopOf(text: string, lists: Lists): Loop | null {
  if (text.length > LONGEST) return null;
  const each = FOREACH.exec(text);
  if (each !== null) {
    const from = each.index + each[0].length;
    const open = text.indexOf('{', from);
    if (open < 0) return null;
    const close = text.lastIndexOf(')', open);
    return made(valuesIn(text.slice(from, Math.max(from, close)), lists), each[1] ?? '', text.slice(open + 1));
  }
  const piped = PIPED.exec(text) ?? METHOD.exec(text);
  if (piped === null) return null;
  return made(valuesIn(text.slice(0, piped.index), lists), '_', text.slice(piped.index + piped[0].length));
}

/** `$hosts = 'a', 'b'`: the variable, in small letters, and its values; null for any other line. */
export function listOf(text: string): readonly [string, readonly string[]] | null {
  const [head, name] = /^\s{0,8}(?:\[string\[\]\]\s{0,4})?\$(\w{1,64})\s{0,8}=\s{0,8}/iu.exec(text.slice(0, 120)) ?? [];
  if (head === undefined || name === undefined || text.length > LONGEST) return null;
  const values = valuesIn(text.slice(head.length), NO_LISTS);
  return values === null ? null : [name.toLowerCase(), values];
}

const NO_LISTS: Lists = new Map();

function made(values: readonly string[] | null, variable: string, body: string): Loop {
  // a loop within the loop asks each of its values for more than one thing
  const plain = FOREACH.test(body) || PIPED.test(body) ? null : values;
  return {
    values: plain,
    bodies: (plain ?? [ANY_HOST]).map((value) => withValue(body, variable, value)),
  };
}

/** The values of a list that is written out, or held by a variable; null where some of them is not known. */
function valuesIn(text: string, lists: Lists): readonly string[] | null {
  const bare = text.trim().replace(/;$/u, '').replace(/^@?\(/u, '').replace(/\)$/u, '');
  if (bare.startsWith('$')) return lists.get(bare.slice(1).trim().toLowerCase()) ?? null;
  const words = bare.split(/[,\r\n]/u).map((word) => word.trim());
  const values: string[] = [];
  for (const word of words) {
    if (word === '') continue;
    const quote = word.charAt(0);
    const quoted = quote === "'" || quote === '"';
    if (quoted && (word.length < 3 || !word.endsWith(quote))) return null;
    const value = quoted ? word.slice(1, -1) : word;
    if (value.includes('$') || /[\s'"|;{}]/u.test(value) || values.length >= MOST_VALUES) return null;
    values.push(value);
  }
  return values.length === 0 || !values.every(isDestination) ? null : values;
}

/** A host, or a URL of one. */
function isDestination(value: string): boolean {
  const authority = value.slice(value.includes('://') ? value.indexOf('://') + 3 : 0).split(/[/:?#]/u, 1)[0] ?? '';
  return hostName(authority) !== null && /[a-z.]/iu.test(authority);
}

/** The body with a value in place of the variable: `$h`, `${h}`, `$($h)`; `$_` is also `$PSItem`. */
function withValue(body: string, variable: string, value: string): string {
  const names = variable === '_' ? ['_', 'PSItem'] : [variable];
  let text = body;
  for (const name of names)
    for (const written of [`$($${name})`, `\${${name}}`, `$${name}`]) text = replaced(text, written, value);
  return text;
}

/** Replaces a variable where its name ends, and no property of it is asked for. */
function replaced(text: string, written: string, value: string): string {
  const small = text.toLowerCase();
  const wanted = written.toLowerCase();
  let found = '';
  let from = 0;
  for (let at = small.indexOf(wanted); at >= 0; at = small.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length;
    if (
      !written.endsWith('}') &&
      !written.endsWith(')') &&
      /^(?:\w|\.[a-z]{1,40}\b(?!\.))/iu.test(text.slice(end, end + 48))
    )
      continue;
    found += text.slice(from, at) + value;
    from = end;
  }
  return found + text.slice(from);
}
