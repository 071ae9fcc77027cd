import { describe, expect, test } from 'vitest';
import { SessionReader } from '../../../src/session/scan.ts';
import type { SessionFormat } from '../../../src/session/announcement.ts';
import { SignatureMatcher } from '../../../src/signatures/matcher.ts';
import { CleanLines } from '../../../src/text/clean.ts';
import { Lines } from '../../../src/text/lines.ts';
import { SESSION_TOOLS } from '../../../src/tools/index.ts';
import { knowledge } from '../../support/knowledge.ts';
import { othersIn, probesIn } from '../../support/scans.ts';

const LINUX: SessionFormat = {
  id: 'linux',
  platform: 'linux',
  announce: ['##TRY!! {command} ##'],
  headings: ['### '],
  ends: ['## '],
  endMark: '[DONE]',
};
const WINDOWS: SessionFormat = { ...LINUX, id: 'windows', platform: 'windows', announce: ['#TRY!! {command}'] };
const reader = new SessionReader(new SignatureMatcher(knowledge.signatures), SESSION_TOOLS, [
  LINUX,
  WINDOWS,
  { ...LINUX, id: 'nothing', announce: [] },
]);

const scan = (format: string | null, text: string) => reader.read(new CleanLines(new Lines(text)), format);
const read = (format: string, ...lines: readonly string[]) => scan(format, `${lines.join('\n')}\n`);
const probes = (format: string, ...lines: readonly string[]) => probesIn(read(format, ...lines));

const NC = '##TRY!! nc -vz a.example 443 ##';
const CONNECTED = 'Ncat: Connected to 20.1.1.1:443.';
const NOT_FOUND = 'HTTP/1.1 404 Not Found';

describe('an announcement begins a probe, and ends it', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'up to the next one',
      [NC, CONNECTED, '##TRY!! nslookup b.example ##', 'x'],
      ['1-2 nc a.example:443: 2 nc-connected', '3-4 nslookup b.example'],
    ],
    ['up to a heading', [NC, CONNECTED, '### part ###', CONNECTED], ['1-2 nc a.example:443: 2 nc-connected']],
    ['up to an end', [NC, '## end', CONNECTED], ['1-1 nc a.example:443']],
    ['up to the end of the script', [NC, '[DONE] 1 s', CONNECTED], ['1-1 nc a.example:443']],
    ['beyond blank lines', [NC, '', CONNECTED], ['1-3 nc a.example:443: 3 nc-connected']],
    [
      'a command with a prompt is none',
      [NC, '$ nc -vz b.example 443', CONNECTED],
      ['1-3 nc a.example:443: 3 nc-connected'],
    ],
    ['an unknown one ends it', [NC, '##TRY!! hping3 a.example ##', CONNECTED], ['1-1 nc a.example:443']],
    ['one without a command ends it', [NC, '##TRY!! ##', CONNECTED], ['1-1 nc a.example:443']],
    ['no output before the first', [CONNECTED, NC], ['2-2 nc a.example:443']],
    ['the output of another tool', [NC, NOT_FOUND, CONNECTED], ['1-3 nc a.example:443: 3 nc-connected']],
  ])('%s', (_, lines, expected) => {
    expect(probes('linux', ...lines)).toEqual(expected);
  });

  test('lines outside are among the others, headings count the parts', () => {
    const found = read(
      'linux',
      'x',
      '### a ###',
      NC,
      CONNECTED,
      '### b ###',
      'y',
      '##TRY!! nslookup b.example ##',
      '## end',
      'z',
      '##TRY!! hping3 a.example ##',
    );
    expect(othersIn(found)).toEqual([1, 2, 5, 6, 8, 9, 10]);
    expect(found.probes.map(({ section }) => section)).toEqual([1, 2]);
    expect(found).toMatchObject({ sections: 2, script: true });
  });
});

describe('what is not read', () => {
  test.each<[string, readonly object[]]>([
    ['##TRY!! hping3 a.example ##', [{ command: 'hping3 a.example', tool: 'hping3', lines: [2, 2] }]],
    ['##TRY!! ./check.sh ##', [{ command: './check.sh', tool: null, lines: [2, 2] }]],
    ['##TRY!! ##', []],
    ['##TRY!! hping3 a.exam', []],
  ])('%s', (line, unread) => {
    expect(read('linux', 'x', line).unread).toEqual(unread);
  });
});

describe('an announcement that was wrapped', () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    [
      'its end in the next line',
      'linux',
      ['##TRY!! curl -I https://a.example', '   ##', NOT_FOUND],
      ['1-3 curl a.example:443: 3 curl-http-404'],
    ],
    ['no end in the next line', 'linux', ['##TRY!! curl -I https://a.example', 'x', NOT_FOUND], []],
    [
      'without an end, as long as its name is whole',
      'windows',
      ['#TRY!! tnc a.example -port 443', 'x'],
      ['1-2 tnc a.example:443'],
    ],
    ['its port in the next line', 'windows', ['#TRY!! tnc host -port', '443', 'x'], ['1-3 tnc host:443']],
    ['no destination in either line', 'windows', ['#TRY!! tnc host', 'x y'], []],
    [
      'a full line, broken within the name',
      'windows',
      [`#TRY!! tnc ${'a'.repeat(60)}.example.na`, 'me.example -port 443', 'x'],
      [`1-3 tnc ${'a'.repeat(60)}.example.name.example:443`],
    ],
    [
      'a full line, and another thing behind it',
      'windows',
      [`#TRY!! tnc ${'a'.repeat(60)}.example.na`, 'WARNING: x y', 'x'],
      [`1-3 tnc ${'a'.repeat(60)}.example.na`],
    ],
    [
      'a full line with a blank at its end was not broken within the name',
      'windows',
      [`#TRY!! tnc ${'a'.repeat(60)}.example.na `, 'me.example', 'x'],
      [`1-3 tnc ${'a'.repeat(60)}.example.na`],
    ],
    [
      'blanks around the break',
      'linux',
      ['##TRY!! curl -I https://a.example  ', '   ##  ', NOT_FOUND],
      ['1-3 curl a.example:443: 3 curl-http-404'],
    ],
    ['a line that is not full', 'windows', ['#TRY!! tnc a.exam', 'ple.example', 'x'], ['1-3 tnc a.exam']],
  ])('%s', (_, format, lines, expected) => {
    expect(probes(format, ...lines)).toEqual(expected);
  });

  test.each<[string, boolean]>([
    ['me.example', true],
    ['me.example -port 443', true],
    ['me.example    port 1', true],
    ['me.example     -port 443', false],
    ['me.example -port 443443', false],
    ['-me.example', false],
    ['me.example x', false],
  ])('the rest of a name: %j %s', (rest, isRest) => {
    const name = `${'a'.repeat(60)}.example.na`;
    expect(read('windows', `#TRY!! tnc ${name}`, rest).probes[0]?.command?.host === name).toBe(!isRest);
  });

  test('a text that ends within one: nothing shows that the name is whole', () => {
    expect(probesIn(scan('windows', '#TRY!! tnc a.example'))).toEqual([]);
    expect(probesIn(scan('windows', '#TRY!! tnc a.example\n'))).toEqual(['1-1 tnc a.example']);
    expect(probesIn(scan('linux', NC))).toEqual(['1-1 nc a.example:443']);
  });
});

describe('lines that are no messages', () => {
  const CURL = '##TRY!! curl -I https://a.example ##';
  const METER = `  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0`;
  test.each<[string, readonly string[], readonly string[]]>([
    ['a progress meter', [CURL, METER, NOT_FOUND], ['1-3 curl a.example:443: 3 curl-http-404']],
    [
      'header lines',
      [CURL, NOT_FOUND, 'x-a: HTTP/1.1 500 Internal Server Error', 'y: z'],
      ['1-4 curl a.example:443: 2 curl-http-404'],
    ],
    [
      'a progress meter that holds no message',
      [CURL, NOT_FOUND, METER, 'HTTP/1.1 500 Internal Server Error'],
      ['1-4 curl a.example:443: 2 curl-http-404, 4 curl-http-500'],
    ],
    [
      'header lines end with a blank line',
      [CURL, NOT_FOUND, 'x-a: HTTP/1.1 500 X', '', 'x-a: HTTP/1.1 500 Internal Server Error'],
      ['1-5 curl a.example:443: 2 curl-http-404, 5 curl-http-500'],
    ],
    [
      'header lines of a tool that knows none',
      ['##TRY!! nc -vz a.example 443 ##', 'x: y', CONNECTED],
      ['1-3 nc a.example:443: 3 nc-connected'],
    ],
    [
      'a message takes the lines over which it was broken',
      ['##TRY!! nc -vz a.example 443 ##', 'nc: connect to a.example port 443 (tcp) failed:', 'Connection refused', 'x'],
      ['1-4 nc a.example:443: 2 nc-refused'],
    ],
    [
      'an error among them',
      [CURL, NOT_FOUND, 'curl: (28) Connection timed out after 5000 milliseconds'],
      ['1-3 curl a.example:443: 2 curl-http-404, 3 curl-28-connect-timeout'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(probes('linux', ...lines)).toEqual(expected);
  });
});

describe('settings', () => {
  const netsh = ['Current WinHTTP proxy settings:', '    Direct access (no proxy server).'];
  test('of a script of Windows are read outside its probes', () => {
    const settings = (format: string, ...lines: readonly string[]) =>
      read(format, ...lines).settings.map(({ line }) => line);
    expect(settings('windows', ...netsh)).toEqual([1, 2]);
    expect(settings('windows', '#TRY!! tnc a.example', ...netsh)).toEqual([]);
    expect(settings('linux', ...netsh)).toEqual([]);
  });
});

test('announcements are remembered, whatever else is read between', () => {
  const many = Array.from({ length: 600 }, (_, n) => `##TRY!! nc -vz h${n}.example 443 ##`);
  const hosts = (lines: readonly string[]) => read('linux', ...lines).probes.map(({ command }) => command?.host);
  const expected = many.map((_, n) => `h${n}.example`);
  expect(hosts(many)).toEqual(expected);
  expect(hosts([...many].reverse())).toEqual([...expected].reverse());
  const long = `##TRY!! curl -H "X: ${'x'.repeat(200)}" https://a.example ##`;
  expect(hosts([long, long])).toEqual(['a.example', 'a.example']);
});

test('a format that announces nothing is read as a terminal', () => {
  const text = `$ nc -vz a.example 443\n${CONNECTED}\n`;
  expect([scan('nothing', text).script, scan('unknown', text).script, scan(null, text).script]).toEqual([
    false,
    false,
    false,
  ]);
  expect(scan('linux', text).script).toBe(true);
});
