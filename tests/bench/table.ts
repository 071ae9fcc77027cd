export interface Row {
  readonly what: string;
  readonly measured: string;
  /** Empty where nothing is promised. */
  readonly budget: string;
  /** Null where nothing is promised. */
  readonly met: boolean | null;
}

const COLUMNS = ['what', 'measured', 'budget', 'result'] as const;

/** The rows as a Markdown table, so that it can stand in the README as it is. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ what, measured, budget, met }) => [what, measured, budget, resultOf(met)]);
  const widths = COLUMNS.map((name, column) =>
    Math.max(name.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const line = (values: readonly string[]): string =>
    `| ${values.map((value, column) => value.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(COLUMNS), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

function resultOf(met: boolean | null): string {
  if (met === null) return '';
  return met ? 'met' : 'MISSED';
}
