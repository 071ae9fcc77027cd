/** The check script runs under bash 4.2 (RHEL 7) and 4.3 (SLES 12), which no machine of ours has: what is newer does not occur in it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** Without whole-line comments. */
const script = readFileSync(new URL('../../../content/scripts/check.sh', import.meta.url), 'utf8').replaceAll(
  /^\s*#.*$/gmu,
  '',
);

/** What a later bash brought, with an example; versions as in bash's own NEWS. */
const NEWER: readonly (readonly [name: string, form: RegExp, example: string])[] = [
  ['4.3: wait -n', /\bwait\s+-\w*n/u, 'wait -n'],
  ['4.3: references to names', /\b(?:declare|local|typeset|unset)\s+-\w*n/u, 'local -n other="$1"'],
  ['4.3: elements from the end', /\[\s*-\d+\s*\]/u, '${list[-1]}'],
  ['4.3: a time without a number', /%\([^)]*\)T/u, "printf '%(%F)T'"],
  ['4.3: an element that is set', /-v\s+\w+\[/u, '[[ -v list[1] ]]'],
  ['4.4: transformation', /\$\{[^{}]*@[A-Za-z]\}/u, '${word@Q}'],
  ['4.4: mapfile with an end', /\b(?:mapfile|readarray)\b[^\n]*\s-\w*d/u, 'mapfile -t -d "" list'],
  ['4.4: options of a function', /\blocal\s+-(?:\s|$)/mu, 'local -'],
  ['4.4: inherit_errexit', /inherit_errexit/u, 'shopt -s inherit_errexit'],
  ['5: clocks and chance', /\b(?:EPOCHSECONDS|EPOCHREALTIME|SRANDOM|BASH_ARGV0)\b/u, '$EPOCHSECONDS'],
  ['5.1: wait -p', /\bwait\s+-\w*p/u, 'wait -p id'],
  ['5.3: a command without a subshell', /\$\{[ |]/u, '${ date; }'],
];

describe.each(NEWER)('%s', (_, form, example) => {
  test('is found', () => {
    expect(example).toMatch(form);
  });

  test('does not occur', () => {
    expect(script).not.toMatch(form);
  });
});

/** Lists that are read as they are; with `set -u`, one without elements ends the script before bash 4.4. */
function readBare(text: string): string[] {
  const names = Array.from(text.matchAll(/\$\{(\w+)\[[@*]\]\}/gu), ([, name = '']) => name);
  return [...new Set(names)].filter((name) => !new RegExp(String.raw`\b${name}=\([^)]`, 'u').test(text));
}

test('a list that may be empty has a default where it is read', () => {
  expect(readBare('list=()\nfor one in "${list[@]}"; do :; done')).toEqual(['list']);
  expect(readBare('list=()\nfor one in "${list[@]:-}"; do :; done')).toEqual([]);
  expect(readBare('list=(a)\nfor one in "${list[@]}"; do :; done')).toEqual([]);
  // without a destination no script is made
  expect(readBare(script)).toEqual(['targets']);
});
