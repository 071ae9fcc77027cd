import { portTarget } from '../../session/target.ts';
import { ConnectionRun } from '../connection-run.ts';
import type { Tool } from '../tool.ts';
import { equivalents } from './path.ts';
import { readDevTcp } from './read.ts';

/** `/dev/tcp/HOST/PORT` of bash: a redirection that connects to a port. */
export const devtcp: Tool = {
  id: 'devtcp',
  names: ['devtcp'],
  word: '/dev/tcp (bash)',
  platform: 'linux',
  cmdlet: false,
  proves: ['tcp'],
  options: { values: new Set(), names: [], short: {}, aliases: {}, singleHyphen: false },
  targets: ({ positional }) => [portTarget(positional)],
  run: () => new ConnectionRun(),
  equivalents,
  read: readDevTcp,
};
