import { hyphenOptions } from '../../session/arguments.ts';
import { ping } from '../ping/index.ts';
import { ECHO } from '../echo.ts';
import type { Tool } from '../tool.ts';
import { readHops, tellsHop } from '../trace.ts';

/** All its options with a value have a number (iputils, tracepath.c). */
const OPTIONS = hyphenOptions('', [], {});

/** tracepath of iputils: the devices on the way, and the largest packet that it takes. */
export const tracepath: Tool = {
  ...ECHO,
  id: 'tracepath',
  names: ['tracepath', 'tracepath6'],
  word: 'tracepath',
  platform: 'linux',
  options: OPTIONS,
  // both tell in the same words that a name is not known
  like: ping,
  reads: tellsHop,
  read: readHops,
};
