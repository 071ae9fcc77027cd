import { expect, test } from 'vitest';
import { tellsConnection } from '../../../../src/tools/telnet/read.ts';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';

test.each<[string, boolean]>([
  ['Trying 20.60.1.1...', true],
  ['Trying fd00::5...', true],
  ['Connected to a.example.', true],
  ['Connected to a.example', true],
  ['Connected to 20.60.1.1.', true],
  ['Trying again', false],
  ['was Trying 20.60.1.1...', false],
  ['Trying 20.60.1.1... x', false],
  ['Not Connected to a.example.', false],
  ['Connected to the server', false],
  ['', false],
])('%j tells of a connection: %s', (line, expected) => {
  expect(tellsConnection(line)).toBe(expected);
});

const CALL = '$ telnet a.example 443';
const TRYING = 'Trying 20.60.1.1...';
const TIMEOUT = 'telnet: connect to address 20.60.1.1: Connection timed out';
const ONE = 'direct addresses=20.60.1.1';
const read = (...lines: readonly string[]): string => inShort(outcomeOf([...lines, '$ '].join('\n')));

test.each<[string, readonly string[], string]>([
  ['connected', [CALL, TRYING, 'Connected to a.example.'], `reachable ok - ${ONE} at=3:0-23: dns ok 2, tcp ok 3`],
  [
    'blanks around',
    [CALL, `  ${TRYING}  `, '  Connected to A.Example.  '],
    `reachable ok - ${ONE} at=3:0-25: dns ok 2, tcp ok 3`,
  ],
  [
    'the second address stands first',
    [CALL, TRYING, TIMEOUT, 'Trying 20.60.1.2...', 'Connected to a.example.'],
    'reachable ok - direct addresses=20.60.1.2,20.60.1.1 at=5:0-23: dns ok 2, tcp ok 5',
  ],
  [
    'the addresses in their order where none connected',
    [CALL, TRYING, TIMEOUT, 'Trying 20.60.1.2...', 'telnet: connect to address 20.60.1.2: Connection timed out'],
    'unreachable timeout 3 direct addresses=20.60.1.1,20.60.1.2: dns ok 2, tcp failed timeout 3',
  ],
  ['no address', [CALL, 'Trying nowhere...'], 'indeterminate other - direct:'],
  ['another host', [CALL, 'Connected to b.example.'], 'indeterminate other - direct at=2:0-23:'],
  [
    'a canonical name',
    [CALL, TRYING, 'Connected to b.example.'],
    `reachable ok - ${ONE} at=3:0-23: dns ok 2, tcp ok 3`,
  ],
  [
    'no canonical name: an attempt before it is open',
    [CALL, TRYING, 'Trying 20.60.1.2...', 'Connected to b.example.'],
    'indeterminate other - direct addresses=20.60.1.2,20.60.1.1 at=4:0-23: dns ok 2',
  ],
  [
    'a page of something in between',
    [CALL, TRYING, 'Connected to a.example.', 'GET /', 'x', 'Web Page Blocked'],
    `indeterminate gateway - ${ONE} at=3:0-23: dns ok 2`,
  ],
  [
    'it ended: what stands below is of another run',
    [
      CALL,
      TRYING,
      'telnet: Unable to connect to remote host: Connection refused',
      'Trying 20.60.1.9...',
      'Connected to b.example.',
    ],
    `unreachable refused 3 ${ONE}: dns ok 2, tcp failed refused 3`,
  ],
])('%s', (_, lines, expected) => {
  expect(read(...lines)).toBe(expected);
});

test('without its command no line tells of which host and port it was', () => {
  const found = outcomeOf(`${TIMEOUT}\n`);
  expect([found.host, found.status]).toEqual([null, 'unreachable']);
});
