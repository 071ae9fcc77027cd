import { hyphenOptions } from '../../session/arguments.ts';
import type { Tool } from '../tool.ts';
import { readEcho, traceTarget } from '../trace.ts';
import { TraceRun } from '../trace-run.ts';

/** Options whose value is no number: ping of iputils and of Windows. */
const OPTIONS = hyphenOptions('interface mark source pattern', [], {
  I: 'interface',
  M: 'mark',
  S: 'source',
  p: 'pattern',
});

/** ping of Linux, BusyBox, macOS and Windows: echo requests, and the address to which the name leads. */
export const ping: Tool = {
  id: 'ping',
  names: ['ping', 'ping6'],
  word: 'ping',
  platform: 'any',
  cmdlet: false,
  // echo requests go to no port
  proves: ['dns'],
  options: OPTIONS,
  isWord: true,
  targets: (given) => [traceTarget(given)],
  run: () => new TraceRun(),
  read: readEcho,
};
