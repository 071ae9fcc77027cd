import { valueOf, type OptionTable } from '../../session/arguments.ts';
import { lookupTarget } from '../lookup.ts';
import type { Tool } from '../tool.ts';
import { readNslookup } from './read.ts';
import { NslookupRun } from './run.ts';
import { NslookupTalk } from './talk.ts';

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
  targets: (given) => [
    lookupTarget(given.positional[0] ?? '', valueOf(given, 'type', 'querytype', 'query', 'ty', 'q')),
  ],
  // `nslookup NAME SERVER`
  settings: ({ positional }) => ({ asksServer: positional.length > 1 }),
  run: () => new NslookupRun(),
  talk: () => new NslookupTalk(),
  talks: ({ match }) => match.role === 'banner',
  // `-debug` rules off each answer
  isProgress: (text) => text.trim() === '------------',
  read: readNslookup,
};
