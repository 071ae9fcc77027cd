import type { RawProbe } from '../../session/raw-probe.ts';
import type { CleanLines } from '../../text/clean.ts';
import { connectionOutcome, type Told } from '../connection.ts';
import { withVerdict, type Outcome, type ProbeContext } from '../outcome.ts';

/** ISDSC_CONNECTION_FAILED (0xEFFF0003): a sentence like many others, which only stands for it in the output of this command. */
const FAILED = /^Connection Failed\.$/u;

/**
 * iscsicli connected when it prints the session that a login made. That a portal was added proves nothing: the service
 * keeps it in its list and asks it whenever it likes.
 */
export function readIscsicli(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const { command } = probe;
  if (command?.host == null) return { ...connectionOutcome(probe, context, text, NOTHING), host: null };
  const [session] = withVerdict(probe, 'reachable');
  return connectionOutcome(probe, context, text, {
    ...NOTHING,
    connected: session === undefined ? null : { line: session.line, matched: session, cause: 'ok' },
    failures: failuresIn(probe, text),
  });
}

const NOTHING = { connected: null, failures: [], addresses: [], resolved: null };

function failuresIn({ first, last }: RawProbe, text: CleanLines): Told[] {
  const failures: Told[] = [];
  for (let line = first + 1; line <= last; line += 1)
    if (FAILED.test(text.at(line).trim())) failures.push({ line, matched: null, cause: 'other' });
  return failures;
}
