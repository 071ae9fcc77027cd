import { hyphenOptions } from '../../session/arguments.ts';
import { hostName, NO_TARGET, type Target } from '../../session/target.ts';
import { ConnectionRun } from '../connection-run.ts';
import type { Tool } from '../tool.ts';
import { isOfSocat, readSocat } from './read.ts';

/** Options of socat with a value: doc/socat.yo (1.7.4). */
const OPTIONS = hyphenOptions('linger inactivity blocksize lock sloppy log facility', [], {
  t: 'linger',
  T: 'inactivity',
  b: 'blocksize',
  L: 'lock',
  W: 'sloppy',
});

/** Addresses that connect to a port; the others go by a proxy, listen, or are files. */
const CONNECT = /^(?:tcp[46]?(?:-connect)?|openssl(?:-connect)?|ssl):([^:,]{1,253}):(\d{1,5})(?:,|$)/iu;

/** socat between its input and a port. */
export const socat: Tool = {
  id: 'socat',
  names: ['socat'],
  word: 'socat',
  platform: 'linux',
  cmdlet: false,
  proves: ['tcp'],
  options: OPTIONS,
  isWord: true,
  targets: ({ positional }) => [targetIn(positional)],
  run: () => new ConnectionRun(),
  reads: isOfSocat,
  read: readSocat,
};

function targetIn(words: readonly string[]): Target {
  for (const word of words) {
    const [, name = '', port = ''] = CONNECT.exec(word) ?? [];
    const host = hostName(name);
    if (host !== null) return { host, port: Number(port), scheme: null };
  }
  return NO_TARGET;
}
