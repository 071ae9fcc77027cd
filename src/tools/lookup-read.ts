import type { RawProbe } from '../session/raw-probe.ts';
import type { MatchedLine } from '../session/matched-line.ts';
import { askedHost, dnsName, follow, isHalf, lookupOutcome, type DnsRecord } from './lookup.ts';
import {
  decidedBy,
  mostTelling,
  shownBy,
  undecided,
  withoutSuccess,
  withVerdict,
  type Outcome,
  type ProbeContext,
} from './outcome.ts';

/** What a lookup's lines hold, as its tool reads them. */
export interface Answer {
  readonly records: readonly DnsRecord[];
  readonly server?: string;
  /** The lines that say that the name was not resolved; left out: all that say so of it. */
  readonly failures?: readonly MatchedLine[];
  /** The line which shows that the answer has no address. */
  readonly empty?: MatchedLine | null;
}

/** The name was resolved when a record of it, or of its alias, holds an address: A and AAAA may be asked apart. */
export function readLookup(probe: RawProbe, context: ProbeContext, answer: Answer): Outcome {
  const { command } = probe;
  const asked = command === null ? probe.run.host : command.host;
  const { addresses, cnames, last } = follow(answer.records, asked ?? '');
  const { server } = answer;
  const detail = { addresses, cnames, ...(server === undefined ? {} : { server, answered: true }) };
  const host = command === null ? { host: askedHost(asked) } : {};
  const told = (outcome: Outcome, line?: number): Outcome => ({ ...lookupOutcome(outcome, context, line), ...host });
  if (last !== null) {
    if (isHalf(last.line, probe, context))
      return told(undecided(context, { ...detail, addresses: addresses.slice(0, -1) }));
    if (last.matched !== null) return told(decidedBy(last.matched, detail));
    const evidence = { line: last.line, start: last.at ?? 0, end: (last.at ?? 0) + last.data.length };
    return told({ ...shownBy(null, 'reachable', 'ok', detail), evidence }, last.line);
  }
  const failure = mostTelling(answer.failures ?? failuresOf(probe, asked));
  if (failure !== null) return told(decidedBy(failure, detail));
  if (answer.empty != null) return told(shownBy(answer.empty, 'unreachable', 'dns', detail));
  return told(withoutSuccess({ ...probe, matches: withVerdict(probe, 'not_run') }, context, detail));
}

/** The failures that name no other host. */
function failuresOf(probe: RawProbe, asked: string | null): MatchedLine[] {
  return withVerdict(probe, 'unreachable').filter(({ match: { values, role } }) => {
    const name = values.host === undefined || role === 'gave-up' ? null : dnsName(values.host);
    return name === null || name === asked;
  });
}
