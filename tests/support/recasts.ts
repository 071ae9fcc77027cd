import type { Asked, Recast } from '../../src/session/tool-table.ts';

/** What is known of a command that is lost. */
export const NOTHING_ASKED: Asked = { command: null, text: '', targets: [], ports: [], hosts: new Set() };

/** What lines of another form say, in short: `2 lines; own 1: a.example StatusCode : 200`. */
export function recastInShort(
  recast: (at: (offset: number) => string, asked: Asked) => Recast | null,
  lines: readonly string[],
  asked: Partial<Asked> = {},
): string {
  const found = recast((offset) => lines[offset] ?? '', { ...NOTHING_ASKED, ...asked });
  if (found === null) return '-';
  const checks = found.checks.map(({ offset, said, own, host }) =>
    [...(own ? ['own'] : []), `${offset}:`, ...(host === undefined ? [] : [host]), said.join(', ')].join(' '),
  );
  return [`${found.lines} lines`, ...checks].join('; ');
}
