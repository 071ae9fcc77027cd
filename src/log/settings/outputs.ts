import type { ShownSettings } from '../../session/settings-commands.ts';
import type { NumberedLine } from '../../text/lines.ts';

/** A command that shows settings, with the lines of its output. */
export interface SettingsOutput {
  readonly command: ShownSettings;
  readonly lines: readonly NumberedLine[];
}

/** The outputs of commands, each with its lines out of those that belong to no probe. */
export function outputsOf(lines: readonly NumberedLine[], shown: readonly ShownSettings[]): readonly SettingsOutput[] {
  if (shown.length === 0) return [];
  const sorted = lines.toSorted((a, b) => a.line - b.line);
  let at = 0;
  return shown
    .toSorted((a, b) => a.first - b.first)
    .map((command) => {
      while (at < sorted.length && (sorted[at]?.line ?? 0) <= command.first) at += 1;
      const from = at;
      while (at < sorted.length && (sorted[at]?.line ?? 0) <= command.last) at += 1;
      return { command, lines: sorted.slice(from, at) };
    });
}
