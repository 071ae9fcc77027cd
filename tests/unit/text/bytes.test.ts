import { expect, test } from 'vitest';
import { bytesText } from '../../../src/text/bytes.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [12.6, '13 B'],
  [1000, '1.0 kB'],
  [999_949, '999.9 kB'],
  [1_000_000, '1.0 MB'],
  [2_500_000_000, '2.50 GB'],
])('%s bytes are %s', (value, text) => {
  expect(bytesText(value)).toBe(text);
});
