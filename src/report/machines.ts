import type { ServiceState } from '../model/endpoint.ts';
import type { ConnectionReport } from '../model/report.ts';

/** A machine, or another run of one, among several. */
export interface MachineRow {
  /** Its place among the reports. */
  readonly index: number;
  readonly report: ConnectionReport;
  readonly name: string;
}

const RANK = { ng: 0, un: 1, ok: 2 } as const;

/** Reports as rows, the worst first; those alike keep their order. */
export function machineRows(reports: readonly ConnectionReport[]): readonly MachineRow[] {
  return reports
    .map((report, index) => ({ index, report, name: report.machine.hostname ?? report.source.name }))
    .sort((a, b) => RANK[a.report.tone] - RANK[b.report.tone]);
}

/** The services of which any of the reports shows something. */
export function servicesOf(reports: readonly ConnectionReport[]): readonly Pick<ServiceState, 'id' | 'short'>[] {
  const services = new Map<string, Pick<ServiceState, 'id' | 'short'>>();
  for (const report of reports)
    for (const { id, short, endpoints } of report.services) if (endpoints > 0) services.set(id, { id, short });
  return [...services.values()];
}
