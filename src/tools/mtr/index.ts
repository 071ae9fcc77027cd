import { hyphenOptions } from '../../session/arguments.ts';
import { ping } from '../ping/index.ts';
import type { Tool } from '../tool.ts';
import { readHops, tellsHop, traceTarget } from '../trace.ts';
import { TraceRun } from '../trace-run.ts';

/** Options whose value is no number: mtr 0.95. */
const OPTIONS = hyphenOptions('address interface order filename', [], {
  a: 'address',
  I: 'interface',
  o: 'order',
  F: 'filename',
});

/** mtr in its report: the devices on the way, and how many requests each one answered. */
export const mtr: Tool = {
  id: 'mtr',
  names: ['mtr'],
  word: 'mtr',
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
  read: readHops,
};
