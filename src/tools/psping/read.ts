import type { RawProbe } from '../../session/raw-probe.ts';
import { isAddress } from '../../text/address.ts';
import type { CleanLines } from '../../text/clean.ts';
import { connectionOutcome, failuresIn, type Told } from '../connection.ts';
import type { Outcome, ProbeContext } from '../outcome.ts';

/** `TCP connect to 20.1.1.1:443:`, and `Pinging 20.1.1.1 with 32 bytes of data:` where no port was named. */
const HEAD = /^(?:TCP connect to|Pinging) \[?(\S{2,64}?)\]?(?::(\d{1,5}):$| with \d)/u;
/** One attempt, with the time that it took, or with the reason here or on the next line. */
const ATTEMPT = /^Connecting to \[?\S{2,64}?\]?:(\d{1,5})(?: \(warmup\))?: (?:from \S{3,80}: ?)?(.{0,200})$/u;
const TIME = /^\d{1,7}\.\d{1,4}ms$/u;
/** The sum of a quiet run (`-q`). */
const SUM = /^\s{0,4}Sent = \d{1,9}, Received = (\d{1,9}), Lost = \d{1,9}/u;

/**
 * PsPing connected when an attempt took a time: some of several may be lost. It prints the address of the name first. A ping
 * decides nothing.
 */
export function readPsPing(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const failures: Told[] = failuresIn(probe, context.system);
  const addresses: string[] = [];
  let resolved: number | null = null;
  let connected: Told | null = null;
  let port: number | null = null;
  for (let line = probe.first + 1; line <= probe.last; line += 1) {
    const own = text.at(line).trim();
    const [, ip = '', listed] = HEAD.exec(own) ?? [];
    if (isAddress(ip)) {
      addresses.push(ip);
      resolved ??= line;
      if (listed !== undefined) port = Number(listed);
    }
    const [, tried, said = own] = ATTEMPT.exec(own) ?? [];
    if (tried !== undefined) port ??= Number(tried);
    const sum = SUM.exec(own)?.[1];
    if ((tried !== undefined && TIME.test(said)) || (sum !== undefined && Number(sum) > 0))
      connected ??= { line, matched: null, cause: 'ok' };
    const cause = context.system.causeOf(said);
    if (cause !== null) failures.push({ line, matched: null, cause });
  }
  const asked = probe.command?.port ?? null;
  return connectionOutcome(probe, context, text, {
    // without a port it sends pings, and another port is another destination
    connected: port === null ? null : connected,
    doubt: asked === port ? null : 'other',
    failures: asked === null ? [] : failures,
    addresses,
    resolved,
  });
}
