import type { NumberedLine } from '../../text/lines.ts';

/** The first row of a table of PowerShell. */
export interface TableRow {
  /** Names of the columns with what stands below them. */
  readonly cells: readonly (readonly [string, string])[];
  /** The line of the row. */
  readonly line: number;
  /** How many lines the table's head and the row take. */
  readonly lines: number;
}

/** Names with a row of dashes below each of them. */
const RULE = /^ {0,80}-{2,}(?: {1,80}-{2,}){0,20} {0,80}$/u;

/**
 * The table that begins at a line: names, dashes, a row. A column reaches from its first dash to the next one's, as numbers stand
 * at its right and texts at its left; null where no table begins.
 */
export function tableAt(lines: readonly NumberedLine[], at: number): TableRow | null {
  const rule = lines[at + 1]?.text ?? '';
  const row = lines[at + 2];
  if (row === undefined || rule.length > 2000 || !RULE.test(rule)) return null;
  const names = lines[at]?.text ?? '';
  const starts = Array.from(rule.matchAll(/-+/gu), ({ index }) => index);
  const cut = (text: string): string[] =>
    starts.map((start, column) => text.slice(start, starts[column + 1] ?? text.length).trim());
  const values = cut(row.text);
  return {
    cells: cut(names).map((name, column) => [name, values[column] ?? ''] as const),
    line: row.line,
    lines: 3,
  };
}
