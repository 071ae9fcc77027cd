import type { Asked, Recast } from '../../session/tool-table.ts';
import { printedRows } from '../columns.ts';

const BOOLEAN = /^(?:True|False)$/u;
/** What is printed need not be the result itself. */
const REVERSED = /(?:^|[^\w-])-(?:not|i?eq|i?ne|and|or|xor)\b|!\s{0,2}[$(]|\bif\s{0,2}\(/iu;

/** `True` or `False` alone, or the table of `-Detailed`: whether the port was connected to. Without a port they are of pings. */
export function recastTestConnection(at: (offset: number) => string, { command, text }: Asked): Recast | null {
  if (command === null) return null;
  const value = at(0).trim();
  if (BOOLEAN.test(value)) return { lines: 1, checks: isResult(command.port, text) ? [check(0, value)] : [] };
  const found = command.port === null || !value.includes('Connected') ? null : printedRows(at);
  if (found === null) return null;
  const rows = found.rows.filter(({ values }) => BOOLEAN.test(values.get('connected') ?? ''));
  return {
    lines: found.lines,
    checks: rows
      .filter(({ values }) => Number(values.get('port')) === command.port)
      .map(({ offset, values }) => check(offset, values.get('connected') ?? '')),
  };
}

function isResult(port: number | null, text: string): boolean {
  return port !== null && !REVERSED.test(text);
}

function check(offset: number, value: string): Recast['checks'][number] {
  return { offset, said: [`Connected : ${value}`], own: false };
}
