import { PlainRun } from '../../session/run.ts';
import type { Tool } from '../tool.ts';
import { checkCommand, targetOf } from './command.ts';
import { readCheck } from './read.ts';

/** A check of the script that we make: it says of each layer what came of it, so that nothing is guessed. */
export const karte: Tool = {
  id: 'karte',
  names: ['karte'],
  word: 'karte-check',
  platform: 'any',
  cmdlet: false,
  proves: ['tcp', 'tls', 'http'],
  options: { values: new Set(), names: [], short: {}, aliases: {}, singleHyphen: false },
  targets: (given) => [targetOf(given)],
  settings: ({ positional }) => ({ proxy: checkCommand(positional)?.proxy ?? null }),
  run: () => new PlainRun(),
  isWord: true,
  read: readCheck,
};
