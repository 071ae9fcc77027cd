import type { OptionTable } from '../../session/arguments.ts';
import { hostName, NO_TARGET, type Target } from '../../session/target.ts';
import { isAddress } from '../../text/address.ts';
import { ConnectionRun } from '../connection-run.ts';
import type { Tool } from '../tool.ts';
import { readPsPing } from './read.ts';

/** Options of PsPing with a value. https://learn.microsoft.com/sysinternals/downloads/psping */
const OPTIONS: OptionTable = {
  values: new Set(['n', 'i', 'w', 'l', 'h', 's', 'b', 'r']),
  names: [],
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
  targets: ({ positional }) => [positional.map(targetOf).find(({ host }) => host !== null) ?? NO_TARGET],
  run: () => new ConnectionRun(),
  read: readPsPing,
};

/** `a.example:443`, `[fd00::5]:443`. */
const PLACE = /^\[?([^\]]{1,253}?)\]?:(\d{1,5})$/u;

/** An address of version 6 holds colons, and no port without brackets. */
function targetOf(word: string): Target {
  const isBare = isAddress(word) && !word.startsWith('[');
  const [, name = word, port] = (isBare ? null : PLACE.exec(word)) ?? [];
  const host = hostName(name);
  return host === null ? NO_TARGET : { host, port: port === undefined ? null : Number(port), scheme: null };
}
