import { hyphenOptions } from '../../session/arguments.ts';
import { ping } from '../ping/index.ts';
import { ECHO } from '../echo.ts';
import type { Tool } from '../tool.ts';
import { readHops, tellsHop } from '../trace.ts';

/** Options whose value is no number: mtr 0.95. */
const OPTIONS = hyphenOptions('address interface order filename', [], {
  a: 'address',
  I: 'interface',
  o: 'order',
  F: 'filename',
});

/** mtr in its report: the devices on the way, and how many requests each one answered. */
export const mtr: Tool = {
  ...ECHO,
  id: 'mtr',
  names: ['mtr'],
  word: 'mtr',
  platform: 'linux',
  options: OPTIONS,
  // both tell in the same words that a name is not known
  like: ping,
  reads: tellsHop,
  read: readHops,
};
