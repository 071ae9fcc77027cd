import { expect, test } from 'vitest';
import {
  causeGroups,
  countMachines,
  filterRows,
  fleetToCsv,
  fleetToJson,
  fleetToMarkdown,
  lineOfService,
  rowsOf,
  sortRows,
} from '../../../src/report/fleet.ts';
import { inOrder, isBeforeAndAfter, otherRuns } from '../../../src/report/runs.ts';
import { diagnose } from '../../support/analyzer.ts';

const HOST = 'contosostor01.blob.core.windows.net';
const GOOD = 'Ncat: Connected to 20.60.1.1:443.';
const LATE = 'Ncat: Connection timed out.';

function run(hostname: string | null, output: string, { file = 'check.log', startedAt = null as string | null } = {}) {
  const report = diagnose(`$ nc -vz ${HOST} 443\n${output}\n$ \n`);
  return { ...report, source: { ...report.source, name: file }, machine: { ...report.machine, hostname, startedAt } };
}
const FLEET = [run('vm01', GOOD), run('vm02', LATE), run('vm03', LATE), run('vm02', LATE, { file: 'again.log' })];

test('machines are counted once, however often they ran', () => {
  expect(countMachines(rowsOf(FLEET))).toEqual({ all: 3, ng: 2 });
});

test('the last run of a machine counts, by its time, else by its place', () => {
  const at = (hour: number) => ({ startedAt: `Fri Nov 20 ${hour}:04:47 UTC 2026` });
  expect(countMachines(rowsOf([run('vm01', GOOD, at(21)), run('vm01', LATE, at(10))]))).toEqual({ all: 1, ng: 0 });
  expect(countMachines(rowsOf([run('vm01', GOOD, at(10)), run('vm01', LATE, at(21))]))).toEqual({ all: 1, ng: 1 });
  expect(countMachines(rowsOf([run('vm01', LATE), run('vm01', GOOD)]))).toEqual({ all: 1, ng: 0 });
});

test('the cause of most machines stands first, what is well last', () => {
  const groups = causeGroups(rowsOf(FLEET));
  expect(groups.map(({ tone, machines, runs }) => [tone, machines, runs])).toEqual([
    ['ng', ['vm02', 'vm03'], 3],
    ['ok', ['vm01'], 1],
  ]);
  expect(groups[0]?.title).toContain('Storage');
});

test('filter by machine, file and cause; sort by a column, turned around as well', () => {
  const rows = rowsOf(FLEET);
  expect(filterRows(rows, 'VM03', null).map(({ name }) => name)).toEqual(['vm03']);
  expect(filterRows(rows, 'again', null).map(({ name }) => name)).toEqual(['vm02']);
  expect(filterRows(rows, '', causeGroups(rows)[1]?.title ?? '').map(({ name }) => name)).toEqual(['vm01']);
  expect(sortRows(rows, 'machine', false).map(({ name }) => name)).toEqual(['vm01', 'vm02', 'vm02', 'vm03']);
  expect(sortRows(rows, 'machine', true)[0]?.name).toBe('vm03');
  expect(sortRows(rows, 'worst', false)).toBe(rows);
});

test('a cell leads to the line that proves the worst of its service', () => {
  expect(lineOfService(run('vm01', LATE), 'storage')).toBe(2);
  expect(lineOfService(run('vm01', LATE), 'entra')).toBeNull();
});

test('no cell of the CSV begins a formula, and none breaks its row', () => {
  const csv = fleetToCsv(
    rowsOf([run('=HYPERLINK("https://x.example")', LATE, { file: '@SUM(A1)\n=1,"x"' }), run('+vm', GOOD)]),
  );
  const rows = csv.trimEnd().split('\r\n');
  expect(rows).toHaveLength(3);
  for (const cell of rows.flatMap((row) => row.split(','))) expect(cell.replace(/^"/u, '')).not.toMatch(/^[=+\-@]/u);
});

test('a name of a stranger stays text in Markdown', () => {
  const markdown = fleetToMarkdown(rowsOf([run('a|b', LATE, { file: '![x](https://x.example)' }), run('vm01', GOOD)]));
  expect(markdown).not.toContain('![x](https://x.example)');
  expect(markdown).toContain('a\\|b');
  expect(markdown.trimEnd().split('\n')).toHaveLength(4);
});

test('JSON holds every row with its services and its main cause', () => {
  const [first] = JSON.parse(fleetToJson(rowsOf(FLEET))) as Record<string, unknown>[];
  expect(first).toMatchObject({ machine: 'vm02', tone: 'ng', services: { storage: 'blocked' }, file: 'check.log' });
  expect(first?.['diagnosis']).toMatchObject({ id: 'firewall-blocks-service' });
});

test('runs stand in the order of their times, else as they came', () => {
  const late = run('vm01', GOOD, { startedAt: 'Fri Nov 20 21:04:47 UTC 2026' });
  const early = run('vm01', LATE, { startedAt: 'Fri Nov 20 09:04:47 UTC 2026' });
  expect(inOrder([late, early], 0, 1)).toEqual([1, 0]);
  expect(inOrder([early, late], 1, 0)).toEqual([0, 1]);
  expect(inOrder([run('vm01', GOOD), run('vm01', LATE)], 1, 0)).toEqual([0, 1]);
});

test('two runs of one machine are a before and an after; other machines are not offered', () => {
  expect(isBeforeAndAfter([run('vm01', LATE), run('VM01', GOOD)])).toBe(true);
  expect(isBeforeAndAfter([run('vm01', LATE), run('vm02', GOOD)])).toBe(false);
  expect(isBeforeAndAfter([run(null, LATE), run(null, GOOD)])).toBe(false);
  expect(otherRuns([run('vm01', LATE), run(null, GOOD), run('vm02', GOOD), run('vm01', GOOD)], 0)).toEqual([3, 1]);
});
