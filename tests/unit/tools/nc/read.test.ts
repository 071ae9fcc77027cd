import { describe, expect, test } from 'vitest';
import type { ProbeContext } from '../../../../src/tools/outcome.ts';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';

const HOST = 'a.example';
/** A script tells whose lines they are; in a terminal some lines begin another run. */
const script = (lines: readonly string[], command: string) =>
  inShort(outcomeOf(`##TRY!! ${command} ##\n${lines.join('\n')}\n`));
const nc = (lines: readonly string[], command = `nc -vz ${HOST} 443`, context: Partial<ProbeContext> = {}) =>
  inShort(outcomeOf(`$ ${command}\n${lines.join('\n')}\n`, context));

const BANNER = 'Ncat: Version 7.93 ( https://nmap.org/ncat )';
const CONNECTED = 'Ncat: Connected to 20.1.1.1:443.';
const SUCCEEDED = `Connection to ${HOST} 443 port [tcp/https] succeeded!`;
const REFUSED = `nc: connect to ${HOST} port 443 (tcp) failed: Connection refused`;

describe('what nc says', () => {
  test.each<[string, readonly string[], string, string]>([
    ['a connection', [CONNECTED], `nc ${HOST} 443`, 'reachable ok 2 direct addresses=20.1.1.1: dns ok 2, tcp ok 2'],
    ['without its address', [SUCCEEDED], `nc ${HOST} 443`, 'reachable ok 2 direct: tcp ok 2'],
    [
      'a connection behind a failure of another address',
      [`nc: connect to ${HOST} (2603::1) port 443 (tcp) failed: Network is unreachable`, CONNECTED],
      `nc ${HOST} 443`,
      'reachable ok 3 direct addresses=20.1.1.1,2603::1: dns ok 3, tcp ok 3',
    ],
    [
      'the most telling failure of several addresses',
      [
        `nc: connect to ${HOST} (2603::1) port 443 (tcp) failed: Network is unreachable`,
        `nc: connect to ${HOST} (20.1.1.1) port 443 (tcp) failed: Connection refused`,
      ],
      `nc ${HOST} 443`,
      'unreachable refused 3 direct addresses=2603::1,20.1.1.1: dns ok 3, tcp failed refused 3',
    ],
    ['a failure without an address', [REFUSED], `nc ${HOST} 443`, 'unreachable refused 2 direct: tcp failed refused 2'],
    [
      'no name',
      [`nc: getaddrinfo for host "${HOST}" port 443: Name or service not known`],
      `nc ${HOST} 443`,
      'unreachable dns 2 direct: dns failed dns 2',
    ],
    ['it did not run', ['nc: command not found'], `nc ${HOST} 443`, 'not_run tool_missing 2 direct:'],
    ['nothing', ['x'], `nc ${HOST} 443`, 'indeterminate other - direct:'],
  ])('%s', (_, lines, command, expected) => {
    expect(script(lines, command)).toBe(expected);
  });

  test('broken off', () => {
    expect(nc(['^C'])).toBe('incomplete interrupted - direct:');
    expect(nc([REFUSED, '^C'])).toBe('unreachable refused 2 direct: tcp failed refused 2');
  });

  test('where the text may be cut nothing is known yet', () => {
    expect(nc(['x'], undefined, { cutOff: true })).toBe('incomplete interrupted - direct:');
  });
});

describe('a connection to something else than was asked for', () => {
  const other = `Connection to b.example 443 port [tcp/https] succeeded!`;
  test.each<[string, readonly string[], string, string]>([
    ['another host', [other], `nc ${HOST} 443`, 'indeterminate other 2 direct:'],
    [
      'another port',
      ['Ncat: Connected to 20.1.1.1:80.'],
      `nc ${HOST} 443`,
      'indeterminate other 2 direct addresses=20.1.1.1:',
    ],
    ['the right one stands behind', [other, SUCCEEDED], `nc ${HOST} 443`, 'reachable ok 3 direct: tcp ok 3'],
    [
      'a failure of the right one',
      [other, REFUSED],
      `nc ${HOST} 443`,
      'unreachable refused 3 direct: tcp failed refused 3',
    ],
    [
      'in other letters it is the same',
      ['Connection to A.EXAMPLE 443 port [tcp/https] succeeded!'],
      `nc ${HOST} 443`,
      'reachable ok 2 direct: tcp ok 2',
    ],
    [
      'the name to which an address leads back',
      ['b.example [20.1.1.1] 443 (https) open'],
      'nc 20.1.1.1 443',
      'reachable ok 2 direct addresses=20.1.1.1: dns ok 2, tcp ok 2',
    ],
    [
      'no such name, another address',
      ['b.example [20.1.1.2] 443 (https) : Connection refused'],
      'nc 20.1.1.1 443',
      'unreachable refused 2 direct addresses=20.1.1.2: dns ok 2, tcp failed refused 2',
    ],
    [
      'a name of the address that was asked for',
      ['Connection to b.example (20.1.1.1) 443 port [tcp/https] succeeded!'],
      'nc 20.1.1.1 443',
      'reachable ok 2 direct addresses=20.1.1.1: dns ok 2, tcp ok 2',
    ],
    [
      'another address than was asked for',
      ['Connection to b.example (20.1.1.2) 443 port [tcp/https] succeeded!'],
      'nc 20.1.1.1 443',
      'indeterminate other 2 direct addresses=20.1.1.2:',
    ],
    ['UDP proves nothing', [SUCCEEDED], `nc -u ${HOST} 443`, 'indeterminate other 2 direct:'],
    ['nor does a socket', [SUCCEEDED], `nc -U ${HOST} 443`, 'indeterminate other 2 direct:'],
    ['nor a proxy', [SUCCEEDED], `nc -x p.example:8080 ${HOST} 443`, 'indeterminate other 2 proxy viaProxy=true:'],
    [
      'a failure at the proxy',
      ['Ncat: Proxy returned status code 403.'],
      `nc --proxy p.example:8080 ${HOST} 443`,
      'unreachable proxy_denied 2 proxy viaProxy=true:',
    ],
    [
      'the machine itself in place of the host',
      ['Ncat: Connected to 127.0.0.1:443.'],
      `nc ${HOST} 443`,
      'unreachable gateway 2 direct addresses=127.0.0.1:',
    ],
    [
      'the machine itself, as asked for',
      ['Ncat: Connected to 127.0.0.1:443.'],
      'nc localhost 443',
      'reachable ok 2 direct addresses=127.0.0.1: dns ok 2, tcp ok 2',
    ],
  ])('%s', (_, lines, command, expected) => {
    expect(script(lines, command)).toBe(expected);
  });
});

describe('where one run ends and another one begins', () => {
  test.each<[string, readonly string[], string]>([
    [
      'the version behind an end',
      [BANNER, 'Ncat: Connection refused.', BANNER, CONNECTED],
      'unreachable refused 3 direct: tcp failed refused 3',
    ],
    ['the version before any', [BANNER, CONNECTED], 'reachable ok 3 direct addresses=20.1.1.1: dns ok 3, tcp ok 3'],
    [
      'a success behind giving up',
      ['Ncat: Proxy returned status code 403.', CONNECTED],
      'unreachable proxy_denied 2 direct:',
    ],
  ])('%s', (_, lines, expected) => {
    expect(script(lines, `nc ${HOST} 443`)).toBe(expected);
  });
});

test('output whose command is lost names its own destination', () => {
  expect(inShort(outcomeOf(`Connection to b.example 80 port [tcp/http] succeeded!\n`))).toBe(
    'reachable ok 1 direct: tcp ok 1',
  );
});
