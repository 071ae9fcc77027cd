import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { lookups } from '../../support/lookups.ts';

const SAMPLE = readFileSync(new URL('mtr.log', import.meta.url), 'utf8');

test('the sample: losses decide nothing', () => {
  expect(lookups(SAMPLE)).toEqual(['a.example:443 resolved ok → not_run', 'b.example:443 failed dns → unreachable']);
  expect(diagnose(SAMPLE).probes.map(({ detail }) => detail.lastHop)).toEqual(['10.0.0.1', undefined]);
});

test('a name as the last device', () => {
  const row = '  2.|-- a.example  0.0%     1    0.2   0.2   0.2   0.2   0.0';
  expect(diagnose(`$ mtr -rw a.example\n${row}\n`).probes[0]?.detail.lastHop).toBe('a.example');
});
