import { namesIn, type OptionTable } from '../../session/arguments.ts';

/** Options of nc in its forms (OpenBSD, traditional, Ncat) with a value; the long ones are Ncat's. */
const LONG = `proxy proxy-type proxy-auth proxy-dns wait idle-timeout source source-port exec sh-exec lua-exec output hex-dump delay
max-conns allow allowfile deny denyfile ssl-cert ssl-key ssl-trustfile ssl-ciphers ssl-servername ssl-alpn`;
const SHORT: Readonly<Record<string, string>> = {
  w: 'wait',
  i: 'idle-timeout',
  p: 'source-port',
  s: 'source',
  q: 'quit',
  x: 'proxy',
  X: 'proxy-type',
  G: 'hops',
  g: 'gateway',
  e: 'exec',
  m: 'max-conns',
  M: 'ttl',
  O: 'length',
  o: 'output',
  P: 'proxy-auth',
  T: 'tos',
  I: 'length',
  V: 'table',
  u: 'udp',
  U: 'unix',
};
/** Options of nc without a value that are read. `-c` and `-d` have one in Ncat alone: host and port stand last all the same. */
const FLAGS: ReadonlySet<string> = new Set(['udp', 'unix']);

/** Options of nc. */
export const OPTIONS: OptionTable = {
  values: new Set([...namesIn(LONG), ...Object.values(SHORT).filter((name) => !FLAGS.has(name))]),
  names: namesIn(LONG),
  short: SHORT,
  aliases: {},
  singleHyphen: false,
};
