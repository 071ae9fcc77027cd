import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { recastTcpdump } from '../../../src/tools/tcpdump/recast.ts';
import { clockIn, directionIn, endOf, segmentIn, undeliveredIn } from '../../../src/tools/tcpdump/packet.ts';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

const SAMPLE = readFileSync(new URL('tcpdump.log', import.meta.url), 'utf8');
const told = (text: string) =>
  diagnose(text).endpoints.map(
    ({ host, port, verdict, tcp, https }) => `${host}:${port} ${verdict} ${tcp.cause ?? '-'} ${https.cause ?? '-'}`,
  );

const VM = '10.0.0.4.40002';
const TO = '192.0.2.2.443';
const at = (second: string) => `17:57:${second}.100000 IP `;
const syn = (second = '20', from = VM, to = TO) => `${at(second)}${from} > ${to}: Flags [S], seq 5000, length 0\n`;
const answer = (second = '21', from = TO, to = VM) => `${at(second)}${from} > ${to}: Flags [S.], seq 1, length 0\n`;
const reset = (second = '22', from = TO, to = VM) => `${at(second)}${from} > ${to}: Flags [R], seq 1, length 0\n`;
const data = (second = '22', from = VM, to = TO) =>
  `${at(second)}${from} > ${to}: Flags [P.], seq 1:102, ack 1, length 101\n`;

test('the sample: each destination by its own packets, what others open to the machine is none', () => {
  expect(told(SAMPLE)).toEqual([
    '192.0.2.1:443 reachable ok -',
    '192.0.2.2:443 unreachable timeout -',
    '192.0.2.3:443 unreachable refused -',
    '192.0.2.4:443 unreachable host_unreachable -',
    '2001:db8:1::1:443 indeterminate interrupted -',
    '192.0.2.6:443 unreachable ok reset',
  ]);
  expect(diagnose(SAMPLE).unread).toEqual([]);
});

test('an answer to the SYN proves TCP and no more', () => {
  const [endpoint] = diagnose(syn() + answer()).endpoints;
  expect([endpoint?.tcp.status, endpoint?.tls.status, endpoint?.https.status]).toEqual([
    'reachable',
    'not_run',
    'not_run',
  ]);
  expect(shown(probeOf(syn() + answer()))).toBe('direct: tcp ok 2');
});

describe('what came of a SYN', () => {
  test.each<[string, string, string]>([
    ['one alone is open: the capture may have ended', syn(), 'indeterminate interrupted -'],
    ['sent again later, nobody answers', syn('20') + syn('21'), 'unreachable timeout -'],
    ['in two lines at once it is one packet of two interfaces', syn() + syn(), 'indeterminate interrupted -'],
    [
      'sent again past midnight',
      syn('20').replace('17:', '23:') + syn('20').replace('17:', '00:'),
      'unreachable timeout -',
    ],
    ['a RST refuses it', syn() + reset(), 'unreachable refused -'],
    [
      'the RST of another connection does not',
      syn() + reset('22', TO, '10.0.0.4.40009'),
      'indeterminate interrupted -',
    ],
    ['its own client may reset it', syn() + answer() + reset('22', VM, TO), 'reachable ok -'],
    ['an answer that the client does not hear', syn() + answer() + syn('24'), 'indeterminate other -'],
    ['a reset before any data', syn() + answer() + reset(), 'indeterminate reset -'],
    ['a reset of what was sent', syn() + answer() + data() + reset('23'), 'unreachable ok reset'],
    ['data without an answer', syn() + answer() + data(), 'indeterminate empty_reply -'],
    ['data that is answered', syn() + answer() + data() + data('23', TO, VM), 'reachable ok -'],
    ['a reset behind an exchange', syn() + answer() + data() + data('23', TO, VM) + reset('24'), 'reachable ok -'],
    ['an answer without its SYN', answer(), 'reachable ok -'],
    ['with congestion control', syn().replace('[S]', '[SEW]') + answer().replace('[S.]', '[S.E]'), 'reachable ok -'],
  ])('%s', (_, text, outcome) => {
    expect(told(text)).toEqual([`192.0.2.2:443 ${outcome}`]);
  });

  test('without times three of them are needed', () => {
    const bare = syn().slice(syn().indexOf('IP '));
    expect(told(bare + bare)).toEqual(['192.0.2.2:443 indeterminate interrupted -']);
    expect(told(bare + bare + bare)).toEqual(['192.0.2.2:443 unreachable timeout -']);
  });

  test('differences between packets are no times', () => {
    const bare = ` 00:00:03.000000 ${syn().slice(syn().indexOf('IP '))}`;
    expect(told(bare + bare)).toEqual(['192.0.2.2:443 indeterminate interrupted -']);
  });
});

describe('several tries of one destination', () => {
  const second = '10.0.0.4.40003';
  test.each<[string, string, string]>([
    [
      'one that works and one that nobody answers',
      syn() + syn('23') + syn('24', second) + answer('25', TO, second),
      'indeterminate other -',
    ],
    [
      'one that works and one that is refused',
      syn() + reset() + syn('24', second) + answer('25', TO, second),
      'indeterminate other -',
    ],
    [
      'one that works and one whose data is reset',
      syn('24', second) + answer('25', TO, second) + syn() + answer() + data() + reset('23'),
      'indeterminate reset -',
    ],
    ['one that works and one that is open', syn('24', second) + answer('25', TO, second) + syn('26'), 'reachable ok -'],
    ['all fail', syn() + syn('23') + syn('24', second) + reset('25', TO, second), 'unreachable refused -'],
  ])('%s', (_, text, outcome) => {
    expect(told(text)).toEqual([`192.0.2.2:443 ${outcome}`]);
  });
});

test.each<[string, string, string]>([
  [
    'prohibited',
    'IP 10.0.0.1 > 10.0.0.4: ICMP host 192.0.2.2 unreachable - admin prohibited, length 68',
    'host_unreachable',
  ],
  ['no network', 'IP 10.0.0.1 > 10.0.0.4: ICMP net 192.0.2.2 unreachable, length 68', 'route'],
  ['no host', 'IP 10.0.0.1 > 10.0.0.4: ICMP host 192.0.2.2 unreachable, length 68', 'host_unreachable'],
  ['no port', 'IP 192.0.2.2 > 10.0.0.4: ICMP 192.0.2.2 tcp port 443 unreachable, length 68', 'refused'],
])('ICMP: %s', (_, line, cause) => {
  expect(told(`${syn()}17:57:22.000000 ${line}\n`)).toEqual([`192.0.2.2:443 unreachable ${cause} -`]);
});

test('the lines of an output stay apart, however long they are', () => {
  const icmp = (second: string) =>
    `17:57:${second}.200000 IP 10.0.0.1 > 10.0.0.4: ICMP host 192.0.2.2 unreachable - admin prohibited filter, length 36\n`;
  expect(diagnose(syn('20') + icmp('20') + syn('21') + icmp('21')).probes[0]?.lines).toEqual([2, 2]);
});

test('who turned the packet down is shown; an ICMP of another destination says nothing', () => {
  const line = (host: string) =>
    `17:57:22.000000 IP 10.0.0.1 > 10.0.0.4: ICMP host ${host} unreachable - admin prohibited filter, length 68\n`;
  expect(probeOf(syn() + line('192.0.2.2')).detail).toMatchObject({ rejectedBy: '10.0.0.1', addresses: ['192.0.2.2'] });
  expect(told(syn() + line('192.0.2.9'))).toEqual(['192.0.2.2:443 indeterminate interrupted -']);
  expect(told(syn() + answer() + line('192.0.2.2'))).toEqual(['192.0.2.2:443 reachable ok -']);
});

test.each<[string, string]>([
  ['names of ports', syn('20', VM, 'vault.example.https') + answer('21', 'vault.example.https')],
  ['a date', `2026-11-30 ${syn('20', VM, 'vault.example.443')}2026-11-30 ${answer('21', 'vault.example.443')}`],
  [
    'its link layer',
    '16:00:00.100000 00:22:48:00:00:04 > 12:34:56:78:9a:bc, ethertype IPv4 (0x0800), length 58: 10.0.0.4.41001 > vault.example.443: Flags [S], seq 1, length 0\n' +
      '16:00:00.102000 12:34:56:78:9a:bc > 00:22:48:00:00:04, ethertype IPv4 (0x0800), length 58: vault.example.443 > 10.0.0.4.41001: Flags [S.], seq 1, length 0\n',
  ],
  [
    '-v',
    '16:00:00.100000 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 44)\n' +
      '    10.0.0.4.41001 > vault.example.443: Flags [S], cksum 0x0000 (incorrect -> 0x2b47), seq 1000, length 0\n' +
      '16:00:00.102000 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 44)\n' +
      '    vault.example.443 > 10.0.0.4.41001: Flags [S.], cksum 0x0000 (incorrect -> 0x080e), seq 9000, length 0\n',
  ],
])('printed with %s', (_, text) => {
  expect(told(text)).toEqual(['vault.example:443 reachable ok -']);
});

test('packets among other text are read, and nothing of it belongs to them', () => {
  expect(told(`it hangs:\n\n${syn('20')}${syn('21')}\nthe RST is missing\n`)).toEqual([
    '192.0.2.2:443 unreachable timeout -',
  ]);
});

test.each(['sudo tcpdump -i any -w x.pcap', 'tcpdump -D'])(
  '%s asks for no destination, and stays unread',
  (command) => {
    const { endpoints, unread } = diagnose(`$ ${command}\n1.eth0 [Up, Running]\n$ `);
    expect(endpoints).toEqual([]);
    expect(unread.map(({ tool }) => tool)).toEqual(['tcpdump']);
  },
);

test('what loops back, what has no known port, and prose are none', () => {
  expect(told(syn('20', '127.0.0.1.40000', '127.0.0.1.443'))).toEqual([]);
  expect(told(syn('20', VM, 'vault.example.unknown-port'))).toEqual([]);
  expect(told('We saw Flags [S], and then Flags [R], in the capture.\n')).toEqual([]);
});

test('a machine that opens connections itself is no destination', () => {
  const ssh = syn('19', '198.51.100.7.50000', '10.0.0.4.22') + answer('19', '10.0.0.4.22', '198.51.100.7.50000');
  expect(told(ssh + syn() + answer())).toEqual(['192.0.2.2:443 reachable ok -']);
});

test('the parts of a line', () => {
  expect(segmentIn(data().trim())).toEqual({ from: VM, to: TO, flags: 'P.', length: 101 });
  expect(segmentIn('x: Flags [S]')).toBeNull();
  expect(segmentIn(syn().trim() + syn())).toBeNull();
  expect(segmentIn(`IP 10.0.0.1 > 10.0.0.4: ICMP host 192.0.2.2 unreachable ${syn()}`)).toBeNull();
  expect(segmentIn('a > b: Flags [S')).toBeNull();
  expect(endOf('a.example.https')).toEqual({ host: 'a.example', port: 443 });
  expect(endOf('a.example.70000')).toEqual({ host: 'a.example', port: 0 });
  expect([endOf('443'), endOf('a b.443'), endOf('10.0.0.4.')]).toEqual([null, null, null]);
  expect(undeliveredIn('IP 10.0.0.1 > 10.0.0.4: ICMP 192.0.2.2 udp port 53 unreachable, length 36')).toBeNull();
  expect(
    undeliveredIn('IP 10.0.0.1 > 10.0.0.4: ICMP 192.0.2.2 unreachable - need to frag (mtu 1400), length 36'),
  ).toBeNull();
  expect(
    undeliveredIn(
      'IP6 2001:db8::1 > 2001:db8::4: ICMP6, destination unreachable,  unreachable prohibited 2001:db8:1::1, length 88',
    ),
  ).toEqual({ host: '2001:db8:1::1', by: '2001:db8::1', kind: 'prohibited' });
  expect(
    undeliveredIn(
      'IP6 2001:db8::1 > 2001:db8::4: ICMP6, destination unreachable, unreachable address 2001:db8:1::1, length 88',
    )?.kind,
  ).toBe('host');
  expect([clockIn('17:57:25.5 IP'), clockIn('1795205420.440755 IP'), clockIn(' 00:00:01.5 IP')]).toEqual([
    64_645.5,
    1_795_205_420.440755,
    null,
  ]);
  expect([directionIn('17:57:25.5 eth0  In  IP a'), directionIn('17:57:25.5 IP a')]).toEqual(['In', null]);
});

test('what other text stands between two packets of a connection takes none of them away', () => {
  const between = 'Connection to other.example 443 port [tcp/https] succeeded!\n';
  const [first, ...others] = told(syn() + answer() + between + data() + reset('23'));
  expect([first, ...others]).toContain('192.0.2.2:443 unreachable ok reset');
  expect(told(syn() + 'and\n'.repeat(3) + answer())).toEqual(['192.0.2.2:443 reachable ok -']);
});

test('an output ends where other text begins, however long it is', () => {
  const lines = [...(syn('20') + syn('21')).trim().split('\n'), 'other'];
  expect(recastTcpdump((offset) => lines[offset] ?? '')?.lines).toBe(2);
  const many = Array.from({ length: 6000 }, (_, index) =>
    syn('20', `10.0.0.4.${index + 1}`, `192.0.2.2.${index + 1}`).trim(),
  );
  expect(recastTcpdump((offset) => many[offset] ?? '')?.checks).toHaveLength(5000);
});
