import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LogReport } from '../../../src/model/report.ts';
import { analyzer, diagnose } from '../../support/analyzer.ts';

const corpus = new URL('../../corpus/', import.meta.url);
const read = (name: string): string => {
  const bytes = readFileSync(new URL(name, corpus));
  return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes);
};

/** Law 2: every workload that is called ok has a reachable endpoint, and none that fails or is open, of each service it needs. */
function expectProven(report: LogReport): void {
  for (const { id, status, needs, missing } of report.workloads) {
    if (missing.length > 0) expect([id, status]).not.toEqual([id, 'ok']);
    if (status !== 'ok') continue;
    for (const service of needs) {
      const verdicts = report.endpoints.filter((known) => known.service === service).map(({ verdict }) => verdict);
      expect(verdicts).toContain('reachable');
      expect(verdicts.filter((verdict) => verdict === 'unreachable' || verdict === 'indeterminate')).toEqual([]);
    }
  }
}

describe('law 2: green needs everything', () => {
  const logs = [
    'logs-linux/all-reachable-rhel8.log',
    'logs-linux/asr-all-reachable.log',
    'logs-linux/storage-dropped.log',
    'logs-linux-realdns/proxy-in-use.log',
    'logs-windows/all-reachable-en.log',
    'logs-windows/proxy-in-use-ja.log',
  ].map((name) => ({ name, lines: read(name).split('\n') }));

  test('for random subsets of a log’s probes no workload is ok with a needed service unseen', () => {
    fc.assert(
      fc.property(fc.constantFrom(...logs), fc.infiniteStream(fc.boolean()), ({ lines }, keep) => {
        let kept = true;
        const text = lines.filter((line) => {
          if (/^#{1,2}TRY!!/u.test(line)) kept = keep.next().value === true;
          return kept || /^#{3,4} /u.test(line);
        });
        expectProven(diagnose(text.join('\n')));
      }),
      { numRuns: 300 },
    );
  });

  test('where the accounts’ proxies differ, MARS and SQL are never ok by what another account saw', () => {
    const healthy = read('logs-windows/all-reachable-en.log');
    const system = (value: string) =>
      healthy.replace(
        /(NT Authority\\System[^\n]*\n)ProxyEnable: ?(\r?\n)ProxyServer: /u,
        `$1ProxyEnable: 1$2ProxyServer: ${value}`,
      );
    expect(analyzer.analyzeText('healthy.log', healthy).report.workloads).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'mars', status: 'ok' })]),
    );
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 1, max: 65_535 }), (address, port) => {
        const report = diagnose(system(`${address}:${port}`));
        expect(report.diagnosis.map(({ id }) => id)).toContain('proxy-accounts-differ');
        const states = report.workloads.filter(({ id }) => id === 'mars' || id === 'sql');
        expect(states.map(({ status }) => status)).toEqual(['unknown', 'unknown']);
        expect(report.tone).toBe('un');
      }),
      { numRuns: 50 },
    );
  });

  test('a healthy log is green, though it does not test the VM backup', () => {
    const report = diagnose(read('logs-linux-realdns/all-reachable-rhel8.log'));
    expect(report.tone).toBe('ok');
    expect(report.workloads.find(({ id }) => id === 'vm')).toMatchObject({ status: 'unknown', tested: false });
  });
});
