import { readLog } from './read-log.ts';
import { probesIn } from './scans.ts';

/** The runs of a text of a terminal, in short: first and last line, tool, destination, and what explains its lines. */
export function runsIn(...lines: readonly string[]): string[] {
  return probesIn(readLog(`${lines.join('\n')}\n`, 'terminal').scan);
}

/** The lines of each run, in short. */
export function linesOfRuns(...lines: readonly string[]): string {
  return readLog(`${lines.join('\n')}\n`, 'terminal')
    .scan.probes.map(({ first, last }) => `${first}-${last}`)
    .join(' ');
}
