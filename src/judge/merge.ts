import type { Knowledge } from '../knowledge/types.ts';
import type { Encoding, LogReport } from '../model/report.ts';
import type { Endpoint, WorkloadState } from '../model/endpoint.ts';
import { judgeServices, testedServices } from './services.ts';
import { toneOf } from './tone.ts';
import { judgeWorkloads } from './workloads.ts';
import { isWorseMachine } from './worst.ts';

interface Whole {
  readonly name: string;
  readonly bytes: number;
  readonly encoding: Encoding;
  readonly lines: number;
}

/** One report over several logs of one source; each keeps its own report as a part. */
export function mergeReports(parts: readonly LogReport[], whole: Whole, knowledge: Knowledge): LogReport {
  const read = parts.filter(({ format }) => format !== 'unknown');
  const [first] = read.length > 0 ? read : parts;
  if (first === undefined) throw new RangeError('no report to merge');
  const worst = new WorstEndpoints();
  for (const { endpoints } of parts) worst.add(endpoints);
  const { all } = worst;
  const leading = worstOf(parts);
  const { accounts } = leading.proxy;
  const format = knowledge.formats.find(({ id }) => id === first.format);
  const workloads = judgeWorkloads(knowledge.workloads, {
    endpoints: all,
    proxied: parts.some(({ proxied }) => proxied),
    accounts,
    everyAccount: format?.everyAccount === true,
    whole: read.length > 0,
    tests: testedServices(format, all),
  });
  const merged = {
    ...leading,
    source: { name: whole.name, bytes: whole.bytes, encoding: whole.encoding, lines: whole.lines },
    recognised: first.recognised,
    format: first.format,
    complete: parts.every(({ complete }) => complete),
    probes: parts.flatMap(({ probes }) => probes),
    endpoints: all,
    services: judgeServices(all, knowledge),
    workloads: workloads.map((workload) => atWorst(workload, parts)),
    annotations: parts.flatMap(({ annotations }) => annotations),
    findings: parts.flatMap(({ findings }) => findings),
    unread: parts.flatMap(({ unread }) => unread),
    parts,
    firstLine: 1,
  };
  return { ...merged, tone: toneOf(merged) };
}

/** What one machine could not do, all of them together cannot either. */
function atWorst(workload: WorkloadState, parts: readonly LogReport[]): WorkloadState {
  const own = parts.flatMap(({ workloads }) => workloads.filter(({ id }) => id === workload.id));
  return (
    own.find(({ status }) => status === 'affected') ??
    (workload.status === 'ok' ? own.find(({ status }) => status !== 'ok') : undefined) ??
    workload
  );
}

/** Each host and port of several logs once, with its worst verdict, in the order in which they first appear. */
class WorstEndpoints {
  readonly all: Endpoint[] = [];
  /** Where a host's ports stand in the list. Texts put together for a key would cost more than all the rest. */
  readonly #byHost = new Map<string, Map<number, number>>();

  add(endpoints: readonly Endpoint[]): void {
    for (const endpoint of endpoints) {
      let ports = this.#byHost.get(endpoint.host);
      if (ports === undefined) this.#byHost.set(endpoint.host, (ports = new Map<number, number>()));
      const index = ports.get(endpoint.port) ?? this.all.length;
      const known = this.all[index];
      ports.set(endpoint.port, index);
      if (known === undefined || isWorseMachine(endpoint.verdict, known.verdict)) this.all[index] = endpoint;
    }
  }
}

/** Logs beyond those that have a report of their own: one report for all of them, with what counts for the verdicts. */
export class FurtherLogs {
  readonly #endpoints = new WorstEndpoints();
  #so: LogReport | null = null;
  count = 0;

  add(report: LogReport): void {
    const so = this.#so ?? report;
    this.#endpoints.add(report.endpoints);
    this.#so = {
      ...so,
      format: so.format === 'unknown' ? report.format : so.format,
      recognised: so.format === 'unknown' ? report.recognised : so.recognised,
      complete: so.complete && report.complete,
      proxied: so.proxied || report.proxied,
      endpoints: this.#endpoints.all,
    };
    this.count += 1;
  }

  /** Null where there is none. */
  get report(): LogReport | null {
    return this.#so;
  }
}

/** The log with the most unreachable endpoints speaks for all of them. */
function worstOf(parts: readonly LogReport[]): LogReport {
  const failing = (part: LogReport): number => part.endpoints.filter(({ verdict }) => verdict === 'unreachable').length;
  const told = parts.filter(({ diagnosis }) => diagnosis.length > 0);
  return told.reduce((worst, part) => (failing(part) > failing(worst) ? part : worst));
}
