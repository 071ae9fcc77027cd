import type { Asked, Recast, RecastCheck } from '../../session/tool-table.ts';
import { destinationsIn } from '../client-error/destinations.ts';
import { recastClient } from '../client-error/recast.ts';

/** The names of the columns: whether the endpoint is reachable stands directly behind it, whatever stands around both. */
const HEAD = /\bendpoint\s{0,120}\|?\s{0,8}reachable\b/iu;
const RULE = /^[\s|+=-]{1,400}$/u;
const URL = /(?<![\w.-])https?:\/\/[^\s|]{1,400}/iu;
const RESULT = /^[\s|]{1,200}(true|false)\b/iu;
const MOST_ROWS = 200;

/** The table of `check`, row by row, or an error that names its endpoint. */
export function recastAzcmagent(at: (offset: number) => string, asked: Asked): Recast | null {
  if (!HEAD.test(at(0))) return asked.command === null ? null : recastClient(at);
  const checks: RecastCheck[] = [];
  let lines = 1;
  while (lines <= MOST_ROWS) {
    const text = at(lines);
    const said = saidBy(text);
    if (said === null && !RULE.test(text)) break;
    if (said !== null) checks.push({ ...said, offset: lines, own: true, alone: true });
    lines += 1;
  }
  return checks.length === 0 ? null : { lines, checks };
}

/** What a row says of its endpoint, in one form whatever its columns; null for a line that is none. */
function saidBy(text: string): Pick<RecastCheck, 'said' | 'host'> | null {
  const url = URL.exec(text);
  const [named] = destinationsIn(url?.[0] ?? '');
  if (url === null || named === undefined) return null;
  const result = RESULT.exec(text.slice(url.index + url[0].length))?.[1]?.toLowerCase();
  return result === undefined ? null : { said: [`https://${named.host}:${named.port} ${result}`], host: named.host };
}
