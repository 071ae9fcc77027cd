import { hyphenOptions } from '../../session/arguments.ts';
import { ping } from '../ping/index.ts';
import type { Tool } from '../tool.ts';
import { readHops, tellsHop, traceTarget } from '../trace.ts';
import { TraceRun } from '../trace-run.ts';

/** All its options with a value have a number (iputils, tracepath.c). */
const OPTIONS = hyphenOptions('', [], {});

/** tracepath of iputils: the devices on the way, and the largest packet that it takes. */
export const tracepath: Tool = {
  id: 'tracepath',
  names: ['tracepath', 'tracepath6'],
  word: 'tracepath',
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
