import type { RawProbe } from '../../session/raw-probe.ts';
import type { CleanLines } from '../../text/clean.ts';
import { shownBy, type Outcome, type ProbeContext } from '../outcome.ts';
import { checkCommand, isUnknownKind, type CheckCommand } from './command.ts';
import { connectOutcome } from './connect.ts';
import { readFields, type Fields } from './fields.ts';
import { lookupOutcome } from './lookup.ts';
import { RequestReader } from './request.ts';
import { sizeOutcome } from './size.ts';

/** What a check says. One without its end line, or cut out of another, proves nothing. */
export function readCheck(probe: RawProbe, context: ProbeContext, text: CleanLines): Outcome {
  const words = (probe.command?.text ?? '').split(/\s+/u).slice(1);
  const command = checkCommand(words);
  const fields = readFields(probe, text);
  // what a newer script checks beside what is known: it is whole, and nothing is concluded from it
  if (fields.closed && isUnknownKind(words)) return { ...shownBy(null, 'indeterminate', 'other'), proves: [] };
  if (command === null || !fields.closed) {
    const route = command === null || command.proxy === null ? 'direct' : 'proxy';
    const proves = command === null ? [] : PROVES[command.verb];
    return { ...shownBy(null, 'incomplete', 'interrupted'), route, proves };
  }
  const outcome = outcomeOf(command, fields, context);
  const aside = fields.first('for')?.value === 'nobody';
  const line = outcome.evidence?.line;
  return {
    proves: PROVES[command.verb],
    ...outcome,
    ...(line === undefined ? {} : { evidence: { line, start: 0, end: text.at(line).length } }),
    ...(aside ? { aside } : {}),
  };
}

const PROVES = {
  lookup: ['dns'],
  connect: ['tcp'],
  request: ['tcp', 'tls', 'http'],
  // where large packets pass it proves nothing that the request before it has not proved
  size: [],
} as const;

function outcomeOf(command: CheckCommand, fields: Fields, context: ProbeContext): Outcome {
  switch (command.verb) {
    case 'lookup':
      return lookupOutcome(fields);
    case 'connect':
      return connectOutcome(fields);
    case 'request':
      return new RequestReader(command, fields, context).read();
    case 'size':
      return sizeOutcome(command, fields);
  }
}
