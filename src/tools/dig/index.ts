import { hasOption } from '../../session/arguments.ts';
import { isPlainRecord } from '../lookup.ts';
import { LookupRun } from '../lookup-run.ts';
import { nslookup } from '../nslookup/index.ts';
import type { Tool } from '../tool.ts';
import { OPTIONS, serverIn, targetsOf } from './options.ts';
import { readDig } from './read.ts';

/** dig of BIND 9: what a DNS server says of a name, record by record. */
export const dig: Tool = {
  id: 'dig',
  names: ['dig'],
  word: 'dig',
  platform: 'any',
  cmdlet: false,
  proves: ['dns'],
  options: OPTIONS,
  targets: targetsOf,
  // `+trace` asks the servers of each zone itself
  settings: (given) => ({
    asksServer: serverIn(given) !== null || given.positional.includes('+trace') || hasOption(given, 'port'),
  }),
  run: () => new LookupRun(),
  // dighost.c writes their failures
  kin: [nslookup],
  isInPlace: isPlainRecord,
  read: readDig,
};
