import { hyphenOptions } from '../../session/arguments.ts';
import { PlainRun } from '../../session/run.ts';
import { NO_TARGET } from '../../session/target.ts';
import { lookupTarget } from '../lookup.ts';
import type { Tool } from '../tool.ts';
import { holdsAddress, readGetent } from './read.ts';

/** Options of getent with a value: nss/getent.c of glibc. */
const OPTIONS = hyphenOptions('service', [], { s: 'service' });

/** Databases in which it looks hosts up. */
const DATABASES: ReadonlySet<string> = new Set(['hosts', 'ahosts', 'ahostsv4', 'ahostsv6']);

/** getent of glibc: what the system itself makes of a name, the hosts file included. */
export const getent: Tool = {
  id: 'getent',
  names: ['getent'],
  word: 'getent',
  platform: 'linux',
  cmdlet: false,
  proves: ['dns'],
  options: OPTIONS,
  targets: ({ positional: [database = '', ...names] }) =>
    DATABASES.has(database) && names.length > 0 ? names.map((name) => lookupTarget(name)) : [NO_TARGET],
  run: () => new PlainRun(),
  reads: holdsAddress,
  read: readGetent,
};
