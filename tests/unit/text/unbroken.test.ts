import { describe, expect, test } from 'vitest';
import { Lines } from '../../../src/text/lines.ts';
import { unbroken } from '../../../src/text/unbroken.ts';

const never = (_line: string): boolean => false;
const readings = (text: string, begins = never) =>
  unbroken(new Lines(text), begins).map(({ lines }) => lines.text.split('\n'));

describe('lines that a window broke are put together', () => {
  const full = 'x'.repeat(24);

  test('at its width, as they are', () => {
    expect(readings(`${full}\nyy\nzz\n`)).toContainEqual([`${full}yy`, 'zz', '']);
    expect(readings(`${full}\n${full}\nyy\n`)).toContainEqual([`${full}${full}yy`, '']);
  });

  test('before a word that would not have fitted, with a blank', () => {
    expect(readings(`aaaa bbbb\n${'c'.repeat(60)} d\ne\n`)).toContainEqual([`aaaa bbbb ${'c'.repeat(60)} d`, 'e', '']);
  });

  test('not with a line that begins by itself', () => {
    expect(readings(`${full}\nyy\n`, (line) => line === 'yy')).toEqual([]);
  });

  test.each([
    ['lines shorter than any window', 'aa bb\ncc\n'],
    ['lines longer than any window', `${'x'.repeat(201)}\nyy\n`],
    ['a file', `${'x'.repeat(30)}\n`.repeat(7000)],
    ['one line', full],
    ['an empty line behind it', `${full}\n\nyy\n`.replace(full, 'ab cd')],
  ])('none: %s', (_, text) => {
    expect(readings(text)).toEqual([]);
  });

  test('places lead back over the break', () => {
    const given = new Lines(`curl https://contoso.blo\nb.core.windows.net x\nyy\n`);
    const [hard] = unbroken(given, never);
    expect.assert(hard !== undefined);
    expect(hard.lines.at(1)).toBe('curl https://contoso.blob.core.windows.net x');
    expect(hard.originOf(1, 5)).toEqual({ line: 1, offset: 5 });
    expect(hard.originOf(1, 24)).toEqual({ line: 2, offset: 0 });
    expect(hard.originOf(2, 0)).toEqual({ line: 3, offset: 0 });
  });
});
