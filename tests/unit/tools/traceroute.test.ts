import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { lookups } from '../../support/lookups.ts';

const SAMPLE = readFileSync(new URL('traceroute.log', import.meta.url), 'utf8');

test('the sample: names and addresses; the end of a way is no verdict, nor is its last device', () => {
  expect(lookups(SAMPLE)).toEqual([
    'a.example:443 resolved ok 20.60.1.1 → not_run',
    'b.example:443 resolved ok 20.60.1.2 → not_run',
    'c.example:443 failed dns → unreachable',
  ]);
});

test('the last device that answered', () => {
  expect(diagnose(SAMPLE).probes.map(({ detail }) => detail.lastHop)).toEqual(['192.0.2.133', '20.60.1.2', undefined]);
});

test('its first line is no command', () => {
  const [, ...output] = SAMPLE.split('\n');
  expect(lookups(output.slice(0, 5).join('\n'))).toEqual(['a.example:443 resolved ok 20.60.1.1 → not_run']);
});
