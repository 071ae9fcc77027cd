import type { Knowledge } from '../knowledge/types.ts';
import type { Encoding, Endpoint, Report } from '../report/types.ts';
import { judgeServices, judgeWorkloads } from './services.ts';

/** Of several logs the worst verdict counts for each endpoint. */
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
  let offset = 0;
  const ofPart = new Map<Report, number>();
  for (const part of parts) {
    ofPart.set(part, offset);
    offset += part.probes.length;
  }
  const shifted = (part: Report, id: number | null): number | null =>
    id === null ? null : id + (ofPart.get(part) ?? 0);
  const endpoints = new Map<string, Endpoint>();
  for (const part of parts) {
    for (const endpoint of part.endpoints) {
      const key = `${endpoint.host}:${endpoint.port}`;
      const known = endpoints.get(key);
      if (known !== undefined && WORST.indexOf(known.verdict) <= WORST.indexOf(endpoint.verdict)) continue;
      endpoints.set(key, {
        ...endpoint,
        decidedBy: shifted(part, endpoint.decidedBy),
        dns: { ...endpoint.dns, probe: shifted(part, endpoint.dns.probe) },
        tcp: { ...endpoint.tcp, probe: shifted(part, endpoint.tcp.probe) },
        https: { ...endpoint.https, probe: shifted(part, endpoint.https.probe) },
      });
    }
  }
  const all = [...endpoints.values()];
  const services = judgeServices(all, knowledge);
  const leading = worstOf(parts);
  return {
    ...leading,
    source: { name: whole.name, bytes: whole.bytes, encoding: whole.encoding, lines: whole.lines },
    recognised: first.recognised,
    format: first.format,
    complete: parts.every(({ complete }) => complete),
    probes: parts.flatMap((part) =>
      part.probes.map((probe) => ({ ...probe, id: shifted(part, probe.id) ?? probe.id })),
    ),
    endpoints: all,
    services,
    workloads: judgeWorkloads(services, knowledge, read.length > 0),
    diagnosis: leading.diagnosis.map((entry) => ({
      ...entry,
      because: entry.because.map((id) => shifted(leading, id) ?? id),
    })),
    annotations: parts.flatMap((part) =>
      part.annotations.map((note) => ({ ...note, probe: shifted(part, note.probe) })),
    ),
    parts,
    firstLine: 1,
  };
}

/** The log with the most unreachable endpoints speaks for all of them. */
function worstOf(parts: readonly Report[]): Report {
  const failing = (part: Report): number => part.endpoints.filter(({ verdict }) => verdict === 'unreachable').length;
  return parts.reduce((worst, part) => (failing(part) > failing(worst) ? part : worst));
}
