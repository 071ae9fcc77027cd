import { describe, expect, test } from 'vitest';
import { simpleCommands } from '../../../src/text/shell-words.ts';

const words = (line: string, shell: 'posix' | 'windows' = 'posix'): readonly (readonly string[])[] =>
  simpleCommands(line, shell).map((one) => one.words);

describe('words of a shell', () => {
  test.each([
    [`a "b c" 'd e' f\\ g`, [['a', 'b c', 'd e', 'f g']]],
    ['a; b && c || d & e | f', [['a'], ['b'], ['c'], ['d'], ['e'], ['f']]],
    [`a "x; y" 'p && q'`, [['a', 'x; y', 'p && q']]],
    ['a > /dev/null 2>&1 b', [['a', 'b']]],
    ['a &>/tmp/x b </dev/null', [['a', 'b']]],
    ['for i in 1 2; do a b; done', [['for', 'i', 'in', '1', '2'], ['a', 'b'], ['done']]],
    ['(a b) && c # d', [['a', 'b'], ['c']]],
    ['# a\nb # c; d\n  e#f', [['b'], ['e#f']]],
    ['a "" b', [['a', '', 'b']]],
    ['a "b', [['a', 'b']]],
    ['a "say \\"x\\"" \\', [['a', 'say "x"']]],
  ])('%s', (line, found) => {
    expect(words(line)).toEqual(found);
  });

  test('of Windows: a backslash is a letter, a table is one word', () => {
    expect(words(`curl.exe -o C:\\x\\y @{ A = "b"; C = 1 } 'it''s' \`"a\`"`, 'windows')).toEqual([
      ['curl.exe', '-o', 'C:\\x\\y', '@{ A = "b"; C = 1 }', 'its', '"a"'],
    ]);
  });
});
