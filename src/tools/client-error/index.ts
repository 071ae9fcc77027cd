import { CLIENTS } from '#locale/tools.ts';
import { PlainRun } from '../../session/run.ts';
import type { Tool } from '../tool.ts';
import { readClient } from './read.ts';
import { recastClient } from './recast.ts';

/**
 * Any program that says in one line whom it asked and why that failed: az, azcopy, docker, what is written in Python, Go,
 * Node.js or Java. Its commands are not read. Its lines are failures only, and prove no answer.
 */
export const clientError: Tool = {
  id: 'client-error',
  names: [],
  word: CLIENTS,
  platform: 'any',
  cmdlet: false,
  proves: ['dns', 'tcp', 'tls', 'http'],
  options: { values: new Set(), names: [], short: {}, aliases: {}, singleHyphen: false },
  writers: ['go', 'python', 'node', 'java', 'libc', 'windows'],
  targets: () => [],
  run: () => new PlainRun(),
  recast: recastClient,
  read: readClient,
};
