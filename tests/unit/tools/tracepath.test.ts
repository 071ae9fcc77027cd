import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { lookups } from '../../support/lookups.ts';

const SAMPLE = readFileSync(new URL('tracepath.log', import.meta.url), 'utf8');

test('the sample: that it sends shows that the name was resolved', () => {
  expect(lookups(SAMPLE)).toEqual(['a.example:443 resolved ok → not_run', 'b.example:443 failed dns → unreachable']);
  expect(diagnose(SAMPLE).probes.map(({ detail }) => detail.lastHop)).toEqual(['10.0.0.1', undefined]);
});

test('where nothing answered nothing is known', () => {
  expect(lookups('$ tracepath a.example\n 1:  no reply\n 2:  no reply\n$ ')).toEqual([
    'a.example:443 not_run → not_run',
  ]);
});
