import { expect, test } from 'vitest';
import type { EvidenceReport } from '../../../src/model/report.ts';
import { hiddenPaths } from '../../../src/report/hidden-paths.ts';

const bundle = (reports: readonly string[], moments: readonly string[], causes: readonly (string | undefined)[]) =>
  ({
    diagnosis: causes.map((file) => ({ ...(file === undefined ? {} : { file }) })),
    evidence: { reports: reports.map((name) => ({ source: { name } })), timeline: moments.map((path) => ({ path })) },
  }) as unknown as EvidenceReport;

test('each path that a masked report shows stands for the one at its place', () => {
  const paths = hiddenPaths(bundle(['vm1.log'], ['vm1.log', 'vm2.log'], ['vm3.log']), bundle(['a'], ['a', 'b'], ['c']));
  expect(Object.fromEntries(paths)).toEqual({ a: 'vm1.log', b: 'vm2.log', c: 'vm3.log' });
});

test('of two files with one name the first is meant, and a cause without a file stands for none', () => {
  const paths = hiddenPaths(bundle(['vm1.log'], ['vm2.log'], [undefined]), bundle(['a'], ['a'], [undefined]));
  expect(paths.get('a')).toBe('vm1.log');
  expect(paths.get('')).toBe('');
});
