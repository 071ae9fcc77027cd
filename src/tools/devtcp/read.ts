import { promptOf } from '../../session/prompt.ts';
import type { RawProbe } from '../../session/raw-probe.ts';
import type { CleanLines } from '../../text/clean.ts';
import { connectionOutcome, failuresIn, type Told } from '../connection.ts';
import type { Outcome, ProbeContext } from '../outcome.ts';
import { printedBy, type Printed } from './path.ts';

/** The exit code of `timeout` when it ended the command (coreutils). */
const TIMED_OUT = 124;

/**
 * bash prints nothing when it connected: what the line itself prints then tells it, or its exit code. Silence alone proves nothing.
 * A name that was not resolved is an invalid argument to it (lib/sh/netopen.c: EINVAL); another shell takes the path for a file,
 * and connects to nothing.
 */
export function readDevTcp(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const printed = printedBy(probe.command?.text ?? '');
  const messages = failuresIn(probe, context.system);
  const failures = messages
    .filter(({ matched }) => !context.system.isNoFile(matched?.match.values.text ?? ''))
    .map((one): Told =>
      context.system.isInvalidArgument(one.matched?.match.values.text ?? '') ? { ...one, cause: 'dns' } : one,
    );
  const told = probe.interrupted ? null : resultIn(probe, printed, text);
  const failed = told !== null && told.cause !== 'ok' && failures.length === 0 ? [told] : failures;
  return connectionOutcome(probe, context, text, {
    connected: told?.cause === 'ok' && messages.length === 0 ? told : null,
    failures: failed,
    addresses: [],
    resolved: null,
  });
}

/** The line that tells what came of it. */
function resultIn({ first, last, command }: RawProbe, printed: Printed, text: CleanLines): Told | null {
  if (command === null) return null;
  const { open, closed, code, bare, timed } = printed;
  for (let line = first + 1; line <= last; line += 1) {
    const own = text.at(line).trim();
    if (open !== closed && (own === open || own === closed))
      return { line, matched: null, cause: own === open ? 'ok' : 'other' };
    if (code && EXIT_CODE.test(own)) return ofCode(Number(own), line, timed);
  }
  const next = first === last && bare ? last + 1 : 0;
  const shown = text.at(next + 1).trim();
  return next > 0 && asksForCode(text.at(next)) && EXIT_CODE.test(shown)
    ? ofCode(Number(shown), next + 1, timed)
    : null;
}

const EXIT_CODE = /^\d{1,3}$/u;

/** A prompt with `echo $?`: the exit code of the command before it. */
function asksForCode(line: string): boolean {
  const prompt = promptOf(line);
  return prompt?.sure === true && /^echo\s{1,4}["']?\$\?["']?$/u.test(line.slice(prompt.end).trim());
}

function ofCode(code: number, line: number, timed: boolean): Told {
  return { line, matched: null, cause: code === 0 ? 'ok' : timed && code === TIMED_OUT ? 'timeout' : 'other' };
}
