import { hyphenOptions } from '../../session/arguments.ts';
import { ping } from '../ping/index.ts';
import { ECHO } from '../echo.ts';
import type { Tool } from '../tool.ts';
import { readTrace, tellsHop } from '../trace.ts';

/** Options whose value is no number: traceroute of Linux (2.1). */
const OPTIONS = hyphenOptions('interface source gateway module options protocol', [], {
  i: 'interface',
  s: 'source',
  g: 'gateway',
  M: 'module',
  O: 'options',
  P: 'protocol',
});

/** traceroute of Linux and BusyBox: the devices on the way. With TCP as well a closed port looks as an open one does. */
export const traceroute: Tool = {
  ...ECHO,
  id: 'traceroute',
  names: ['traceroute', 'traceroute6'],
  word: 'traceroute',
  platform: 'linux',
  options: OPTIONS,
  // both tell in the same words that a name is not known
  like: ping,
  reads: tellsHop,
  read: readTrace,
};
