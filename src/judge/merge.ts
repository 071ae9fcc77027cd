import type { Knowledge } from '../knowledge/types.ts';
import type { Encoding, Endpoint, Report, WorkloadState } from '../report/types.ts';
import { judgeServices } from './services.ts';
import { toneOf } from './tone.ts';
import { judgeWorkloads } from './workloads.ts';

/** Of several machines the worst verdict counts for each endpoint. */
const WORST: readonly Endpoint['verdict'][] = ['unreachable', 'indeterminate', 'not_run', 'reachable'];

interface Whole {
  readonly name: string;
  readonly bytes: number;
  readonly encoding: Encoding;
  readonly lines: number;
}

/** One report over several logs of one source; each keeps its own report as a part. */
export function mergeReports(parts: readonly Report[], whole: Whole, knowledge: Knowledge): Report {
  const read = parts.filter(({ format }) => format !== 'unknown');
  const [first] = read.length > 0 ? read : parts;
  if (first === undefined) throw new RangeError('no report to merge');
  const all = worstEndpoints(parts);
  const leading = worstOf(parts);
  const { accounts } = leading.proxy;
  const workloads = judgeWorkloads(knowledge.workloads, {
    endpoints: all,
    proxied: parts.some(({ proxied }) => proxied),
    accounts,
    whole: read.length > 0,
    tests: knowledge.formats.find(({ id }) => id === first.format)?.tests ?? [],
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
function atWorst(workload: WorkloadState, parts: readonly Report[]): WorkloadState {
  const own = parts.flatMap(({ workloads }) => workloads.filter(({ id }) => id === workload.id));
  return (
    own.find(({ status }) => status === 'affected') ??
    (workload.status === 'ok' ? own.find(({ status }) => status !== 'ok') : undefined) ??
    workload
  );
}

/** Each host and port once, in the order in which they first appear. */
function worstEndpoints(parts: readonly Report[]): Endpoint[] {
  const all: Endpoint[] = [];
  /** Where a host's ports stand in the list. Texts put together for a key would cost more than all the rest. */
  const byHost = new Map<string, Map<number, number>>();
  for (const { endpoints } of parts) {
    for (const endpoint of endpoints) {
      let ports = byHost.get(endpoint.host);
      if (ports === undefined) byHost.set(endpoint.host, (ports = new Map<number, number>()));
      const index = ports.get(endpoint.port) ?? all.length;
      const known = all[index];
      ports.set(endpoint.port, index);
      if (known === undefined || WORST.indexOf(known.verdict) > WORST.indexOf(endpoint.verdict)) all[index] = endpoint;
    }
  }
  return all;
}

/** The log with the most unreachable endpoints speaks for all of them. */
function worstOf(parts: readonly Report[]): Report {
  const failing = (part: Report): number => part.endpoints.filter(({ verdict }) => verdict === 'unreachable').length;
  const told = parts.filter(({ diagnosis }) => diagnosis.length > 0);
  return told.reduce((worst, part) => (failing(part) > failing(worst) ? part : worst));
}
