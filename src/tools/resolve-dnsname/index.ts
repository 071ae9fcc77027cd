import { hasOption, valueOf } from '../../session/arguments.ts';
import { cmdletOptions } from '../cmdlet.ts';
import { isPlainRecord, lookupTarget } from '../lookup.ts';
import { LookupRun } from '../lookup-run.ts';
import type { Tool } from '../tool.ts';
import { readResolveDnsName } from './read.ts';

/** Resolve-DnsName: what the DNS client of Windows makes of a name. */
export const resolveDnsName: Tool = {
  id: 'resolve-dnsname',
  names: ['resolve-dnsname'],
  word: 'Resolve-DnsName',
  platform: 'windows',
  cmdlet: true,
  proves: ['dns'],
  options: cmdletOptions('name type server'),
  targets: (given) => {
    const named = valueOf(given, 'name');
    const [name = '', type = null] = named === null ? given.positional : [named, ...given.positional];
    return [lookupTarget(name, valueOf(given, 'type') ?? type)];
  },
  settings: (given) => ({ asksServer: hasOption(given, 'server') }),
  run: () => new LookupRun(),
  isInPlace: isPlainRecord,
  read: readResolveDnsName,
};
