import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';

const ROOT = '[root@vm01 ~]# ';
const CMD = 'C:\\>';

const networkOf = (...all: readonly string[]) => diagnose(`${all.join('\n')}\n`).network;
const unread = (...all: readonly string[]) => diagnose(`${all.join('\n')}\n`).unread.map(({ command }) => command);

const DEFAULT = 'default via 10.0.0.1 dev eth0 proto dhcp src 10.0.0.4 metric 100 ';
const OWN = '10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.4 metric 100 ';
const HEAD = [
  'Kernel IP routing table',
  'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface',
];
const OWN_ROW = '10.0.0.0        0.0.0.0         255.255.255.0   U     100    0        0 eth0';
const DEFAULT_ROW = '0.0.0.0         10.0.0.1        0.0.0.0         UG    100    0        0 eth0';

describe('the default route', () => {
  const of = (...all: readonly string[]) => networkOf(...all).defaultRoute;
  const RULE = '='.repeat(75);
  const table = (heading: string, routes: string, ...rows: readonly string[]) => [
    heading,
    RULE,
    routes,
    'x',
    ...rows,
    RULE,
  ];
  const WINDOWS = '          0.0.0.0          0.0.0.0         10.0.0.1         10.0.0.4     15';
  const LOOPBACK = '        127.0.0.0        255.0.0.0         On-link         127.0.0.1    331';
  const english = (...rows: readonly string[]) => table('IPv4 Route Table', 'Active Routes:', ...rows);
  const japanese = (...rows: readonly string[]) => table('IPv4 ルート テーブル', 'アクティブ ルート:', ...rows);
  const six = table('IPv6 Route Table', 'Active Routes:', ' 12    281 ::/0                     fe80::1');

  test.each<[string, readonly string[], object | null]>([
    ['ip route', [`${ROOT}ip route`, DEFAULT, OWN, ROOT], { present: true, line: 2 }],
    ['not there', [`${ROOT}ip route`, OWN, ROOT], { present: false, line: 1 }],
    [
      'unreachable',
      [`${ROOT}ip r`, 'unreachable default metric 1024 error -113', OWN, ROOT],
      { present: false, line: 1 },
    ],
    ['the list may go on', [`${ROOT}ip route`, OWN], null],
    ['a part of the list', [`${ROOT}ip route | grep eth0`, OWN, ROOT], null],
    ['another table', [`${ROOT}ip route show table 100`, OWN, ROOT], null],
    ['one interface', [`${ROOT}ip route show dev eth0`, OWN, ROOT], null],
    ['asked for alone', [`${ROOT}sudo ip route show default`, DEFAULT, ROOT], { present: true, line: 2 }],
    ['asked for alone, nothing said', [`${ROOT}ip route show default`, ROOT], { present: false, line: 1 }],
    ['asked for alone, cut off', [`${ROOT}ip route show default`], null],
    ['something else is said', [`${ROOT}ip route`, 'x', OWN, ROOT], null],
    ['set later', [`${ROOT}ip route`, OWN, `${ROOT}ip route`, DEFAULT, OWN, ROOT], { present: true, line: 4 }],
    ['route -n', [`${ROOT}route -n`, ...HEAD, DEFAULT_ROW, OWN_ROW, ROOT], { present: true, line: 4 }],
    ['route -n, not there', [`${ROOT}route -n`, ...HEAD, OWN_ROW, ROOT], { present: false, line: 2 }],
    ['netstat -rn, cut off', [`${ROOT}netstat -rn`, ...HEAD, OWN_ROW], null],
    ['without a command', [...HEAD, DEFAULT_ROW, OWN_ROW], { present: true, line: 3 }],
    ['without a command, not there: it may be a part', [...HEAD, OWN_ROW, 'x'], null],
    ['route print', [`${CMD}route print`, ...english(LOOPBACK, WINDOWS), CMD], { present: true, line: 7 }],
    ['route print, in Japanese', [`${CMD}route print`, ...japanese(WINDOWS), CMD], { present: true, line: 6 }],
    ['route print, not there', [`${CMD}route print`, ...english(LOOPBACK), CMD], { present: false, line: 2 }],
    ['that of IPv6 is another', [`${CMD}route print`, ...english(LOOPBACK), ...six, CMD], { present: false, line: 2 }],
    ['some routes only', [`${CMD}route print 10.*`, ...english(LOOPBACK), CMD], null],
  ])('%s', (_, all, expected) => {
    expect(of(...all)).toEqual(expected);
    expect(unread(...all)).toEqual([]);
  });

  test('without it a text is recognised, and told', () => {
    const { format, diagnosis } = diagnose(`${ROOT}ip route\n${OWN}\n${ROOT}\n`);
    expect([format, diagnosis[0]?.id]).toEqual(['terminal', 'route-missing']);
    expect(diagnosis[0]?.summary).toContain('既定の経路がありません');
  });

  test('no way to an address', () => {
    const all = [`${ROOT}ip route get 168.63.129.16`, 'RTNETLINK answers: Network is unreachable', ROOT];
    expect(networkOf(...all).unrouted).toEqual([{ address: '168.63.129.16', line: 2 }]);
    expect(
      networkOf(`${ROOT}ip route get 20.1.1.1`, '20.1.1.1 via 10.0.0.1 dev eth0 src 10.0.0.4 uid 0', ROOT).unrouted,
    ).toEqual([]);
    expect(unread(...all)).toEqual([]);
  });
});

describe('DNS servers', () => {
  const of = (...all: readonly string[]) =>
    networkOf(...all).dnsServers.map(({ address, line }) => `${line} ${address}`);

  test.each<[string, readonly string[], readonly string[]]>([
    [
      'resolv.conf',
      [`${ROOT}cat /etc/resolv.conf`, 'nameserver 10.0.0.10', 'nameserver 10.0.0.11', ROOT],
      ['2 10.0.0.10', '3 10.0.0.11'],
    ],
    [
      'resolvectl status',
      [`${ROOT}resolvectl status`, 'Global', '       DNS Servers: 168.63.129.16', ROOT],
      ['3 168.63.129.16'],
    ],
    [
      'ipconfig /all',
      [
        `${CMD}ipconfig /all`,
        'Windows IP Configuration',
        '   DNS Servers . . . . . . . . . . . : 10.0.0.10',
        '                                       10.0.0.11',
        '   NetBIOS over Tcpip. . . . . . . . : Enabled',
        CMD,
      ],
      ['3 10.0.0.10', '4 10.0.0.11'],
    ],
    [
      'ipconfig /all, in Japanese',
      [
        'Windows IP 構成',
        '   DNS サーバー. . . . . . . . . . . . .: 10.0.0.10',
        '                                          10.0.0.11',
      ],
      ['2 10.0.0.10', '3 10.0.0.11'],
    ],
  ])('%s', (_, all, expected) => {
    expect(of(...all)).toEqual(expected);
    expect(unread(...all)).toEqual([]);
  });
});

test('ipconfig names the machine, also in Japanese', () => {
  for (const label of ['   Host Name . . . . . . . . . . . . : VM01', '   ホスト名. . . . . . . . . . . . . . .: VM01'])
    expect(diagnose(`${CMD}ipconfig /all\nWindows IP Configuration\n${label}\n${CMD}\n`).machine.hostname).toBe('VM01');
});

describe('rules for what is sent', () => {
  const of = (...all: readonly string[]) =>
    networkOf(...all).outbound.map(({ action, destination, ports, owner, line }) => [
      action,
      destination,
      ports,
      owner,
      line,
    ]);
  const listed = (...rows: readonly string[]) => [
    `${ROOT}iptables -nvL`,
    'Chain INPUT (policy DROP 0 packets, 0 bytes)',
    ' pkts bytes target     prot opt in     out     source               destination         ',
    '    0     0 DROP       6    --  *      *       0.0.0.0/0            0.0.0.0/0            tcp dpt:443',
    '',
    'Chain OUTPUT (policy ACCEPT 0 packets, 0 bytes)',
    ' pkts bytes target     prot opt in     out     source               destination         ',
    ...rows,
    '',
    'Chain LOCK (1 references)',
    ' pkts bytes target     prot opt in     out     source               destination         ',
    '    0     0 DROP       6    --  *      *       0.0.0.0/0            0.0.0.0/0            tcp dpt:3260',
    ROOT,
  ];

  test.each<[string, readonly unknown[] | null]>([
    [
      '    0     0 REJECT     6    --  *      *       0.0.0.0/0            0.0.0.0/0            tcp dpt:443 reject-with icmp-port-unreachable',
      ['reject', null, [443], false],
    ],
    [
      '    0     0 DROP       0    --  *      *       0.0.0.0/0            168.63.129.16       ',
      ['drop', '168.63.129.16', null, false],
    ],
    [
      '1        0     0 DROP       6    --  *      *       0.0.0.0/0            0.0.0.0/0            multiport dports 80,443',
      ['drop', null, [80, 443], false],
    ],
    [
      '      12     5688 ACCEPT     tcp  --  *      *       0.0.0.0/0            168.63.129.16        owner UID match 0',
      ['accept', '168.63.129.16', null, true],
    ],
    [
      '      18      936 DROP       tcp  --  *      *       0.0.0.0/0            168.63.129.16        ctstate INVALID,NEW',
      ['drop', '168.63.129.16', null, false],
    ],
    [
      'DROP       tcp  --  anywhere             20.0.0.0/8           tcp dpt:https /* by hand */',
      ['drop', '20.0.0.0/8', [443], false],
    ],
    ['    0     0 DROP       6    --  *      *       0.0.0.0/0           !10.0.0.0/8           tcp dpt:443', null],
    ['    0     0 DROP       6    --  *      lo      0.0.0.0/0            0.0.0.0/0            tcp dpt:443', null],
    ['    0     0 DROP       17   --  *      *       0.0.0.0/0            0.0.0.0/0            udp dpt:443', null],
    [
      '    0     0 ACCEPT     0    --  *      *       0.0.0.0/0            0.0.0.0/0            ctstate RELATED,ESTABLISHED',
      null,
    ],
    [
      '    0     0 DROP       6    --  *      *       0.0.0.0/0            0.0.0.0/0            tcp dpt:443 match-set x dst',
      null,
    ],
    ['    0     0 LOCK       0    --  *      *       0.0.0.0/0            0.0.0.0/0           ', null],
  ])('listed: %s', (row, expected) => {
    expect(of(...listed(row))).toEqual(expected === null ? [] : [[...expected, 8]]);
    expect(unread(...listed(row))).toEqual([]);
  });

  test.each<[string, readonly unknown[] | null]>([
    ['-A OUTPUT -d 168.63.129.16/32 -j DROP', ['drop', '168.63.129.16', null, false]],
    [
      '-A OUTPUT -p tcp -m tcp --dport 443 -j REJECT --reject-with icmp-port-unreachable',
      ['reject', null, [443], false],
    ],
    ['-A OUTPUT -p tcp -m multiport --dports 80,443 -j DROP', ['drop', null, [80, 443], false]],
    ['-A OUTPUT -d 168.63.129.16/32 -p tcp -m owner --uid-owner 0 -j ACCEPT', ['accept', '168.63.129.16', null, true]],
    [
      '-A OUTPUT -d 168.63.129.16/32 -p tcp -m conntrack --ctstate INVALID,NEW -j DROP',
      ['drop', '168.63.129.16', null, false],
    ],
    ['-A OUTPUT -p tcp -m tcp --dport 443 -m comment --comment "by hand" -j DROP', ['drop', null, [443], false]],
    ['ipv4 filter OUTPUT 0 -d 168.63.129.16/32 -j DROP', ['drop', '168.63.129.16', null, false]],
    ['-A OUTPUT ! -d 10.0.0.0/8 -p tcp -m tcp --dport 443 -j DROP', null],
    ['-A OUTPUT -o lo -j DROP', null],
    ['-A OUTPUT -p udp -m udp --dport 443 -j DROP', null],
    ['-A OUTPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT', null],
    ['-A OUTPUT -j LOCK', null],
    ['-A INPUT -d 168.63.129.16/32 -j DROP', null],
    ['-A INPUT -m comment --comment OUTPUT -j DROP', null],
  ])('written: %s', (row, expected) => {
    expect(of(`${ROOT}iptables -S`, row, ROOT)).toEqual(expected === null ? [] : [[...expected, 2]]);
  });

  test('what a chain does with all the rest comes last', () => {
    const all = ['-P INPUT DROP', '-P OUTPUT DROP', '-A OUTPUT -d 10.0.0.4/32 -j ACCEPT'];
    expect(of(`${ROOT}iptables -S`, ...all, ROOT)).toEqual([
      ['accept', '10.0.0.4', null, false, 4],
      ['drop', null, null, false, 3],
    ]);
    expect(of('Chain OUTPUT (policy DROP)', 'target     prot opt source               destination         ')).toEqual([
      ['drop', null, null, false, 1],
    ]);
  });

  test('a ruleset of nftables', () => {
    const ruleset = [
      `${ROOT}nft list ruleset`,
      'table inet fw {',
      '\tchain in {',
      '\t\ttype filter hook input priority filter; policy drop;',
      '\t\ttcp dport 22 accept',
      '\t}',
      '\tchain out {',
      '\t\ttype filter hook output priority filter; policy drop;',
      '\t\tmeta l4proto tcp ip daddr 168.63.129.16 skuid 0 counter packets 0 bytes 0 accept',
      '\t\tip daddr { 168.63.129.16, 169.254.169.254 } drop',
      '\t\ttcp dport { 80, 443 } counter packets 0 bytes 0 reject with tcp reset',
      '\t\tip daddr != 10.0.0.0/8 tcp dport 443 drop',
      '\t\tudp dport 443 drop',
      '\t\tct state established,related accept',
      '\t\tcounter packets 0 bytes 0 jump LOCK',
      '\t}',
      '}',
      ROOT,
    ];
    expect(of(...ruleset)).toEqual([
      ['accept', '168.63.129.16', null, true, 9],
      ['drop', '168.63.129.16', null, false, 10],
      ['drop', '169.254.169.254', null, false, 10],
      ['reject', null, [80, 443], false, 11],
      ['drop', null, null, false, 8],
    ]);
    expect(unread(...ruleset)).toEqual([]);
  });

  test.each([
    ['Firewall Policy                       BlockInbound,BlockOutbound', 1],
    ['ファイアウォール ポリシー             BlockInbound,BlockOutbound', 1],
    ['Firewall Policy                       BlockInbound,AllowOutbound', 0],
    ['DefaultOutboundAction           : Block', 1],
    ['DefaultOutboundAction           : NotConfigured', 0],
  ])('the Windows Firewall: %s', (line, count) => {
    expect(of(line)).toHaveLength(count);
  });
});

describe('a rule makes nothing unreachable', () => {
  test('what answers is reachable, whatever the rules say', () => {
    const text = `${ROOT}iptables -S OUTPUT\n-P OUTPUT DROP\n${ROOT}nc -vz a.blob.core.windows.net 443\nNcat: Connected to 20.60.1.1:443.\n${ROOT}\n`;
    expect(diagnose(text).endpoints).toMatchObject([{ verdict: 'reachable' }]);
  });

  test('rules alone make no destination', () => {
    expect(diagnose(`${ROOT}iptables -S OUTPUT\n-A OUTPUT -d 168.63.129.16/32 -j DROP\n${ROOT}\n`).endpoints).toEqual(
      [],
    );
  });

  test('what fails as a rule says is its, and the rule is shown', () => {
    const text = `${ROOT}iptables -S OUTPUT\n-A OUTPUT -p tcp -m tcp --dport 443 -j DROP\n${ROOT}nc -vz a.blob.core.windows.net 443\nNcat: TIMEOUT.\n${ROOT}\n`;
    const [first] = diagnose(text).diagnosis;
    expect([first?.id, first?.why]).toEqual(['local-firewall', expect.stringContaining('--dport 443 -j DROP')]);
  });
});

describe('connections are read, and prove nothing', () => {
  test.each([
    [
      'ss -tn',
      'State    Recv-Q Send-Q Local Address:Port   Peer Address:Port',
      'ESTAB    0      0      10.0.0.4:50123       20.60.1.1:443',
    ],
    [
      'netstat -ant',
      'Active Internet connections (servers and established)',
      'tcp        0      0 10.0.0.4:50123          20.60.1.1:443           ESTABLISHED',
    ],
  ])('%s', (command, head, row) => {
    const report = diagnose(`${ROOT}${command}\n${head}\n${row}\n${ROOT}\n`);
    expect([report.unread, report.endpoints, report.probes]).toEqual([[], [], []]);
  });

  test('output of something else under such a command is listed as unread', () => {
    expect(unread(`${ROOT}ss -tn`, 'Segmentation fault', ROOT)).toEqual(['ss -tn']);
  });
});
