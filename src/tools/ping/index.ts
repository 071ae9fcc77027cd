import { hyphenOptions } from '../../session/arguments.ts';
import { ECHO } from '../echo.ts';
import type { Tool } from '../tool.ts';
import { readEcho } from '../trace.ts';

/** Options whose value is no number: ping of iputils and of Windows. */
const OPTIONS = hyphenOptions('interface mark source pattern', [], {
  I: 'interface',
  M: 'mark',
  S: 'source',
  p: 'pattern',
});

/** ping of Linux, BusyBox, macOS and Windows: echo requests, and the address to which the name leads. */
export const ping: Tool = {
  ...ECHO,
  id: 'ping',
  names: ['ping', 'ping6'],
  word: 'ping',
  platform: 'any',
  options: OPTIONS,
  read: readEcho,
};
