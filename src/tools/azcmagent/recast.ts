import type { Asked, Recast, RecastCheck } from '../../session/tool-table.ts';
import { recastClient } from '../client-error/recast.ts';

/** The names of the columns: whether the endpoint is reachable stands directly behind it, whatever stands around both. */
const HEAD = /\bendpoint\s{0,120}\|?\s{0,8}reachable\b/iu;
const RULE = /^[\s|+=-]{1,400}$/u;
const ROW =
  /(?<![\w.-])https?:\/\/([a-z\d][\w.-]{0,252})(?::(\d{1,5}))?(?:\/[^\s|]{0,200})?[\s|]{1,200}(true|false)\b/iu;
const MOST_ROWS = 200;

/** The table of `check`, row by row, or an error that names its endpoint. */
export function recastAzcmagent(at: (offset: number) => string, asked: Asked): Recast | null {
  if (!HEAD.test(at(0))) return asked.command === null ? null : recastClient(at);
  const checks: RecastCheck[] = [];
  let lines = 1;
  while (lines <= MOST_ROWS) {
    const text = at(lines);
    const row = ROW.exec(text);
    if (row === null && !RULE.test(text)) break;
    if (row !== null) checks.push(checkOf(row, lines));
    lines += 1;
  }
  return checks.length === 0 ? null : { lines, checks };
}

function checkOf([, host = '', port, result = '']: RegExpExecArray, offset: number): RecastCheck {
  const said = `https://${host}${port === undefined ? '' : `:${port}`} ${result.toLowerCase()}`;
  return { offset, said: [said], own: true, host: host.toLowerCase(), alone: true };
}
