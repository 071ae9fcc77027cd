import { describe, expect, test } from 'vitest';
import type { FormatDefinition } from '../../../src/knowledge/types.ts';
import { splitLogs, startMarks } from '../../../src/session/split.ts';

const format = (...marks: readonly string[]): FormatDefinition =>
  ({ startMarks: marks }) as unknown as FormatDefinition;
const MARKS = startMarks([format('== start =='), format('== start ==', 'PowerShell begins', 'PowerShell ends')]);
const split = (pieces: readonly string[], longest?: number) => [...splitLogs(pieces, MARKS, longest)];
const texts = (pieces: readonly string[], longest?: number) => split(pieces, longest).map(({ text }) => text);
/** A text in pieces of one size. */
const cut = (text: string, size: number) => text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? [];

describe('lines with which logs begin', () => {
  test('those with the same first word are looked for together, each once', () => {
    expect(MARKS).toEqual([
      { stem: '== start ==', marks: ['== start =='] },
      { stem: 'PowerShell ', marks: ['PowerShell begins', 'PowerShell ends'] },
    ]);
  });

  test('without one there is none', () => {
    expect(startMarks([format()])).toEqual([]);
  });
});

describe('the logs of a text', () => {
  test.each<[string, string, readonly string[]]>([
    ['none', '', []],
    ['one without a mark', 'a\nb\n', ['a\nb\n']],
    ['one with a mark', '== start ==\na\n', ['== start ==\na\n']],
    ['what stands before the first belongs to it', 'a\n== start ==\nb', ['a\n== start ==\nb']],
    ['two', '== start ==\na\n== start ==\nb', ['== start ==\na\n', '== start ==\nb']],
    [
      'of two formats',
      'PowerShell begins\na\n== start ==\nb\nPowerShell ends\n',
      ['PowerShell begins\na\n', '== start ==\nb\n', 'PowerShell ends\n'],
    ],
    [
      'another word of the same beginning is none',
      'PowerShell begins\nPowerShell is\nPowerShell ends\n',
      ['PowerShell begins\nPowerShell is\n', 'PowerShell ends\n'],
    ],
    ['ended by CR', '== start ==\ra\r== start ==\rb', ['== start ==\ra\r', '== start ==\rb']],
    ['ended by CRLF', '== start ==\r\na\r\n== start ==\r\nb', ['== start ==\r\na\r\n', '== start ==\r\nb']],
    ['a longer one', `== start ==\n${'x'.repeat(80)}== start ==`, [`== start ==\n${'x'.repeat(80)}`, '== start ==']],
    ['two marks in one line', '== start ==== start ==', ['== start ==', '== start ==']],
  ])('%s', (_, text, expected) => {
    expect(texts([text])).toEqual(expected);
    for (const size of [1, 2, 3, 7, 13, 50]) expect(texts(cut(text, size))).toEqual(expected);
  });
});

describe('what may stand before a mark in its line', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'with a quote mark before the mark',
      '> == start ==\n> a\n> == start ==\n',
      ['> == start ==\n> a\n', '> == start ==\n'],
    ],
    [
      'the longest prefix',
      `== start ==\n${'x'.repeat(79)}== start ==\n`,
      ['== start ==\n', `${'x'.repeat(79)}== start ==\n`],
    ],
  ])('%s', (_, text, expected) => {
    expect(texts([text])).toEqual(expected);
    for (const size of [1, 2, 3, 7, 13, 50]) expect(texts(cut(text, size))).toEqual(expected);
  });
});

describe('no more of a log than its longest part is read', () => {
  test.each<[string, string, number, readonly [string, number, number][]]>([
    ['it fits', '== start ==\na\nb\n', 16, [['== start ==\na\nb\n', 0, 0]]],
    ['it ends with a whole line', '== start ==\na\nb\n', 15, [['== start ==\na\n', 2, 1]]],
    ['also where lines end with CR', '== start ==\ra\rb\r', 15, [['== start ==\ra\r', 2, 1]]],
    ['a line that is longer is cut', 'x'.repeat(20), 8, [['x'.repeat(8), 12, 1]]],
    [
      'the next log begins anew',
      '== start ==\naaaa\nbbbb\n== start ==\na\n',
      17,
      [
        ['== start ==\naaaa\n', 5, 1],
        ['== start ==\na\n', 0, 0],
      ],
    ],
    [
      'what is too long before the first log is one of its own',
      'aaaa\nbbbb\n== start ==\n',
      12,
      [['aaaa\nbbbb\n', 12, 1]],
    ],
    ['several lines', '== start ==\n1\n2\n3\n4\n', 12, [['== start ==\n', 8, 4]]],
  ])('%s', (_, text, longest, expected) => {
    expect(split([text], longest).map(({ text: kept, left }) => [kept, left.characters, left.lines])).toEqual(expected);
  });

  test('in whatever pieces it comes', () => {
    const text = `== start ==\n${'line\n'.repeat(20)}== start ==\n${'x\n'.repeat(30)}`;
    for (const size of [1, 5, 11, 40, 1000]) {
      const [first, second] = split(cut(text, size), 42);
      expect([first?.text, second?.text]).toEqual([
        `== start ==\n${'line\n'.repeat(6)}`,
        `== start ==\n${'x\n'.repeat(15)}`,
      ]);
      expect([first?.left.characters, second?.left.characters]).toEqual([70, 30]);
      expect([first?.left.lines, second?.left.lines]).toEqual([14, 15]);
    }
  });

  test('what fills a log before the first mark is a log of its own', () => {
    expect(texts(['aaaa\nbbbb\ncccc\n', '== start ==\nd\n'], 14)).toEqual(['aaaa\nbbbb\n', '== start ==\nd\n']);
  });

  test('a line without an end is not gathered beyond the limit', () => {
    expect(
      split(
        Array.from({ length: 10 }, () => 'x'.repeat(10)),
        25,
      ),
    ).toEqual([{ text: 'x'.repeat(25), left: { characters: 75, lines: expect.any(Number) } }]);
  });
});
