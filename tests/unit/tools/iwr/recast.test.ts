import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../src/session/command-facts.ts';
import type { Asked } from '../../../../src/session/tool-table.ts';
import { recastIwr } from '../../../../src/tools/iwr/recast.ts';
import { recastInShort } from '../../../support/recasts.ts';

const recast = (lines: readonly string[], asked: Partial<Asked> = {}): string => recastInShort(recastIwr, lines, asked);
const TEXT = '(iwr https://a.example).StatusCode';
const LOOP = { text: '$urls | % { "$_ : $((iwr $_).StatusCode)" }' };

describe('a status alone', () => {
  test.each<[string, string]>([
    ['200', 'own 0: StatusCode : 200'],
    ['  404  ', 'own 0: StatusCode : 404'],
    ['599', 'own 0: StatusCode : 599'],
    ['NotFound', 'own 0: StatusCode : 404'],
    ['  OK  ', 'own 0: StatusCode : 200'],
  ])('%j', (line, said) => {
    expect(recast([line], { text: TEXT })).toBe(`1 lines; ${said}`);
  });

  test.each(['600', '099', '2000', '1200', '20', 'Fine', ''])('%j is none', (line) => {
    expect(recast([line], { text: TEXT })).toBe('-');
  });

  test.each<[string, string]>([
    ['StatusCode        : OK', '1 lines; 0: StatusCode : 200'],
    ['  StatusCode : Forbidden  ', '1 lines; 0: StatusCode : 403'],
    ['StatusCode: NotFound', '1 lines; 0: StatusCode : 404'],
    ['StatusCode : Fine', '-'],
    ['StatusCode : Not Found', '-'],
    ['My StatusCode : OK', '-'],
  ])('of a list: %j', (line, expected) => {
    expect(recast([line])).toBe(expected);
  });

  test.each([
    TEXT,
    'iwr https://a.example | select -ExpandProperty StatusCode',
    'iwr https://a.example | select "StatusCode"',
    "iwr https://a.example | % 'statuscode'",
    '$r.StatusCode',
    '(iwr https://a.example).StatusCode # not-eq',
  ])('%s prints it', (text) => {
    expect(recast(['200'], { text })).toBe('1 lines; own 0: StatusCode : 200');
  });

  test.each([
    '',
    'iwr https://a.example',
    'iwr https://a.example | select StatusCodes',
    '$myStatusCode',
    `-not ${TEXT}`,
    `!${TEXT}`,
    `!  ${TEXT}`,
    `! $r.StatusCode`,
    ...'eq ieq ne ine gt ge lt le and or xor like ilike match imatch in contains'
      .split(' ')
      .map((operator) => `${TEXT} -${operator} 200`),
  ])('%j prints something else', (text) => {
    expect(recast(['200'], { text })).toBe('-');
  });

  test('another program knows no properties, but an expression is one', () => {
    const command = { tool: 'curl' } as Command;
    expect(recast(['200'], { text: 'curl https://a.example | jq .StatusCode', command })).toBe('-');
    expect(recast(['200'], { text: '(curl https://a.example).StatusCode', command })).not.toBe('-');
    expect(
      recast(['200'], { text: 'iwr https://a.example | % .StatusCode', command: { tool: 'iwr' } as Command }),
    ).not.toBe('-');
  });
});

describe('a table', () => {
  const HEAD = ['StatusCode StatusDescription', '---------- -----------------'];
  const text = 'iwr https://a.example | select StatusCode, StatusDescription';
  test.each<[string, readonly string[], string]>([
    ['a row', [...HEAD, '       200 OK'], '3 lines; own 2: StatusCode : 200'],
    [
      'two',
      [...HEAD, '       200 OK', '       404 Not Found'],
      '4 lines; own 2: StatusCode : 200; own 3: StatusCode : 404',
    ],
    ['a name', [...HEAD, 'Forbidden  Forbidden'], '3 lines; own 2: StatusCode : 403'],
    ['a value that is none', [...HEAD, '       999 OK', '       200 OK'], '4 lines; own 3: StatusCode : 200'],
    ['no value', [...HEAD, '           OK'], '3 lines'],
    ['its column alone', ['statuscode', '----------', '       200'], '3 lines; own 2: StatusCode : 200'],
    ['no table', ['StatusCode StatusDescription', '200 OK'], '-'],
    ['another column first', ['Name StatusCode', '---- ----------', 'a           200'], '-'],
  ])('%s', (_, lines, expected) => {
    expect(recast(lines, { text })).toBe(expected);
  });

  test('whose command is lost is nobody’s', () => {
    expect(recast([...HEAD, '       200 OK'])).toBe('-');
  });
});

describe('a line of a loop', () => {
  test.each<[string, number]>([
    ['a.example : 200', 200],
    ['a.example 200', 200],
    ['a.example: 404', 404],
    ['a.example = 200', 200],
    ['a.example -> 200', 200],
    ['a.example => 200', 200],
    ['a.example→200', 200],
    ['a.example    ->    200', 200],
    ['a.example;200', 200],
    ['a.example | 200', 200],
    ['https://a.example/ : 200', 200],
    ['http://a.example/x?y=z 200', 200],
    ['https://a.example:443/ : 200', 200],
    ['A.Example:8080 200', 200],
    ['"https://a.example/" : "200"', 200],
    ["'a.example' '200'", 200],
    ['[a.example] 200', 200],
    ['(a.example) 200', 200],
    ['a.example,443,404', 404],
    ['a.example  ,  443  ,  404', 404],
    ['a.example 443 200', 200],
    ['a.example | 443 | 200', 200],
    ['a.example;443;200', 200],
    ['a.example : NotFound', 404],
    ['a.example -> Forbidden', 403],
    ['a.example StatusCode: 200', 200],
    ['a.example : StatusCode  =  200', 200],
    ['a.example -> StatusCode 200', 200],
    ['a.example : HTTP 200', 200],
    ['a.example : HTTP "200"', 200],
  ])('%s', (line, code) => {
    const expected = `1 lines; own 0: a.example StatusCode : ${code}`;
    expect(recast([line], LOOP)).toBe(expected);
    expect(recast([`  ${line}  `], { ...LOOP, targets: ['b.example', 'a.example'] })).toBe(expected);
  });

  test.each([
    'b.example : 200',
    'to a.example : 200',
    'a.example : 200 again',
    'a.example : 2000',
    'a.example : 600',
    'a.example : Fine',
    'a.example : x 200',
    'a.example',
    'vm01 : 200',
    '-a.example : 200',
  ])('%j tells nothing of a.example', (line) => {
    expect(recast([line], { ...LOOP, targets: ['a.example'] })).toBe('-');
  });

  test('a plain word is no host, and no command prints nothing', () => {
    expect(recast(['server : 200'], LOOP)).toBe('-');
    expect(recast(['a.example : 200'], { text: 'iwr https://a.example' })).toBe('-');
    expect(recast(['a.example : 200'])).toBe('-');
  });

  test('a long address', () => {
    const url = `https://${'a.'.repeat(115)}example:443/${'x'.repeat(256)}`;
    expect(recast([`${url} : 200`], LOOP)).toContain('StatusCode : 200');
    expect(recast([`${url}${'x'.repeat(100)} : 200`], LOOP)).toBe('-');
  });
});
