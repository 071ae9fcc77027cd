import type { Cause } from '../../model/probe.ts';
import type { RawProbe } from '../../session/raw-probe.ts';
import { isAddress } from '../../text/address.ts';
import type { CleanLines } from '../../text/clean.ts';
import { connectionOutcome, failuresIn, type Told } from '../connection.ts';
import { dnsName } from '../lookup.ts';
import type { Outcome, ProbeContext } from '../outcome.ts';

/** The address that is tried next. */
const TRYING = /^Trying (\S{2,64}?)\.{3}$/u;
/** BusyBox writes no full stop. */
const CONNECTED = /^Connected to ([A-Za-z0-9][\w.:-]{0,252}?)\.?$/u;
/** The only failure behind which it goes on, with the next address: with any other it ends (telnet/commands.c). */
const GOES_ON = /^telnet: connect to address /u;

/** A line of its own way to connect. */
export function tellsConnection(line: string): boolean {
  return TRYING.test(line) || CONNECTED.test(line);
}

/** What the lines show, beside the messages. */
interface Shown {
  /** Addresses with their lines, in the order in which they were tried. */
  readonly tried: readonly { readonly ip: string; readonly line: number }[];
  /** The line that tells of a connection, and the name that it gives. */
  readonly connected: { readonly line: number; readonly name: string } | null;
}

/**
 * telnet connected when it says `Connected to` the host that was asked for (telnet/commands.c of GNU inetutils and netkit). That of
 * Windows shows nothing then, for it clears the screen. Without its command no line tells to which port it was.
 */
export function readTelnet(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const failures = failuresIn(probe, context.system);
  const ended = failures.find(({ line }) => !GOES_ON.test(text.at(line).trim()))?.line ?? probe.last;
  const { tried, connected } = shownIn(probe, ended, text);
  const addresses = tried.map(({ ip }) => ip);
  const outcome = connectionOutcome(probe, context, text, {
    connected: connected === null ? null : { line: connected.line, matched: null, cause: 'ok' },
    doubt: connected === null ? null : doubtOf(connected, tried, failures, probe, context, text),
    failures,
    addresses: connected === null ? addresses : addresses.toReversed(),
    resolved: tried[0]?.line ?? null,
  });
  const isNamed = probe.command !== null || outcome.decisive?.match.values.port !== undefined;
  return isNamed ? outcome : { ...outcome, host: null };
}

/** What it shows until it ended: what stands below that is of another run, whose command is lost. */
function shownIn({ first, command }: RawProbe, ended: number, text: CleanLines): Shown {
  const tried: { ip: string; line: number }[] = [];
  for (let line = command === null ? first : first + 1; line <= ended; line += 1) {
    const own = text.at(line).trim();
    const ip = TRYING.exec(own)?.[1];
    if (ip !== undefined && isAddress(ip)) tried.push({ ip, line });
    const name = CONNECTED.exec(own)?.[1];
    if (name !== undefined) return { tried, connected: { line, name: dnsName(name) } };
  }
  return { tried, connected: null };
}

/** Why the connection need not be that to the destination: it is to another host, or what came over it is of something in between. */
function doubtOf(
  connected: NonNullable<Shown['connected']>,
  tried: Shown['tried'],
  failures: readonly Told[],
  { command, last }: RawProbe,
  { gateways }: ProbeContext,
  text: CleanLines,
): Cause | null {
  const { line, name } = connected;
  if (command !== null && name !== command.host && !isCanonical(line, tried, failures)) return 'other';
  for (let at = line + 1; at <= last; at += 1)
    if (gateways.at('body', text.at(at))?.destination === 'no') return 'gateway';
  return null;
}

/**
 * netkit and macOS print the canonical name of the host that was asked for: it stands directly below the address that was tried, and
 * all addresses before that one had failed.
 */
function isCanonical(line: number, tried: Shown['tried'], failures: readonly Told[]): boolean {
  return (
    tried.at(-1)?.line === line - 1 && failures.filter((failure) => failure.line < line).length >= tried.length - 1
  );
}
