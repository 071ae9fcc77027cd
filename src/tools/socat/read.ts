import type { RawProbe } from '../../session/raw-probe.ts';
import { isAddress } from '../../text/address.ts';
import type { CleanLines } from '../../text/clean.ts';
import { connectionOutcome, failuresIn, type Told } from '../connection.ts';
import type { Outcome, ProbeContext } from '../outcome.ts';

/** `2026/11/29 20:41:50 socat[9745] E connect(6, AF=2 20.60.1.2:443, 16): Connection refused`: its level, and what it says. */
const LINE = /^(?:\S{1,40} \S{1,40} )?socat\[\d{1,9}\] ([EWN]) (.{1,400})$/u;
/** Told with `-d -d` when both its ends are open (xio-socket.c, socat.c of 1.7 and 1.8). */
const OPEN = /^(?:successfully connected from local address|starting data transfer loop)/u;
const LOOP = /^starting data transfer loop with FDs \[\d{1,9},\d{1,9}\] and \[\d{1,9},\d{1,9}\]$/u;
const ADDRESS = /AF=\d{1,2} \[?([0-9A-Fa-f.:]{2,45}?)\]?:\d{1,5}(?![\w:\]])/u;

/** A line of its log with an address, an error, or the whole sentence that both ends are open. */
export function isOfSocat(line: string): boolean {
  const [, level, said = ''] = LINE.exec(line) ?? [];
  return level === 'E' || ADDRESS.test(said) || LOOP.test(said);
}

/** socat says what failed; that it connected it says with `-d -d` only. */
export function readSocat(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const failures: Told[] = failuresIn(probe, context.system);
  const addresses: string[] = [];
  let connected: Told | null = null;
  for (let line = probe.first + 1; line <= probe.last; line += 1) {
    const [, level, said = ''] = LINE.exec(text.at(line)) ?? [];
    const ip = ADDRESS.exec(said)?.[1];
    if (ip !== undefined && isAddress(ip)) addresses.push(ip);
    if (level === 'N' && OPEN.test(said)) connected ??= { line, matched: null, cause: 'ok' };
    if (level === 'E')
      failures.push({
        line,
        matched: null,
        cause: context.system.causeOf(said.slice(said.lastIndexOf(': ') + 2)) ?? 'other',
      });
  }
  return connectionOutcome(probe, context, text, { connected, failures, addresses, resolved: null });
}
