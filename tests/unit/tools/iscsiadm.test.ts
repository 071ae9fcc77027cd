import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

test('the sample', () => {
  const { endpoints, unread } = diagnose(readFileSync(new URL('iscsiadm.log', import.meta.url), 'utf8'));
  expect(
    endpoints.map(({ host, port, dns, tcp, verdict }) => [`${host}:${port}`, dns.status, tcp.cause, verdict]),
  ).toEqual([
    ['a.example:3260', 'resolved', 'ok', 'reachable'],
    ['b.example:3260', 'resolved', 'refused', 'unreachable'],
    ['c.example:13260', 'resolved', 'timeout', 'unreachable'],
    ['d.example:3260', 'failed', 'dns', 'unreachable'],
    ['e.example:3260', 'resolved', 'ok', 'reachable'],
    ['f.example:3260', 'resolved', 'timeout', 'unreachable'],
  ]);
  expect(unread).toEqual([]);
});

const DISCOVERY = '$ sudo iscsiadm -m discovery -t st -p a.example';
const TARGET = '20.60.1.1:3260,1 iqn.2016-01.microsoft.azure.backup:vm01';
const portal = (ip: string, port = 3260): string =>
  `[iface: default, target: iqn.2016-01.microsoft.azure.backup:vm01, portal: ${ip},${port}]`;

test.each<[string, readonly string[], string]>([
  ['a target', [DISCOVERY, TARGET], 'direct: tcp ok 2'],
  ['as a tree', [`${DISCOVERY} -P 1`, 'Target: iqn.2016-01.a:b', '    Portal: 20.60.1.1:3260,1'], 'direct: tcp ok 2'],
  ['of version 6', [DISCOVERY, '[fd00::5]:3260,1 iqn.2016-01.a:b'], 'direct: tcp ok 2'],
  ['nothing yet', [DISCOVERY], 'direct: '],
  [
    'a second attempt connects',
    [DISCOVERY, 'iscsiadm: connect to 20.60.1.1 timed out', TARGET],
    'direct: dns ok 2, tcp ok 3',
  ],
  [
    'the way of older versions',
    [DISCOVERY, 'iscsiadm: connect to 20.60.1.1:3260 failed (No route to host)'],
    'direct: dns ok 2, tcp failed host_unreachable 2',
  ],
  [
    'no network',
    [DISCOVERY, 'iscsiadm: cannot make connection to 20.60.1.1:3260 (Network is unreachable)'],
    'direct: dns ok 2, tcp failed route 2',
  ],
  [
    'closed behind the connection',
    [DISCOVERY, 'iscsiadm: Connection to Discovery Address 20.60.1.1 closed'],
    'direct: dns ok 2',
  ],
  [
    'the target answers, and turns it down',
    [DISCOVERY, 'iscsiadm: discovery login to 20.60.1.1 rejected: initiator failed authorization'],
    'direct: dns ok 2, tcp ok 2',
  ],
  ['its daemon is not there', [DISCOVERY, 'iscsiadm: can not connect to iSCSI daemon (111)!'], 'direct: '],
])('%s', (_, lines, layers) => {
  expect(shown(probeOf(lines.join('\n')))).toBe(layers);
});

const verdicts = (text: string): string[] =>
  diagnose(text).endpoints.map(({ host, port, verdict }) => `${host}:${port} ${verdict}`);

test('a login to all portals is a check of each', () => {
  const text = `$ sudo iscsiadm -m node --loginall=all
Login to ${portal('20.60.1.1')} successful.
iscsiadm: Could not login to ${portal('20.60.1.2', 13_260)}.
iscsiadm: initiator reported error (8 - connection timed out)
iscsiadm: Could not login to ${portal('20.60.1.3')}.
iscsiadm: initiator reported error (24 - iSCSI login failed due to authorization failure)
iscsiadm: Could not log into all portals
`;
  expect(verdicts(text)).toEqual([
    '20.60.1.1:3260 reachable',
    '20.60.1.2:13260 unreachable',
    // the target answered, and no line of its own names the port
    '20.60.1.3:3260 indeterminate',
  ]);
});

test('where its command is lost the address is named, and the port of iSCSI is meant', () => {
  expect(verdicts('iscsiadm: cannot make connection to 20.60.1.1: Connection timed out\n')).toEqual([
    '20.60.1.1:3260 unreachable',
  ]);
  expect(verdicts(`Login to ${portal('20.60.1.1')} successful.\n`)).toEqual(['20.60.1.1:3260 reachable']);
  // no line tells that it was a discovery, and not a list of records
  expect(verdicts(`${TARGET}\n`)).toEqual([]);
});

test.each([
  '-m session',
  '-m session -P 3',
  '--mode session',
  '-m node',
  '-m node -T iqn.2016-01.a:b -p 20.60.1.1:3260',
])('%s only shows what there is', (given) => {
  const { endpoints, unread, probes } = diagnose(`$ sudo iscsiadm ${given}\n${TARGET}\n$ date\n`);
  expect([endpoints, unread, probes]).toEqual([[], [], []]);
});

test('what changes its records is a check of none', () => {
  expect(verdicts(`$ sudo iscsiadm -m node -p a.example -o delete\n${TARGET}\n`)).toEqual([]);
});
