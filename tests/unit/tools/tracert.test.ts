import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { lookups } from '../../support/lookups.ts';

const SAMPLE = readFileSync(new URL('tracert.log', import.meta.url), 'utf8');

test('the sample: names and addresses, and nothing of a port', () => {
  expect(lookups(SAMPLE)).toEqual([
    'a.example:443 resolved ok 20.60.1.1 → not_run',
    'b.example:443 resolved ok 20.60.1.2 → not_run',
    'c.example:443 failed dns → unreachable',
  ]);
});

test('the last device that answered; none where none did', () => {
  expect(diagnose(SAMPLE).probes.map(({ detail }) => detail.lastHop)).toEqual(['192.0.2.1', undefined, undefined]);
});

test('a name that is not known, in English', () => {
  expect(lookups('C:\\>tracert a.example\nUnable to resolve target system name a.example.\n')).toEqual([
    'a.example:443 failed dns → unreachable',
  ]);
});
