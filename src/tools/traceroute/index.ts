import { hyphenOptions } from '../../session/arguments.ts';
import { ping } from '../ping/index.ts';
import type { Tool } from '../tool.ts';
import { readTrace, tellsHop, traceTarget } from '../trace.ts';
import { TraceRun } from '../trace-run.ts';

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
  id: 'traceroute',
  names: ['traceroute', 'traceroute6'],
  word: 'traceroute',
  platform: 'linux',
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
