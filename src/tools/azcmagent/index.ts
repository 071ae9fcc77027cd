import { clientError } from '../client-error/index.ts';
import type { Tool } from '../tool.ts';
import { readAzcmagent } from './read.ts';
import { recastAzcmagent } from './recast.ts';
import { AzcmagentRun } from './run.ts';

/** The agent of Azure Arc: the table of `check`, the endpoints in its log, the errors of `connect`. */
export const azcmagent: Tool = {
  id: 'azcmagent',
  names: ['azcmagent'],
  word: 'azcmagent',
  platform: 'any',
  cmdlet: false,
  proves: ['dns', 'tcp', 'tls', 'http'],
  options: { values: new Set(), names: [], short: {}, aliases: {}, singleHyphen: false },
  // its errors are those of a program in Go
  kin: [clientError],
  targets: () => [],
  run: () => new AzcmagentRun(),
  recast: recastAzcmagent,
  // a row says something below its heading only
  isInPlace: ({ match }) => match.role !== 'result',
  // what is not a check shows no destination
  unreadAs: ({ command, matches }) => (command !== null && matches.length === 0 ? 'azcmagent' : null),
  read: readAzcmagent,
};
