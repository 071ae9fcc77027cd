import { describe, expect, test } from 'vitest';
import { exportedRows, printedRows, type Rows } from '../../../src/tools/columns.ts';

const at =
  (lines: readonly string[]) =>
  (offset: number): string =>
    lines[offset] ?? '';

/** The rows in short: `5 lines; 2: name=a.example port=443`. */
function inShort(found: Rows | null): string | null {
  if (found === null) return null;
  const rows = found.rows.map(
    ({ offset, values }) => `${offset}: ${[...values].map(([name, value]) => `${name}=${value}`).join(' ')}`,
  );
  return [`${found.lines} lines`, ...rows].join('; ');
}

const printed = (...lines: readonly string[]): string | null => inShort(printedRows(at(lines)));
const exported = (...lines: readonly string[]): string | null => inShort(exportedRows(at(lines)));

const HEAD = 'Host          Port Ok';
const DASHES = '----          ---- --';

describe('a table that is printed', () => {
  test('each value stands below the dashes of its column', () => {
    expect(printed(HEAD, DASHES, 'a.example      443 Ok', 'b.example     3260 No', '', 'more')).toBe(
      '4 lines; 2: host=a.example port=443 ok=Ok; 3: host=b.example port=3260 ok=No',
    );
  });

  test('a value that is missing is that of its column', () => {
    expect(printed(HEAD, DASHES, 'a.example          Ok', '               443', 'b.example')).toBe(
      '5 lines; 2: host=a.example ok=Ok; 3: port=443; 4: host=b.example',
    );
  });

  test('a value of several words', () => {
    expect(printed('Name            Port', '----            ----', 'my own server    443', 'a  bc d')).toBe(
      '3 lines; 2: name=my own server port=443',
    );
  });

  test('Japanese characters take two columns', () => {
    expect(printed('名前      Port', '----      ----', '本社の鯖   443')).toBe('3 lines; 2: 名前=本社の鯖 port=443');
  });

  test('a shortened value takes as many columns as it has characters', () => {
    expect(printed('Host    Port', '----    ----', 'a.exam…  443')).toBe('3 lines; 2: host=a.exam… port=443');
  });

  test('tabs divide words', () => {
    expect(printed('Host\tPort', '----\t----', 'a.ex\t 443')).toBe('3 lines; 2: host=a.ex port=443');
  });

  test('a row that lost its blanks is read by order, where it has as many values as there are columns', () => {
    expect(printed(HEAD, DASHES, 'a.example 443 Ok')).toBe('3 lines; 2: host=a.example port=443 ok=Ok');
    expect(printed('A    B    C', '-----  ----- -----', 'one  two three')).toBe('3 lines; 2: a=one b=two c=three');
    expect(printed(HEAD, DASHES, 'a.example  443')).toBe('2 lines');
  });

  test('it ends with an empty line, with the next one, and with a line that is no row', () => {
    expect(printed(HEAD, DASHES, 'a.example      443 Ok', '   ', 'b.example      443 Ok')).toBe(
      '3 lines; 2: host=a.example port=443 ok=Ok',
    );
    expect(printed(HEAD, DASHES, DASHES, 'a.example      443 Ok')).toBe('2 lines');
    expect(printed(HEAD, DASHES, ' x y z more than there are', 'a.example      443 Ok')).toBe('2 lines');
    // a value of dashes is one
    expect(printed(HEAD, DASHES, '--             443 Ok')).toBe('3 lines; 2: host=-- port=443 ok=Ok');
  });

  test.each<[string, readonly string[]]>([
    ['no dashes', ['Host Port', 'a.example 443']],
    ['nothing at all', ['', '']],
    ['a word among the dashes', ['Host Port', '---- Port']],
    ['a single dash', ['Host Port', '---- -']],
    ['dashes with something behind them', ['Host Port', '---- ----:']],
    ['dashes with something before them', ['Host Port', '---- :----']],
    ['too long for a column', ['Host Port', `---- ${'-'.repeat(65)}`]],
    ['more names than dashes', ['My Host Port', '---- ----']],
    ['fewer', ['Host', '---- ----']],
    ['a line that nobody reads', [`Host ${' '.repeat(4092)}Port`, '---- ----']],
  ])('%s: none', (_, lines) => {
    expect(printed(...lines)).toBe(null);
  });

  test('the longest line that is read', () => {
    expect(printed(`Host${' '.repeat(4088)}Port`, '---- ----', 'a 443')).toBe('3 lines; 2: host=a port=443');
  });

  test('a thousand rows are read', () => {
    const row = 'a.example      443 Ok';
    const found = printedRows(at([HEAD, DASHES, ...Array.from({ length: 1200 }, () => row)]));
    expect([found?.lines, found?.rows.length]).toEqual([1002, 1000]);
  });
});

describe('a table that is exported', () => {
  test.each<[string, readonly string[], string]>([
    ['quotes', ['"Host","Port"', '"a.example","443"'], '2 lines; 1: host=a.example port=443'],
    [
      'no quotes',
      ['Host,Port', 'a.example,443', 'b.example,80'],
      '3 lines; 1: host=a.example port=443; 2: host=b.example port=80',
    ],
    ['semicolons', ['Host;Port', 'a.example;443'], '2 lines; 1: host=a.example port=443'],
    ['tabs', ['Host\tPort', 'a.example\t443'], '2 lines; 1: host=a.example port=443'],
    ['blanks around', ['  Host,Port  ', '  a.example , 443  '], '2 lines; 1: host=a.example port=443'],
    ['a comma in quotes', ['"Host","Why"', '"a.example","no, not now"'], '2 lines; 1: host=a.example why=no, not now'],
    ['quotes in quotes', ['"Host","Why"', '"a.example","says ""no"""'], '2 lines; 1: host=a.example why=says "no"'],
    ['nothing but quotes', ['"Host","Why"', '"",""""'], '2 lines; 1: host= why="'],
    [
      'empty fields',
      ['Host,Port,Ok', 'a.example,,', ',443,'],
      '3 lines; 1: host=a.example port= ok=; 2: host= port=443 ok=',
    ],
    ['quoted rows below a head without', ['Host,Port', '"a.example","443"'], '2 lines; 1: host=a.example port=443'],
    ['a name of several words', ['Host name,Ok (x)', 'a.example,y'], '2 lines; 1: host name=a.example ok (x)=y'],
    // what is cut off is missing, where quotes show that it is a row
    ['a cut row', ['"Host","Port","Ok"', '"a.example","44'], '2 lines; 1: host=a.example port=44 ok='],
    ['a cut row of one field', ['"Host","Port"', '"a.exa'], '2 lines; 1: host=a.exa port='],
    ['a cut row without quotes', ['Host,Port,Ok', 'a.example,44'], '1 lines'],
    ['a cut row below a head without quotes', ['Host,Port,Ok', '"a.example","44'], '1 lines'],
    ['a text below a head with quotes', ['"Host","Port"', 'done'], '1 lines'],
    ['a text that ends with a quote', ['"Host","Port"', 'said "done"'], '1 lines'],
    ['too many fields', ['"Host","Port"', '"a.example","443","x"', '"b.example","443"'], '1 lines'],
    [
      'a row that cannot be read says nothing, and the table goes on',
      ['"Host","Port"', '"a.example"x,"443"', '"b.example","443"'],
      '3 lines; 1: host= port=; 2: host=b.example port=443',
    ],
    [
      'it ends with an empty line',
      ['Host,Port', 'a.example,443', '', 'b.example,80'],
      '2 lines; 1: host=a.example port=443',
    ],
    ['too long a row', ['"Host","Port"', `"a.example","${'x'.repeat(4096)}"`], '2 lines; 1: host= port='],
  ])('%s', (_, lines, expected) => {
    expect(exported(...lines)).toBe(expected);
  });

  test.each<[string, string]>([
    ['a single word', 'Host'],
    ['nothing', ''],
    ['a sentence', 'Well, this is no table.'],
    ['a number for a name', 'Host,443'],
    ['a name in quotes of another kind', 'Host,«Port»'],
    ['an empty name', 'Host,'],
    ['a name behind another sign', 'Host,-Port'],
    ['too long a name', `Host,${'p'.repeat(65)}`],
    ['too long', `Host,Port${',Port'.repeat(1000)}`],
    ['something behind a quote', '"Host"x,"Port"'],
  ])('%s: none', (_, head) => {
    expect(exported(head, 'a.example,443')).toBe(null);
  });

  test('the longest line that is read', () => {
    expect(exported('Host,Port', `${'a'.repeat(4092)},443`)).toBe(`2 lines; 1: host=${'a'.repeat(4092)} port=443`);
  });

  test('a thousand rows are read', () => {
    const found = exportedRows(at(['Host,Port', ...Array.from({ length: 1200 }, () => 'a.example,443')]));
    expect([found?.lines, found?.rows.length]).toEqual([1001, 1000]);
  });
});
