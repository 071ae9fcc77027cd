import { hyphenOptions } from '../../session/arguments.ts';
import { portTarget } from '../../session/target.ts';
import { ConnectionRun } from '../connection-run.ts';
import type { Tool } from '../tool.ts';
import { readTelnet, tellsConnection } from './read.ts';

/** Options with a value: telnet of GNU inetutils and netkit, and of Windows (`-f`, `-t`). */
const OPTIONS = hyphenOptions('user escape bind trace disable realm file terminal tos', [], {
  l: 'user',
  e: 'escape',
  b: 'bind',
  n: 'trace',
  X: 'disable',
  k: 'realm',
  f: 'file',
  t: 'terminal',
  S: 'tos',
});

/** Where no port is named. */
const PORT = '23';

/** telnet of Linux, BusyBox, macOS and Windows: a connection to a port. */
export const telnet: Tool = {
  id: 'telnet',
  names: ['telnet'],
  word: 'telnet',
  platform: 'any',
  cmdlet: false,
  proves: ['dns', 'tcp'],
  options: OPTIONS,
  isWord: true,
  targets: ({ positional }) => [portTarget(positional.length === 1 ? [...positional, PORT] : positional)],
  run: () => new ConnectionRun(),
  reads: tellsConnection,
  read: readTelnet,
};
