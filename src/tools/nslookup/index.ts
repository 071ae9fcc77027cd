import type { OptionTable } from '../../session/arguments.ts';
import { hostName, NO_TARGET } from '../../session/target.ts';
import type { Tool } from '../tool.ts';
import { readNslookup } from './read.ts';
import { NslookupRun } from './run.ts';

/** Its options begin with one hyphen and hold their value: `-type=A`. */
const OPTIONS: OptionTable = { values: new Set(), names: [], short: {}, aliases: {}, singleHyphen: true };

/** nslookup of BIND, BusyBox and Windows: what a DNS server says of a name. */
export const nslookup: Tool = {
  id: 'nslookup',
  names: ['nslookup'],
  word: 'nslookup',
  platform: 'any',
  cmdlet: false,
  proves: ['dns'],
  options: OPTIONS,
  targets: ({ positional }) => [{ ...NO_TARGET, host: hostName(positional[0] ?? '') }],
  // `nslookup NAME SERVER`
  settings: ({ positional }) => ({ asksServer: positional.length > 1 }),
  run: () => new NslookupRun(),
  read: readNslookup,
};
