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

/** Whose the lines of a terminal are. */
export interface Owners {
  /** The runs in short, with the machine of each, and whether it may show another host than it names. */
  readonly runs: readonly string[];
  /** Numbers of the lines that belong to no run. */
  readonly others: readonly number[];
  /** The commands whose output was not read: first and last line, and the tool; `?` for an unknown one. */
  readonly unread: readonly string[];
}

export function ownersIn(...lines: readonly string[]): Owners {
  const { scan } = readLog(`${lines.join('\n')}\n`, 'terminal');
  const runs = probesIn(scan).map((text, at) => {
    const { machine, command } = scan.probes[at] ?? {};
    return `${text}${machine === undefined ? '' : ` @${machine}`}${command?.elsewhere === true ? ' (elsewhere)' : ''}`;
  });
  const unread = scan.unread.map(({ tool, lines: [first, last] }) => `${first}-${last} ${tool ?? '?'}`);
  return { runs, others: scan.others.map(({ line }) => line), unread };
}
