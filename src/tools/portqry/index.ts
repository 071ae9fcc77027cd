import { valueOf, type OptionTable } from '../../session/arguments.ts';
import { portTarget } from '../../session/target.ts';
import { ConnectionRun } from '../connection-run.ts';
import type { Tool } from '../tool.ts';
import { readPortQry } from './read.ts';

/** Options of PortQry 2.0 with a value. https://learn.microsoft.com/troubleshoot/windows-server/networking/portqry-command-line-port-scanner-v2 */
const OPTIONS: OptionTable = {
  values: new Set(['n', 'e', 'r', 'o', 'p', 'l', 'sp', 'cn', 'wport', 'wpid', 'wt']),
  names: [],
  short: {},
  aliases: {},
  singleHyphen: true,
};

/** PortQry of Microsoft: the state of a port, in the words of a port scanner. */
export const portqry: Tool = {
  id: 'portqry',
  names: ['portqry'],
  word: 'PortQry',
  platform: 'windows',
  cmdlet: false,
  proves: ['dns', 'tcp'],
  options: OPTIONS,
  isWord: true,
  targets: (given) => [portTarget([valueOf(given, 'n') ?? '', valueOf(given, 'e') ?? ''], true)],
  settings: (given) => ({ elsewhere: valueOf(given, 'p')?.toLowerCase() === 'udp' }),
  run: () => new ConnectionRun(),
  read: readPortQry,
};
