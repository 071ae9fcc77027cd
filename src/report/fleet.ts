import { FLEET } from '#locale/fleet.ts';
import { MACHINES } from '#locale/view.ts';
import type { ConnectionReport } from '../model/report.ts';
import { markdownText, toCsv } from '../text/cells.ts';
import { onceFor } from '../text/once.ts';
import { badness } from './endpoint-cells.ts';
import { runTime } from './machine.ts';
import { machineRows, servicesOf, type MachineRow } from './machines.ts';
import { lineOfProbe } from './proof.ts';
import { timeOf } from './runs.ts';
import { SERVICE_STATUSES } from './words.ts';

/** A root cause with the machines on which it is the first. */
export interface CauseGroup {
  readonly title: string;
  readonly tone: ConnectionReport['tone'];
  /** Names, each once, in the order of the rows. */
  readonly machines: readonly string[];
  readonly runs: number;
}

/** The main causes of several machines, that of most machines first; what is well comes last. */
export function causeGroups(rows: readonly MachineRow[]): readonly CauseGroup[] {
  const groups = new Map<string, { title: string; tone: CauseGroup['tone']; machines: Set<string>; runs: number }>();
  for (const { report, name } of rows) {
    const title = causeOf(report);
    const group = groups.get(title) ?? { title, tone: report.tone, machines: new Set<string>(), runs: 0 };
    groups.set(title, group);
    group.machines.add(name);
    group.runs += 1;
  }
  return [...groups.values()]
    .map(({ machines, ...group }) => ({ ...group, machines: [...machines] }))
    .sort((a, b) => Number(a.tone === 'ok') - Number(b.tone === 'ok') || b.machines.length - a.machines.length);
}

/** The conclusion of a report. */
function causeOf({ diagnosis }: ConnectionReport): string {
  return diagnosis[0]?.title ?? '';
}

/** How many machines there are, and how many of them have a problem by their last run. */
export function countMachines(rows: readonly MachineRow[]): { readonly all: number; readonly ng: number } {
  const last = new Map<string, MachineRow>();
  for (const row of rows) {
    const known = last.get(row.name);
    if (known === undefined || isLater(row, known)) last.set(row.name, row);
  }
  return { all: last.size, ng: [...last.values()].filter(({ report }) => report.tone === 'ng').length };
}

function isLater(row: MachineRow, known: MachineRow): boolean {
  const [time, before] = [timeOf(row.report), timeOf(known.report)];
  return time === null || before === null || time === before ? row.index > known.index : time > before;
}

const linesOf = onceFor((_: ConnectionReport) => new Map<string, number | null>());

/** The line that proves the worst of a service; null where the report has no such line. */
export function lineOfService(report: ConnectionReport, service: string): number | null {
  const known = linesOf(report);
  let line = known.get(service);
  if (line === undefined) {
    const own = report.endpoints
      .filter((endpoint) => endpoint.service === service)
      .sort((a, b) => badness(a.verdict) - badness(b.verdict));
    line = own.map(({ decidedBy }) => lineOfProbe(report, decidedBy)).find((found) => found !== null) ?? null;
    known.set(service, line);
  }
  return line;
}

export type FleetColumn = 'worst' | 'machine' | 'cause' | 'date' | 'file';

/** Rows in the order of a column, those alike as they were. */
export function sortRows(rows: readonly MachineRow[], column: FleetColumn, down: boolean): readonly MachineRow[] {
  if (column === 'worst') return down ? rows.toReversed() : rows;
  const keys = new Map(rows.map((row) => [row, keyOf(row, column)]));
  const sign = down ? -1 : 1;
  // by the codes of their letters: in the order of a language very many rows would take seconds
  return rows.toSorted((a, b) => sign * byCode(keys.get(a) ?? '', keys.get(b) ?? ''));
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function keyOf({ name, report }: MachineRow, column: Exclude<FleetColumn, 'worst'>): string {
  switch (column) {
    case 'machine':
      return name;
    case 'cause':
      return causeOf(report);
    case 'date':
      return runTime(report) ?? '';
    case 'file':
      return report.source.name;
  }
}

/** The rows whose machine, cause or file holds a text, and whose main cause is the given one. */
export function filterRows(rows: readonly MachineRow[], text: string, cause: string | null): readonly MachineRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '' && cause === null) return rows;
  return rows.filter(
    ({ name, report }) =>
      (cause === null || causeOf(report) === cause) &&
      [name, causeOf(report), report.source.name].some((value) => value.toLowerCase().includes(wanted)),
  );
}

/** The rows as text: a heading, then a row for each. Not escaped for any format. */
function fleetCells(rows: readonly MachineRow[]): readonly (readonly string[])[] {
  const services = servicesOf(rows.map(({ report }) => report));
  const { machine, cause, date, file, none } = MACHINES;
  return [
    [machine, FLEET.conclusion, ...services.map(({ short }) => short), cause, date, file],
    ...rows.map(({ name, report }) => [
      name,
      FLEET.tones[report.tone],
      ...services.map(({ id }) => serviceWord(report, id)),
      causeOf(report),
      runTime(report) ?? none,
      report.source.name,
    ]),
  ];
}

function serviceWord({ services }: ConnectionReport, id: string): string {
  const found = services.find((service) => service.id === id);
  return found === undefined || found.endpoints === 0 ? MACHINES.unseen : SERVICE_STATUSES[found.status].word;
}

/** The rows as a table of Markdown. The reports are those that may leave the page. */
export function fleetToMarkdown(rows: readonly MachineRow[]): string {
  const [head = [], ...body] = fleetCells(rows);
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => markdownText(cell, true)).join(' | ')} |`;
  return `${[line(head), `|${head.map(() => '---').join('|')}|`, ...body.map(line)].join('\n')}\n`;
}

/** The rows as CSV (RFC 4180). No cell begins a formula. */
export function fleetToCsv(rows: readonly MachineRow[]): string {
  return toCsv(fleetCells(rows));
}

/** The rows as JSON. */
export function fleetToJson(rows: readonly MachineRow[]): string {
  const entries = rows.map(({ name, report: { tone, services, diagnosis, machine, source } }) => ({
    machine: name,
    tone,
    services: Object.fromEntries(
      services.filter(({ endpoints }) => endpoints > 0).map(({ id, status }) => [id, status]),
    ),
    diagnosis: diagnosis[0] === undefined ? null : { id: diagnosis[0].id, title: diagnosis[0].title },
    startedAt: machine.startedAt,
    file: source.name,
  }));
  return JSON.stringify(entries, null, 2);
}

/** All rows of some reports, the worst first. */
export const rowsOf = onceFor((reports: readonly ConnectionReport[]) => machineRows(reports));
