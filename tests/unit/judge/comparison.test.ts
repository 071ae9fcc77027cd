import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRuns } from '../../../src/judge/comparison.ts';
import { diagnose } from '../../support/analyzer.ts';

const HOST = 'contosostor01.blob.core.windows.net';
const OTHER = 'login.microsoftonline.com';
const nc = (host: string, output: string): string => `[root@vm01 ~]# nc -vz ${host} 443\n${output}\n`;
const GOOD = 'Ncat: Connected to 20.60.1.1:443.';
const LATE = 'Ncat: Connection timed out.';
const REFUSED = 'Ncat: Connection refused.';
const NOTHING = '^C';
const run = (...parts: readonly string[]) => diagnose(`${parts.join('')}[root@vm01 ~]# \n`);
const changes = (before: string, after: string) =>
  compareRuns(run(nc(HOST, before)), run(nc(HOST, after))).endpoints.map(({ change }) => change);

test('fixed is what failed and then was seen to work, and nothing else', () => {
  expect(changes(LATE, GOOD)).toEqual(['fixed']);
  expect(changes(GOOD, LATE)).toEqual(['worse']);
  expect(changes(LATE, LATE)).toEqual(['same']);
  expect(changes(GOOD, GOOD)).toEqual(['same']);
  expect(changes(LATE, NOTHING)).toEqual(['unclear']);
  expect(changes(NOTHING, GOOD)).toEqual(['unclear']);
});

test('what the second run does not mention is not fixed', () => {
  const found = compareRuns(run(nc(HOST, LATE)), run(nc(OTHER, GOOD)));
  expect(found.endpoints.map(({ host, change, after }) => [host, change, after?.verdict ?? null])).toEqual([
    [HOST, 'unclear', null],
    [OTHER, 'unclear', 'reachable'],
  ]);
  expect(found.outcome).toBe('unclear');
});

test('another reason of what still fails is told', () => {
  const [found] = compareRuns(run(nc(HOST, LATE)), run(nc(HOST, REFUSED))).endpoints;
  expect(found).toMatchObject({ change: 'same', isOtherReason: true });
  expect(compareRuns(run(nc(HOST, LATE)), run(nc(HOST, LATE))).endpoints[0]?.isOtherReason).toBe(false);
});

test('the outcome: the worst decides', () => {
  const outcome = (before: string[], after: string[]) =>
    compareRuns(
      run(...before.map((output, at) => nc([HOST, OTHER][at] ?? '', output))),
      run(...after.map((output, at) => nc([HOST, OTHER][at] ?? '', output))),
    ).outcome;
  expect(outcome([LATE, GOOD], [GOOD, GOOD])).toBe('fixed');
  expect(outcome([LATE, LATE], [GOOD, LATE])).toBe('partly');
  expect(outcome([LATE, LATE], [GOOD, NOTHING])).toBe('partly');
  expect(outcome([LATE, GOOD], [GOOD, LATE])).toBe('worse');
  expect(outcome([LATE, GOOD], [LATE, GOOD])).toBe('same');
  expect(outcome([LATE, GOOD], [NOTHING, GOOD])).toBe('unclear');
});

test('causes: gone, new, and those that stay', () => {
  const { causes } = compareRuns(run(nc(HOST, LATE)), run(nc(OTHER, LATE)));
  expect(causes.map(({ change, before, after }) => [change, (after ?? before)?.params['service']])).toEqual(
    [
      ['new', 'Entra ID'],
      ['gone', 'Azure Storage'],
    ].map(([change, service]) => [
      change,
      expect.stringContaining(service === 'Entra ID' ? 'Entra' : 'Storage') as unknown,
    ]),
  );
});

test('settings: only what both logs show, and a proxy that appears or goes', () => {
  const proxied = diagnose(
    `[root@vm01 ~]# env\nhttps_proxy=http://proxy.contoso.local:8080\n${nc(HOST, LATE)}[root@vm01 ~]# \n`,
  );
  const plain = run(nc(HOST, LATE));
  const [change] = compareRuns(plain, proxied).settings;
  expect(change).toMatchObject({ setting: 'proxy', before: { value: null } });
  expect(change?.after.value).toContain('proxy.contoso.local');
  expect(compareRuns(plain, plain).settings).toEqual([]);
});

test('the same machine by its name, in any case; unknown where a log does not tell it', () => {
  const named = (hostname: string | null) => {
    const report = run(nc(HOST, LATE));
    return { ...report, machine: { ...report.machine, hostname } };
  };
  expect(compareRuns(named('vm01'), named('VM01')).isSameMachine).toBe(true);
  expect(compareRuns(named('vm01'), named('vm02')).isSameMachine).toBe(false);
  expect(compareRuns(named('vm01'), named(null)).isSameMachine).toBeNull();
});

test('turned around, fixed is worse, and nothing else changes its kind', () => {
  const outputs = fc.constantFrom(GOOD, LATE, REFUSED, NOTHING);
  fc.assert(
    fc.property(outputs, outputs, (one, other) => {
      const turned = { fixed: 'worse', worse: 'fixed', same: 'same', unclear: 'unclear' } as const;
      const there = changes(one, other);
      expect(changes(other, one)).toEqual(there.map((change) => turned[change]));
    }),
    { numRuns: 16 },
  );
});
