import { hyphenOptions, valueOf } from '../../session/arguments.ts';
import { hostName, NO_TARGET } from '../../session/target.ts';
import { dig } from '../dig/index.ts';
import { isPlainRecord, lookupTarget } from '../lookup.ts';
import { LookupRun } from '../lookup-run.ts';
import { nslookup } from '../nslookup/index.ts';
import type { Tool } from '../tool.ts';
import { readHost } from './read.ts';

/** Options of host with a value: bin/dig/host.c of BIND 9. */
const OPTIONS = hyphenOptions('class memory ndots port tries type wait', [], {
  c: 'class',
  m: 'memory',
  N: 'ndots',
  p: 'port',
  R: 'tries',
  t: 'type',
  W: 'wait',
});

/** host of BIND 9: what a DNS server says of a name, in sentences. */
export const host: Tool = {
  id: 'host',
  names: ['host'],
  word: 'host',
  platform: 'linux',
  cmdlet: false,
  proves: ['dns'],
  options: OPTIONS,
  targets: (given) => {
    const { positional } = given;
    const [name = ''] = positional;
    // it takes a name and a server; a longer line, and a plain word, is prose
    return [
      positional.length > 2 || !/[.\d-]/u.test(hostName(name) ?? '')
        ? NO_TARGET
        : lookupTarget(name, valueOf(given, 'type')),
    ];
  },
  settings: ({ positional }) => ({ asksServer: positional.length > 1 }),
  run: () => new LookupRun(),
  isWord: true,
  // dighost.c writes their failures, and `-v` prints what dig does
  kin: [nslookup, dig],
  isInPlace: isPlainRecord,
  read: readHost,
};
