import { readArguments } from '../../src/session/arguments.ts';
import type { CommandSettings, SessionTool } from '../../src/session/tool-table.ts';

/** The words of a line that holds no quotes. */
function wordsOf(line: string): string[] {
  return line.split(' ').filter((word) => word !== '');
}

/** What stands behind a tool's name asks for: `a.example:443 b.example`; `-` where it names none, `none` where it asks for none. */
export function destinationsOf(tool: SessionTool, line: string): string {
  return tool
    .targets(readArguments(tool.options, wordsOf(line)))
    .map(({ host, port }) => (host === null ? '-' : host === '' ? 'none' : `${host}${port === null ? '' : `:${port}`}`))
    .join(' ');
}

/** What the options behind a tool's name say of its way. */
export function settingsOf(tool: SessionTool, line: string): Partial<CommandSettings> | undefined {
  return tool.settings?.(readArguments(tool.options, wordsOf(line)), new Map());
}
