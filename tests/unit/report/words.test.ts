import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { caution, unseenReason } from '#locale/report.ts';
import { CAUSES, CELLS } from '#locale/words.ts';
import { httpsWord } from '../../../src/report/words.ts';
import { diagnose } from '../../support/analyzer.ts';
import { anEndpoint } from '../../support/facts.ts';

test.each([
  ['an answer', { status: 'reachable', httpStatus: 404 }, 'ok', CELLS.answered(404)],
  ['a failure', { status: 'unreachable', cause: 'timeout' }, 'ng', CAUSES.timeout],
  ['open, and it is known by what', { status: 'indeterminate', cause: 'stalled' }, 'un', CAUSES.stalled],
  ['open', { status: 'indeterminate' }, 'un', CAUSES.other],
  ['not tested', { status: 'not_run' }, 'no', CELLS.notRun],
  ['broken off', { status: 'not_run', cause: 'interrupted' }, 'no', CAUSES.interrupted],
] as const)('HTTPS: %s', (_, https, kind, text) => {
  expect(httpsWord(anEndpoint({ https }))).toEqual({ kind, text });
});

test('where no proxy is in use, every test went the direct way', () => {
  const log = readFileSync(new URL('../tools/karte-lab/mtu-black-hole-up.log', import.meta.url), 'utf8');
  const report = diagnose(log);
  const hana = report.workloads.find(({ route, missing }) => route === 'direct' && missing.includes('storage'));
  if (hana === undefined) throw new Error('no workload goes directly');
  expect(unseenReason(hana, { proxied: false })).toBe('open');
  expect(unseenReason(hana, { proxied: true })).toBe('route');
  expect(caution(report)).toContain(`${hana.name} に必要な宛先`);
});
