import { readArguments, type OptionTable } from '../../src/session/arguments.ts';

/** What stands behind a tool's name, in short: `proxy=x | a.example`; an option without a value has its name alone. */
export function readOptions(table: OptionTable, line: string): string {
  const { options, positional } = readArguments(table, line.split(' '));
  const given = [...options].flatMap(([name, values]) =>
    values.map((value) => (value === '' ? name : `${name}=${value}`)),
  );
  return `${given.join(' ')} | ${positional.join(' ')}`;
}
