import { describe, expect, test } from 'vitest';
import { equivalents, printedBy } from '../../../../src/tools/devtcp/path.ts';

const PATH = '/dev/tcp/a.example/443';
const NOTHING = { open: null, closed: null, code: false, bare: false, timed: false };

test.each<[string, string]>([
  [`echo > ${PATH}`, 'a.example 443'],
  [`exec 3<>${PATH}; echo > /dev/tcp/20.60.1.1/3260`, 'a.example 443, 20.60.1.1 3260'],
  [`(:</dev/tcp/vm-01/22)`, 'vm-01 22'],
  [`bash: connect: Connection refused bash: ${PATH}: Connection refused`, ''],
  ['/dev/tcp/$host/443', ''],
  ['/dev/tcp/a.example/443443', ''],
  ['/dev/tcp/a.example/https', ''],
  ['/dev/udp/a.example/53', ''],
  [`${' '.repeat(4096 - PATH.length)}${PATH}`, 'a.example 443'],
  [`${' '.repeat(4097 - PATH.length)}${PATH}`, ''],
])('the connections of %j', (text, expected) => {
  const found = equivalents(text);
  expect(found.map(([, host, port]) => `${host} ${port}`).join(', ')).toBe(expected);
  expect(new Set(found.map(([tool]) => tool))).toEqual(new Set(expected === '' ? [] : ['devtcp']));
});

describe('what a line prints of its connection', () => {
  const REDIRECTED = [
    '',
    ' 2>/dev/null',
    ' 2> /dev/null',
    ' >/dev/null 2>&1',
    ' 1>>&2',
    ' &>/dev/null',
    ' &>>/dev/null',
    ' 2>>/dev/null',
    ' 3>&-',
    '" 2>/dev/null',
    "' 2>/dev/null",
    ') 2>/dev/null',
    ' } 2>/dev/null',
  ];
  test.each(REDIRECTED)('behind the path stands %j', (rest) => {
    expect(printedBy(`echo >${PATH}${rest}`)).toEqual({ ...NOTHING, bare: true });
    expect(printedBy(`echo >${PATH}${rest} && echo open || echo closed`)).toEqual({
      ...NOTHING,
      open: 'open',
      closed: 'closed',
    });
  });

  test.each<[string, string | null, string | null]>([
    [' && echo open', 'open', null],
    ['&&echo open', 'open', null],
    [' &&  echo  open', 'open', null],
    [' && echo -n open', 'open', null],
    [' && echo  -ne  "port  open"', 'port open', null],
    [' && { echo open; }', 'open', null],
    [' && (echo open)', 'open', null],
    [' && {  echo open; } || {  echo closed; }', 'open', null],
    [' && (echo open) || (echo closed)', 'open', 'closed'],
    [' && ( echo open ) || ( echo closed )', 'open', 'closed'],
    ['; then echo open; else echo closed; fi', 'open', 'closed'],
    [';  then  echo open;  else  echo  -e  closed; fi', 'open', 'closed'],
    [' ; then echo open ; else echo closed ; fi', 'open', 'closed'],
    [' || echo closed', null, 'closed'],
    ['  ||  echo  -n  "is  closed"', null, 'is closed'],
    [' || { echo closed; }', null, 'closed'],
    [' || (echo closed)', null, 'closed'],
    [' && echo $x || echo "`date`"', null, null],
    [' && echo * || echo ""', null, null],
    [' && printf open', null, null],
    [' ; echo open', null, null],
    [' x && echo open', null, null],
    [' x || echo closed', null, null],
    [' ; thenecho open', null, null],
  ])('%j', (rest, open, closed) => {
    const found = printedBy(`timeout 5 bash -c "</dev/tcp/a.example/443"${rest}`);
    expect([found.open, found.closed]).toEqual([open, closed]);
  });

  test.each<[string, boolean]>([
    ['; echo $?', true],
    [';echo "$?"', true],
    [";  echo  '$?'  ", true],
    ['; echo $? x', false],
    ['; echo x$?', false],
    ['; echo $?x', false],
    [' x; echo $?', false],
    ['; echo', false],
  ])('%j prints the exit code: %s', (rest, code) => {
    expect(printedBy(`echo >${PATH}${rest}`)).toEqual({ ...NOTHING, code });
  });

  test('timeout ends it', () => {
    expect(printedBy(`timeout 5 bash -c "echo >${PATH}"`)).toEqual({ ...NOTHING, bare: true, timed: true });
    expect(printedBy(`timeouts; echo >${PATH}`)).toEqual({ ...NOTHING, bare: true });
  });

  test.each([
    `! echo >${PATH} && echo closed`,
    `if ! (echo >${PATH}); then echo closed; fi`,
    `true | echo >${PATH} && echo open`,
    `false || echo >${PATH} && echo open`,
    'echo open',
    '',
    `${' '.repeat(4097 - PATH.length)}${PATH}`,
  ])('%j tells nothing of it', (text) => {
    expect(printedBy(text)).toEqual(NOTHING);
  });

  test('the longest line that is read', () => {
    expect(printedBy(`${' '.repeat(4096 - PATH.length)}${PATH}`)).toEqual({ ...NOTHING, bare: true });
  });
});
