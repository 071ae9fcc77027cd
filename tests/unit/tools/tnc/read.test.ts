import { describe, expect, test } from 'vitest';
import { inShort, outcomeOf } from '../../../support/outcomes.ts';

const HOST = 'a.example';
const tnc = (lines: readonly string[], command = `tnc ${HOST} -port 443`) =>
  inShort(outcomeOf(`#TRY!! ${command}\n${lines.join('\n')}\n`));
const result = (host: string, port: number, ip: string, succeeded: string) =>
  `Result of tnc - ${port} / from vm01/To URL ${host} IPaddress ${ip} / TcpTestSucceeded: ${succeeded}`;
const list = (host: string, ip: string, port: number, succeeded: string) => [
  `ComputerName     : ${host}`,
  `RemoteAddress    : ${ip}`,
  `RemotePort       : ${port}`,
  'InterfaceAlias   : Ethernet',
  `TcpTestSucceeded : ${succeeded}`,
];

describe('what Test-NetConnection says', () => {
  test.each<[string, readonly string[], string]>([
    [
      'a connection',
      [result(HOST, 443, '20.1.1.1', 'True')],
      'reachable ok 2 direct addresses=20.1.1.1 port=443: dns ok 2, tcp ok 2',
    ],
    [
      'a connection, as a list',
      list(HOST, '20.1.1.1', 443, 'True'),
      'reachable ok 6 direct addresses=20.1.1.1 port=443: dns ok 3, tcp ok 6',
    ],
    [
      'no connection',
      [result(HOST, 443, '20.1.1.1', 'False')],
      'unreachable timeout 2 direct addresses=20.1.1.1 port=443: dns ok 2, tcp failed timeout 2',
    ],
    [
      'no connection, as a list',
      list(HOST, '20.1.1.1', 443, 'False'),
      'unreachable timeout 6 direct addresses=20.1.1.1 port=443: dns ok 3, tcp failed timeout 6',
    ],
    [
      'a warning',
      ['WARNING: TCP connect to (20.1.1.1 : 443) failed'],
      'unreachable timeout 2 direct addresses=20.1.1.1 port=443: dns ok 2, tcp failed timeout 2',
    ],
    [
      'a warning of one address, and a connection to another one',
      ['WARNING: TCP connect to (20.1.1.1 : 443) failed', ...list(HOST, '20.1.1.2', 443, 'True')],
      'reachable ok 7 direct addresses=20.1.1.2,20.1.1.1 port=443: dns ok 2, tcp ok 7',
    ],
    ['no name', [`WARNING: Name resolution of ${HOST} failed`], 'unreachable dns 2 direct: dns failed dns 2'],
    [
      'no name, in the result',
      [`Result of tnc - 443 / from vm01/To URL ${HOST} IPaddress / TcpTestSucceeded: False`],
      'unreachable dns 2 direct port=443: dns failed dns 2',
    ],
    [
      'an address is known although no ping is answered',
      ['WARNING: Ping to 20.1.1.1 failed with status: TimedOut'],
      'indeterminate other - direct addresses=20.1.1.1: dns ok 2',
    ],
    ['a ping alone decides nothing', ['PingSucceeded : True'], 'indeterminate other - direct:'],
    ['it did not run', ["The term 'Test-NetConnection' is not recognized"], 'not_run tool_missing 2 direct:'],
    [
      'the machine itself in place of the host',
      list(HOST, '127.0.0.1', 443, 'True'),
      'unreachable gateway 6 direct addresses=127.0.0.1 port=443: dns ok 3',
    ],
    [
      'the address that was connected to counts, not the first one',
      ['WARNING: Ping to 20.1.1.1 failed with status: TimedOut', ...list(HOST, '0.0.0.0', 443, 'True')],
      'unreachable gateway 7 direct addresses=20.1.1.1,0.0.0.0 port=443: dns ok 2',
    ],
    [
      'a success of one address beside a conclusion that it failed',
      [result(HOST, 443, '20.1.1.1', 'True'), result(HOST, 443, '20.1.1.1', 'False')],
      'unreachable timeout 3 direct addresses=20.1.1.1 port=443: dns ok 2, tcp failed timeout 3',
    ],
  ])('%s', (_, lines, expected) => {
    expect(tnc(lines)).toBe(expected);
  });

  test('the machine itself, as asked for', () => {
    expect(tnc(list('localhost', '127.0.0.1', 443, 'True'), 'tnc localhost -port 443')).toBe(
      'reachable ok 6 direct addresses=127.0.0.1 port=443: dns ok 3, tcp ok 6',
    );
  });
});

describe('a result of something else than was asked for', () => {
  test.each<[string, readonly string[], string]>([
    [
      'another host',
      [result('b.example', 443, '20.1.1.1', 'True')],
      'indeterminate other - direct addresses=20.1.1.1 port=443: dns ok 2',
    ],
    [
      'another port',
      [result(HOST, 80, '20.1.1.1', 'True')],
      'indeterminate other - direct addresses=20.1.1.1 port=80: dns ok 2',
    ],
    [
      'another host, as a list',
      list('b.example', '20.1.1.1', 443, 'True'),
      'indeterminate other 6 direct addresses=20.1.1.1 port=443: dns ok 3',
    ],
    [
      'another port, as a list',
      list(HOST, '20.1.1.1', 80, 'True'),
      'indeterminate other 6 direct addresses=20.1.1.1 port=80: dns ok 3',
    ],
    [
      'in other letters it is the same',
      [result('A.EXAMPLE', 443, '20.1.1.1', 'True')],
      'reachable ok 2 direct addresses=20.1.1.1 port=443: dns ok 2, tcp ok 2',
    ],
  ])('%s', (_, lines, expected) => {
    expect(tnc(lines)).toBe(expected);
  });

  test('where no port was asked for, any may be named', () => {
    expect(tnc([result(HOST, 80, '20.1.1.1', 'True')], `tnc ${HOST}`)).toBe(
      'reachable ok 2 direct addresses=20.1.1.1 port=80: dns ok 2, tcp ok 2',
    );
  });

  test('where the command is lost, so may any host and port', () => {
    expect(inShort(outcomeOf(`${list('b.example', '20.1.1.1', 80, 'True').join('\n')}\n`))).toBe(
      'reachable ok 5 direct addresses=20.1.1.1 port=80: dns ok 2, tcp ok 5',
    );
  });
});
