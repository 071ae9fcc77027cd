import { hyphenOptions } from '../../session/arguments.ts';
import { ping } from '../ping/index.ts';
import type { Tool } from '../tool.ts';
import { readTrace, tellsHop, traceTarget } from '../trace.ts';
import { TraceRun } from '../trace-run.ts';

/** Options whose value is no number. https://learn.microsoft.com/windows-server/administration/windows-commands/tracert */
const OPTIONS = hyphenOptions('hosts source', [], { j: 'hosts', S: 'source' });

/** tracert of Windows: the devices on the way. */
export const tracert: Tool = {
  id: 'tracert',
  names: ['tracert'],
  word: 'tracert',
  platform: 'windows',
  cmdlet: false,
  // echo requests go to no port
  proves: ['dns'],
  options: OPTIONS,
  isWord: true,
  targets: (given) => [traceTarget(given)],
  run: () => new TraceRun(),
  // both tell in the same words that a name is not known
  like: ping,
  reads: tellsHop,
  read: readTrace,
};
