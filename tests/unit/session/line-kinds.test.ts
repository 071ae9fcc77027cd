import { describe, expect, test } from 'vitest';
import { isHeader, isRule } from '../../../src/session/line-kinds.ts';

describe('a row of one sign', () => {
  test.each(['-'.repeat(10), '='.repeat(10), '*'.repeat(40), '----- ----- ', '- - - - - '])('%j', (line) => {
    expect(isRule(line)).toBe(true);
  });

  test.each(['-'.repeat(9), '#'.repeat(10), '----------x', '-----=====', '', ' ---------', 'x---------'])(
    'not %j',
    (line) => {
      expect(isRule(line)).toBe(false);
    },
  );
});

describe('a header line', () => {
  test.each(['Server: x', 'a: '])('%j', (line) => {
    expect(isHeader(line)).toBe(true);
  });

  test.each(['Server:x', ': x', 'HTTP/1.1 200: x', 'x', ''])('not %j', (line) => {
    expect(isHeader(line)).toBe(false);
  });
});
