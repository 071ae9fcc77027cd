import type { OptionTable } from '../../session/arguments.ts';
import { hostName, NO_TARGET, type Target } from '../../session/target.ts';
import { ConnectionRun } from '../connection-run.ts';
import type { Tool } from '../tool.ts';
import { readPsPing } from './read.ts';

/** Options of PsPing with a value. https://learn.microsoft.com/sysinternals/downloads/psping */
const VALUES = ['n', 'i', 'w', 'l', 'h', 's', 'b', 'r'];
const OPTIONS: OptionTable = {
  values: new Set(VALUES),
  names: [...VALUES, 'q', 't', 'f', 'u', '4', '6', 'accepteula', 'nobanner'],
  short: {},
  aliases: {},
  singleHyphen: true,
};

/** PsPing of Sysinternals: connections to a port; without one it is a ping. */
export const psping: Tool = {
  id: 'psping',
  names: ['psping', 'psping64'],
  word: 'PsPing',
  platform: 'windows',
  cmdlet: false,
  proves: ['dns', 'tcp'],
  options: OPTIONS,
  isWord: true,
  targets: ({ positional }) => [targetOf(positional.find((word) => hostName(word) !== null) ?? '')],
  run: () => new ConnectionRun(),
  read: readPsPing,
};

function targetOf(word: string): Target {
  const [, name = word, port] = /^\[?([^\]]{1,253}?)\]?:(\d{1,5})$/u.exec(word) ?? [];
  const host = hostName(name);
  return host === null ? NO_TARGET : { host, port: port === undefined ? null : Number(port), scheme: null };
}
