import { expect, test } from 'vitest';
import { diagnose } from '../../../support/analyzer.ts';

const MESSAGE = 'The time service detected a time difference of greater than 5000 milliseconds for 900 seconds.';

test('a message says so, in a log and beside nothing else', () => {
  const log = `2026-11-20T01:02:03.000000Z ERROR ExtHandler ExtHandler ${MESSAGE}\n`;
  const { diagnosis, endpoints, findings, tone } = diagnose(log);
  expect(diagnosis[0]).toMatchObject({ id: 'time-skew', confidence: 'likely', lines: [1] });
  expect(diagnosis[0]?.summary).toContain('2026-11-20 01:02:03 UTC');
  expect([endpoints, tone]).toEqual([[], 'un']);
  expect(findings.map(({ signature }) => signature)).toContain('w32time-offset');
  expect(diagnose(MESSAGE).diagnosis[0]?.id).toBe('time-skew');
});

test('a log without it does not', () => {
  const { diagnosis } = diagnose('2026-11-20T01:02:03.000000Z INFO ExtHandler ExtHandler Agent is running\n');
  expect(diagnosis.map(({ id }) => id)).toEqual(['nothing-tested']);
});
