import { maskAll } from '../../../src/mask/session.ts';
import { knowledge } from '../../support/analyzer.ts';
import { family, testGrowth } from '../../support/growth.ts';
import { names } from '../../support/mask-outputs.ts';

const masked = (text: string): unknown => maskAll(knowledge.secrets, names, { reports: [], texts: [text] });
const withoutSecrets = (text: string): unknown => maskAll(knowledge.secrets, null, { reports: [], texts: [text] });

/** Where memory and caches do not count yet; what is too short there is repeated. */
const SMALL = { most: 512 } as const;

type Piece = string | ((at: number) => string);

const text =
  (piece: Piece, head = '', tail = '') =>
  (n: number) =>
    head + Array.from({ length: n }, (_, at) => (typeof piece === 'string' ? piece : piece(at))).join('') + tail;

/** A name for each number that is no word of ours. */
const nameOf = (at: number): string =>
  `zork${[...String(at)].map((digit) => 'kmrtzbdghp'.charAt(Number(digit))).join('')}q`;

const grows = (name: string, piece: Piece, head = '', tail = ''): ReturnType<typeof family> =>
  family(name, text(piece, head, tail), masked, SMALL);

testGrowth([
  // passwords and commands in one line
  grows('-u user:password', (at) => `-u taro${at}:Pw${at}xyz `),
  grows('commands', (at) => `nslookup ${nameOf(at)} `),
  grows('commands without arguments', 'curl '),
  grows('commands with passwords', (at) => `curl -u taro${at}:Pw${at}xyz `),
  grows('sshpass', 'sshpass -p Pw1234! '),
  family('commands, only secrets removed', text('sshpass -p Pw1234! '), withoutSecrets, SMALL),
  // names of reverse lookups
  grows('in-addr.arpa', (at) => `${at % 200}.${(at >> 3) % 200}.3.10.in-addr.arpa `),
  grows('in-addr.arpa without blanks', '1.2.3.4.in-addr.arpa.'),
  grows('ip6.arpa', (at) => `${at % 9}.f.a.0.8.b.d.0.1.0.0.2.ip6.arpa `),
  grows('.arpa behind a label', 'host: a.arpa '),
  // parameters
  grows('password=', (at) => `password=Pw${at}xyz `),
  grows('password= without a value', 'password='),
  grows('code= in one word', 'code='),
  grows('code= before an address', 'code=', '', 'a:b@c'),
  grows('addresses as values', 'password=http://', '', 'x:y@h'),
  // headers and tokens
  grows('challenges', 'proxy-authenticate: ntlm TlRMTVNTUAAC '),
  grows('headers without blanks', 'authorization:'),
  grows('heads of keys without a beginning', 'PRIVATE KEY----------END '),
  // addresses
  grows('credentials in addresses', 'http://a:b@c;'),
  grows('schemes without blanks', 'http://a'),
  grows('schemes behind an @', 'http://a', 'a@'),
  grows('public paths in public paths', 'https://learn.microsoft.com/'),
  grows('public paths before a name', 'https://learn.microsoft.com/', '', '10.1.2.3'),
  grows('options with signs', ':-ComputerName'),
  // names that are learned in one place and hidden in another
  grows(
    'learned names',
    (at) => `host: ${nameOf(at)}\n`,
    '',
    Array.from({ length: 64 }, (_, at) => `a/${nameOf(at)}/`).join(''),
  ),
  family(
    'names learned in one line and hidden in the next',
    (n) => `${text((at) => `user: ${nameOf(at)},`)(n)}\n${text((at) => `x_${nameOf(at)}/`)(n)}`,
    masked,
    SMALL,
  ),
  grows('one learned name', 'zorkino', 'user: zorkino\n'),
  family(
    'secrets of many lines, only secrets removed',
    text((at) => `password=Pw${at}xyz\n`),
    withoutSecrets,
    SMALL,
  ),
  // many lines
  grows('short lines', (at) => `a${at % 7} b\n`),
  grows('distinct names', (at) => `Could not resolve host: ${nameOf(at)}.contoso.jp\n`),
  grows('distinct addresses', (at) => `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}\n`),
  // long words
  grows('a word without blanks', 'aB3'),
  grows('a word of names', 'zork01_'),
  grows('a host name without end', 'zork1.'),
  grows('a Japanese sentence without end', 'ホスト名は田a.'),
  grows('folders', '\\zork a'),
  grows('one file name of many addresses', '10.1.2.3_'),
  // signs
  grows('quotes in quotes', `"'\\"`),
  grows('@', '@'),
  grows('/', '/'),
  grows('\\', '\\'),
  grows(':', ':'),
  grows('digits and dots', '1.'),
  grows('digits and changing signs', '1.2-3_'),
  grows('hexadecimal digits and colons', 'a1:'),
  grows('escapes', '%2525\\u0040&amp;'),
  grows('labels', 'hostname: '),
]);
