import { hyphenOptions } from '../../session/arguments.ts';
import { ping } from '../ping/index.ts';
import { ECHO } from '../echo.ts';
import type { Tool } from '../tool.ts';
import { readTrace, tellsHop } from '../trace.ts';

/** Options whose value is no number. https://learn.microsoft.com/windows-server/administration/windows-commands/tracert */
const OPTIONS = hyphenOptions('hosts source', [], { j: 'hosts', S: 'source' });

/** tracert of Windows: the devices on the way. */
export const tracert: Tool = {
  ...ECHO,
  id: 'tracert',
  names: ['tracert'],
  word: 'tracert',
  platform: 'windows',
  options: OPTIONS,
  // both tell in the same words that a name is not known
  like: ping,
  reads: tellsHop,
  read: readTrace,
};
