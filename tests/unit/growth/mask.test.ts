import { Mask } from '../../../src/mask/mask.ts';
import { maskAll } from '../../../src/mask/session.ts';
import { NO_LOG } from '../../../src/report/no-log.ts';
import type { Endpoint, Report } from '../../../src/report/types.ts';
import { analyzer, knowledge } from '../../support/analyzer.ts';
import { family, testGrowth } from '../../support/growth.ts';
import { names } from '../../support/mask-outputs.ts';

/** Reads a text and writes it masked. */
function masked(text: string): number {
  const mask = new Mask(knowledge.secrets, names);
  mask.learn(text);
  return mask.text(text).length + mask.leftovers.length;
}

/** Removes secrets alone. */
function withoutSecrets(text: string): number {
  const mask = new Mask(knowledge.secrets, null);
  mask.learn(text);
  return mask.text(text).length;
}

const line =
  (piece: string, end = '') =>
  (n: number): string =>
    piece.repeat(n) + end;
const lines =
  (make: (at: number) => string) =>
  (n: number): string =>
    Array.from({ length: n }, (_, at) => make(at)).join('\n');

const template = analyzer.analyzeText('x.log', '[taro@web01 ~]$ nslookup a.example.jp\n').report;
function reportOf(n: number): Report {
  const endpoints = Array.from({ length: n }, (_, at): Endpoint => ({
    ...(template.endpoints[0] as Endpoint),
    host: `host${at}x.example.co.jp`,
  }));
  return { ...NO_LOG, ...template, endpoints };
}

/** In one line, piece after piece: what a rule looks for again and again. */
const PIECES: readonly (readonly [string, string])[] = [
  ['words', 'timeout '],
  ['names', 'web01.example.co.jp '],
  ['one name', 'a.'],
  ['labels of a name', 'abc-'],
  ['addresses', '10.0.0.4 '],
  ['numbers with dots', '1.'],
  ['numbers with hyphens', '1-'],
  ['hexadecimal', 'a1'],
  ['hexadecimal pairs', 'a1:'],
  ['pairs with blanks', 'a1 '],
  ['colons', ':'],
  ['colons in pairs', '::a'],
  ['at signs', '@'],
  ['users', 'a@b '],
  ['users with passwords', 'a:b@c '],
  ['addresses with users', 'http://a:b@'],
  ['addresses in one word', 'http://a:b@c;'],
  ['schemes', '://'],
  ['backslashes', '\\'],
  ['domains', 'a\\b '],
  ['paths', '/abcx'],
  ['paths of Windows', 'C:\\Users\\'],
  ['folders with blanks', 'C:\\a b'],
  ['homes', '/home/'],
  ['shares', '\\\\srv'],
  ['percent signs', '%'],
  ['escapes', '%25'],
  ['escapes of escapes', '%2525'],
  ['entities', '&#46;'],
  ['entities without end', '&#'],
  ['terminal sequences', '\u001B['],
  ['invisible marks', 'a\u200B'],
  ['full width', 'ａ．'],
  ['Japanese', '接続できません'],
  ['Japanese with dots', '接.続'],
  ['Japanese with names', 'は vm01.example.jp です'],
  ['hiragana before an at sign', 'の'],
  ['equals signs', '='],
  ['attributes', 'CN=a,'],
  ['attributes without values', 'CN='],
  ['labels', 'host: '],
  ['labels to the end of the line', 'via: a '],
  ['issuers', 'issuer: a '],
  ['serial numbers', 'serial number: 1 '],
  ['Japanese labels', 'ホスト名は'],
  ['passwords', 'password='],
  ['passwords in quotes', 'password="'],
  ['passwords in single quotes', "password='"],
  ['passwords with escaped quotes', 'password=\\"'],
  ['passwords in tags', '<password>'],
  ['headers', 'cookie: '],
  ['challenges', 'www-authenticate: basic '],
  ['credentials', 'authorization: '],
  ['headers in quotes', '"cookie":"'],
  ['schemes of credentials', 'bearer '],
  ['tokens', 'eyJ'],
  ['keys', '=='],
  ['private keys', 'PRIVATE KEY-----'],
  ['commands', 'curl -u a:b '],
  ['commands without arguments', 'net use '],
  ['options', '-u '],
  ['options of names', '--vault-name '],
  ['quotes', '"'],
  ['brackets', '['],
  ['phrases', 'connect to '],
  ['telephone numbers', '03-1234-5678 '],
  ['plus signs', '+1'],
  ['security identifiers', 'S-1-5-'],
  ['subscriptions', '/subscriptions/a'],
  ['providers', '/providers/microsoft.a/b/c'],
  ['reverse names', '4.3.2.10.in-addr.arpa '],
  ['reverse names of IPv6', 'a.b.ip6.arpa '],
  ['stars', '*.a'],
  ['underscores', 'a1_'],
  ['capitals', 'ABC1'],
  ['surrogates', '\uD800'],
];

testGrowth([
  ...PIECES.map(([name, piece]) => family(`mask, one line: ${name}`, line(piece), masked)),
  ...['a:b@', 'password=', 'cookie: ', 'http://a:b@c ', 'PRIVATE KEY-----', '"', '%25', '=='].map((piece) =>
    family(`secrets, one line: ${JSON.stringify(piece)}`, line(piece), withoutSecrets),
  ),
  family('mask, one line: an at sign behind it all', line('あの', '@a.jp'), masked),
  family('mask, one line: a token behind it all', line('www-authenticate: basic ', 'cookie: a'), masked),
  family(
    'mask, lines: all different',
    lines((at) => `host${at}x.example.co.jp 10.${at % 250}.${at % 9}.1`),
    masked,
  ),
  family(
    'mask, lines: names that are learned',
    lines((at) => `   Static hostname: kaisha${at}x`),
    masked,
  ),
  family(
    'mask, lines: names that end in one another',
    lines((at) => `Static hostname: ${'ba'.repeat(3 + (at % 60))}x`),
    masked,
  ),
  family(
    'mask, lines: the same',
    lines(() => '[taro@web01 ~]$ curl -I https://login.microsoftonline.com'),
    masked,
  ),
  family(
    'mask, lines: prompts',
    lines((at) => `[taro@web01 ~]$ nc -vz 10.0.${at % 250}.4 ${at % 60_000}`),
    masked,
  ),
  family(
    'mask, lines: secrets',
    lines((at) => `curl -U taro:Pa55w0rd${at} https://login.microsoftonline.com`),
    masked,
  ),
  family(
    'secrets, lines: none',
    lines((at) => `${at} Ncat: Connection timed out.`),
    withoutSecrets,
  ),
  family('mask, lines: a key without end', (n) => `-----BEGIN PRIVATE KEY-----\n${'abc\n'.repeat(n)}`, masked),
  family('mask: a report of many endpoints', reportOf, (report) =>
    maskAll(knowledge.secrets, names, { reports: [{ report, text: null }] }),
  ),
  family('secrets: a report of many endpoints', reportOf, (report) =>
    maskAll(knowledge.secrets, null, { reports: [{ report, text: null }] }),
  ),
]);
