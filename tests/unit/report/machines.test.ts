import { expect, test } from 'vitest';
import { machineRows, servicesOf } from '../../../src/report/machines.ts';
import { diagnose } from '../../support/analyzer.ts';

const log = (prompt: string, host: string, output: string) =>
  diagnose(`[root@${prompt} ~]# nc -vz ${host} 443\n${output}\n`);
const GOOD = log('vm01', 'a.blob.core.windows.net', 'Ncat: Connected to 20.60.1.1:443.');
const BAD = log('vm02', 'login.microsoftonline.com', 'Ncat: Connection timed out.');
const NOTHING = log('vm03', 'b.blob.core.windows.net', '^C');

test('the worst stands first, and leads to its own place', () => {
  const rows = machineRows([GOOD, NOTHING, BAD, GOOD]);
  expect(rows[0]?.index).toBe(2);
  expect(rows.map(({ report }) => report.tone)).toEqual(
    [...rows.map(({ report }) => report.tone)].sort((a, b) => 'ng un ok'.indexOf(a) - 'ng un ok'.indexOf(b)),
  );
  expect(rows.map(({ index }) => index).filter((index) => index === 0 || index === 3)).toEqual([0, 3]);
});

test('without a host name the file names it', () => {
  const { name } = machineRows([{ ...GOOD, machine: { ...GOOD.machine, hostname: null } }])[0] ?? {};
  expect(name).toBe('test.log');
});

test('services of which anything was seen', () => {
  expect(servicesOf([GOOD, BAD]).map(({ short }) => short)).toEqual(['Storage', 'Entra ID']);
});
