import { hasOption, valueOf } from '../../session/arguments.ts';
import { portTarget } from '../../session/target.ts';
import type { Tool } from '../tool.ts';
import { OPTIONS } from './options.ts';
import { readNc } from './read.ts';
import { NcRun } from './run.ts';

/** nc in its forms (OpenBSD, traditional, Ncat, BusyBox): a connection to a port. */
export const nc: Tool = {
  id: 'nc',
  names: ['nc', 'ncat', 'netcat'],
  word: 'nc',
  platform: 'linux',
  cmdlet: false,
  // the address that it shows is that of the connection, which need not be one of the name's
  proves: ['tcp'],
  options: OPTIONS,
  targets: ({ positional }) => [portTarget(positional)],
  settings: (given) => ({ proxy: valueOf(given, 'proxy'), elsewhere: hasOption(given, 'udp', 'unix') }),
  run: () => new NcRun(),
  read: readNc,
};
