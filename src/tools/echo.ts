import { TraceRun } from './trace-run.ts';
import { traceTarget } from './trace.ts';
import type { Tool } from './tool.ts';

/** What the programs have in common that send echo requests: they go to no port, so that they show the name only. */
export const ECHO = {
  cmdlet: false,
  proves: ['dns'],
  isWord: true,
  targets: (given) => [traceTarget(given)],
  run: () => new TraceRun(),
} satisfies Partial<Tool>;
