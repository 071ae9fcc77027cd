import { expect, test } from 'vitest';
import { coloured } from '../../../src/cli/colours.ts';

const TEXT = '結論: x\n  ✓ 到達できる  a:443\n  ✕ 到達できない  b:443\n? 判断できない  c:443\n  ✓x なに\n';

test('a terminal with colours gets the signs in colours, and the same words', () => {
  const shown = coloured(TEXT, { hasColors: () => true });
  expect(shown).toContain('  \u001B[32m✓\u001B[39m 到達できる');
  expect(shown).toContain('  \u001B[31m✕\u001B[39m 到達できない');
  expect(shown).toContain('\n\u001B[33m?\u001B[39m 判断できない');
  expect(shown).toContain('  ✓x なに');
  // eslint-disable-next-line no-control-regex -- what colours a terminal
  expect(shown.replaceAll(/\u001B\[\d+m/gu, '')).toBe(TEXT);
});

test('a file, a pipe and a terminal without colours get none', () => {
  expect(coloured(TEXT, {})).toBe(TEXT);
  expect(coloured(TEXT, { hasColors: () => false })).toBe(TEXT);
});
