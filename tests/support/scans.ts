import type { Scan } from '../../src/session/scanner.ts';

/** The probes of a scan in short: `3-5 nc a.example:443: 4 nc-connected`; `?` stands for a command that is lost. */
export function probesIn({ probes }: Scan): string[] {
  return probes.map(({ tool, command, first, last, matches, interrupted }) => {
    const { host = null, port = null } = command ?? {};
    const destination = command === null ? '?' : `${String(host)}${port === null ? '' : `:${port}`}`;
    const said = matches.map(({ line, match }) => `${line} ${match.signature.id}`).join(', ');
    return `${first}-${last} ${tool} ${destination}${interrupted ? ' ^C' : ''}${said === '' ? '' : `: ${said}`}`;
  });
}

/** The numbers of the lines that belong to no probe. */
export function othersIn({ others }: Scan): number[] {
  return others.map(({ line }) => line);
}
