import type { Asked, Recast, RecastCheck } from '../../session/tool-table.ts';

/** The head of a host's report: its name, or its address alone. */
const HEAD = /^(Nmap scan report for )\S{1,253}(?: \((\S{2,64})\))?$/u;
/** A row of its table; what stands behind the state is the service, the reason, the version. */
const ROW = /^(\d{1,5}\/tcp)\s{1,12}(open|closed|filtered)(?=\s|$)/u;
/** Any row, whatever its protocol and its state (`open|filtered`). */
const TABLE = /^\d{1,5}\/[a-z]{2,8}\s/u;
/** Lines of one report at most: more are a scan, no check. */
const MOST_LINES = 200;

/** The report of a host as its checks: each port is one of its own, with the head. Of an address it names what leads back to it. */
export function recastNmap(at: (offset: number) => string, { targets }: Asked): Recast | null {
  const [head, label = '', ip = ''] = HEAD.exec(at(0).trim()) ?? [];
  if (head === undefined) return null;
  const subject = targets.includes(ip) ? `${label}${ip}` : head;
  const checks: RecastCheck[] = [];
  let lines = 1;
  for (let offset = 1; offset < MOST_LINES; offset += 1) {
    const own = at(offset).trim();
    if (HEAD.test(own) || own.startsWith('Nmap done')) break;
    if (!TABLE.test(own)) continue;
    lines = offset + 1;
    const [, port, state] = ROW.exec(own) ?? [];
    if (port === undefined) continue;
    checks.push({ offset, said: [subject, `${port} ${state ?? ''}`], own: true });
  }
  return lines === 1 ? null : { lines, checks };
}
