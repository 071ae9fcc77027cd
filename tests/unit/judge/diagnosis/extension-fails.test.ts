import { expect, test } from 'vitest';
import { diagnose } from '../../../support/analyzer.ts';

const MESSAGE = '[ExtensionError] Non-zero exit code: 127';

test('a message says so, in a log and beside nothing else', () => {
  const log = `2026-11-20T01:02:03.000000Z ERROR ExtHandler ExtHandler ${MESSAGE}\n`;
  const { diagnosis, endpoints, findings, tone } = diagnose(log);
  expect(diagnosis[0]).toMatchObject({ id: 'extension-fails', confidence: 'likely', lines: [1] });
  expect(diagnosis[0]?.summary).toContain('2026-11-20 01:02:03 UTC');
  expect([endpoints, tone]).toEqual([[], 'un']);
  expect(findings.map(({ signature }) => signature)).toContain('waagent-extension-exit');
  expect(diagnose(MESSAGE).diagnosis[0]?.id).toBe('extension-fails');
});

test('a log without it does not', () => {
  const { diagnosis } = diagnose('2026-11-20T01:02:03.000000Z INFO ExtHandler ExtHandler Agent is running\n');
  expect(diagnosis.map(({ id }) => id)).toEqual(['nothing-tested']);
});
