import { hyphenOptions, valueOf } from '../../session/arguments.ts';
import { NO_TARGET } from '../../session/target.ts';
import { lookupTarget } from '../lookup.ts';
import { LookupRun } from '../lookup-run.ts';
import type { Tool } from '../tool.ts';
import { readResolvectl } from './read.ts';

/** Options with a value: src/resolve/resolvectl.c of systemd. */
const OPTIONS = hyphenOptions('interface protocol type class raw json set-dns set-domain set-llmnr set-mdns', [], {
  i: 'interface',
  p: 'protocol',
  t: 'type',
  c: 'class',
});

/** resolvectl of systemd, once systemd-resolve: what systemd-resolved makes of a name. */
export const resolvectl: Tool = {
  id: 'resolvectl',
  names: ['resolvectl', 'systemd-resolve'],
  word: 'resolvectl',
  platform: 'linux',
  cmdlet: false,
  proves: ['dns'],
  options: OPTIONS,
  targets: (given) => {
    const [verb = '', ...names] = given.positional;
    // systemd-resolve has no word for it
    const asked = verb === 'query' ? names : verb.includes('.') ? [verb, ...names] : [];
    return asked.length > 0 ? asked.map((name) => lookupTarget(name, valueOf(given, 'type'))) : [NO_TARGET];
  },
  run: () => new LookupRun(),
  read: readResolvectl,
};
