import { expect, test } from 'vitest';
import { timeSkew } from '../../../../src/judge/diagnosis/time-skew.ts';
import { diagnose } from '../../../support/analyzer.ts';
import { aMessage, aProbe, failing, messagesKnown, someFacts } from '../../../support/facts.ts';

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

const answered = (id: number, host: string, clockAhead: number) => aProbe(id, { host, detail: { clockAhead } });

const inClear = (id: number, host: string) => aProbe(id, { host, port: 80, detail: { clockAhead: 600 } });

test.each([
  ['ahead', [answered(1, 'a', 600), answered(2, 'b', 640)], { how: 'ahead', minutes: 11, answers: 2 }],
  [
    'by a minute more or less',
    [answered(1, 'a', 660), answered(2, 'b', 600)],
    { how: 'ahead', minutes: 11, answers: 2 },
  ],
  [
    'behind',
    [answered(1, 'a', -3600), answered(2, 'b', -3600), answered(3, 'c', -3601)],
    { how: 'behind', minutes: 60, answers: 3 },
  ],
  [
    'the platform’s, in the clear, and another one’s',
    [inClear(1, '169.254.169.254'), answered(2, 'b', 600)],
    { how: 'ahead', minutes: 10, answers: 2 },
  ],
])('the answers of several destinations show it: %s', (_, probes, params) => {
  const [found] = timeSkew(someFacts({ probes }));
  expect(found).toMatchObject({ id: 'time-skew', confidence: 'certain', rank: 'failure', endpoints: [], weight: 0.4 });
  expect(found?.params).toEqual(params);
  expect(found?.because).toEqual(probes.map(({ id }) => id));
});

test.each([
  ['one destination', [answered(1, 'a', 600), answered(2, 'a', 600)]],
  ['five minutes', [answered(1, 'a', 300), answered(2, 'b', 300)]],
  ['answers that differ by more than a minute', [answered(1, 'a', 600), answered(2, 'b', 661)]],
  ['three of which one differs', [answered(1, 'a', 600), answered(2, 'b', 610), answered(3, 'c', 661)]],
  ['the same in another order', [answered(1, 'a', 640), answered(2, 'b', 600), answered(3, 'c', 661)]],
  ['one destination beside a nameless one', [{ ...answered(1, 'a', 600), host: null }, answered(2, 'b', 600)]],
  ['no time', [aProbe(1), aProbe(2, { host: 'b' })]],
  ['answers in the clear, which a proxy may have kept', [inClear(1, 'a'), inClear(2, 'b')]],
  ['one of the platform beside one in the clear', [inClear(1, '168.63.129.16'), inClear(2, 'b')]],
])('not by %s', (_, probes) => {
  expect(timeSkew(someFacts({ probes }))).toEqual([]);
});

test('it explains certificates that are not valid at the machine’s time, and nothing else that fails', () => {
  const early = failing('tls_untrusted', { host: 'early', decidedBy: 3, https: { probe: 3 } });
  const probes = [answered(1, 'a', -600), answered(2, 'b', -600), aProbe(3, { detail: { expired: true } })];
  const [found] = timeSkew(someFacts({ endpoints: [failing('timeout'), early], probes }));
  expect(found).toMatchObject({ endpoints: [early], because: [1, 2, 3], weight: 1.5 });
});

test('what a message says of it stands beside what the answers show', () => {
  const probes = [answered(1, 'a', 600), answered(2, 'b', 600)];
  const findings = [aMessage('m', { line: 4, firstAt: '2026-11-20T01:02:03Z' })];
  const knowledge = messagesKnown({ m: { rootCause: 'time-skew' } });
  const [found] = timeSkew(someFacts({ probes, findings, knowledge }));
  expect(found?.messages).toEqual(findings);
  expect(found?.params).toMatchObject({ how: 'ahead', minutes: 10, answers: 2 });
  expect(Object.keys(found?.params ?? {}).length).toBeGreaterThan(3);
});
