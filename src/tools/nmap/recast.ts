import type { Recast, RecastCheck } from '../../session/tool-table.ts';

/** The head of a host's report: its name, or its address alone. */
const HEAD = /^Nmap scan report for \S{1,253}(?: \(\S{2,64}\))?$/u;
/** A row of its table; what stands behind the state is the service, the reason, the version. */
const ROW = /^(\d{1,5}\/tcp)\s{1,12}(open|closed|filtered)(?=\s|$)/u;
/** Lines of one report at most: more are a scan, no check. */
const MOST_LINES = 200;

/** The report of a host as its checks: each port is one of its own, with the head. */
export function recastNmap(at: (offset: number) => string): Recast | null {
  const head = at(0).trim();
  if (!HEAD.test(head)) return null;
  const checks: RecastCheck[] = [];
  let lines = 1;
  for (let offset = 1; offset < MOST_LINES; offset += 1) {
    const own = at(offset).trim();
    if (HEAD.test(own) || own.startsWith('Nmap done')) break;
    const [, port, state] = ROW.exec(own) ?? [];
    if (port === undefined) continue;
    checks.push({ offset, said: [head, `${port} ${state ?? ''}`], own: true });
    lines = offset + 1;
  }
  return checks.length === 0 ? null : { lines, checks };
}
