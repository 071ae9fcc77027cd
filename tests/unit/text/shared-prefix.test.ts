import { describe, expect, test } from 'vitest';
import { Lines } from '../../../src/text/lines.ts';
import { sharedPrefixes } from '../../../src/text/shared-prefix.ts';

/** The lines without each prefix that they share, the longest first. */
function without(...lines: readonly string[]): string[][] {
  return sharedPrefixes(new Lines(lines.join('\n'))).map((prefix) =>
    lines.map((line) => line.slice(prefix.endIn(line))),
  );
}

describe('what stands before most lines', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a margin', ['| $ nc', '| Ncat: x', '| y'], ['$ nc', 'Ncat: x', 'y']],
    ['a margin of a box', ['│ a b', '│ c', '│ d'], ['a b', 'c', 'd']],
    ['a tab', ['\ta', '\tb', '\tc'], ['a', 'b', 'c']],
    ['line numbers that grow', ['    9\ta', '   10\tb', '  100\tc'], ['a', 'b', 'c']],
    ['numbers with a colon', ['9:a', '10:b', '11:c'], ['a', 'b', 'c']],
    [
      'a clock',
      ['2026-11-29T03:08:39+0900 a', '2026-11-29T03:08:40+0900 b', '2026-11-30T00:00:01+0900 c'],
      ['a', 'b', 'c'],
    ],
    [
      'a journal',
      [
        'Nov 29 03:08:39 vm01 check.sh[812]: a',
        'Nov 29 03:08:39 vm01 check.sh[812]: b',
        'Nov  9 03:08:41 vm01 check.sh[9]: c',
      ],
      ['a', 'b', 'c'],
    ],
    ['the name of a machine', ['vm-app01: a', 'vm-app01: b', 'vm-app01: c'], ['a', 'b', 'c']],
    ['the line keeps its own blanks', ['| a', '|   b', '| c'], ['a', '  b', 'c']],
    ['an empty line may have lost its blanks', ['| a', '|', '| c'], ['a', '', 'c']],
    ['a line without it stays', ['| a', '| b', 'z | c', '| d'], ['a', 'b', 'z | c', 'd']],
  ])('%s', (_, lines, expected) => {
    expect(without(...lines)[0]).toEqual(expected);
  });

  test('shorter ones follow: which of them is none tells only what can be read behind it', () => {
    expect(without('1: * a', '2: * b', '3: * c').map(([first]) => first)).toEqual(['a', ' a', '* a', ' * a']);
  });

  test.each<[string, readonly string[]]>([
    ['lines that begin differently', ['a b', 'c d', 'e f']],
    ['words without an end', ['curl', 'curl', 'curl']],
    ['two lines', ['| a', '| b']],
    ['no more than two of three', ['| a', '| b', 'c', '| d', 'e', 'f']],
    ['nothing', []],
    ['a longer one than any', Array.from({ length: 3 }, () => `${'x'.repeat(121)}: a`)],
  ])('none: %s', (_, lines) => {
    expect(without(...lines)).toEqual([]);
  });
});
