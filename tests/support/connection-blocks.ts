import type { Block } from './blocks.ts';

/** Each name has an address of its own: where two share one, something may answer for both. */
const ip = (host: string) => `20.61.${host.length}.${host.charCodeAt(0)}`;

type Verdict = Block['verdict'];

const ISCSICLI = 'Microsoft iSCSI Initiator Version 10.0 Build 17763\n\n';

/** A block whose command names the host last, or where `{}` stands. */
function of(windows: boolean) {
  return (command: string, what: string, output: (host: string) => string, verdict: Verdict): Block => ({
    tool: command.includes('/dev/tcp/') ? 'devtcp' : (/^[\w-]+/u.exec(command)?.[0] ?? ''),
    what,
    ...(windows ? { windows: true as const } : {}),
    text: (host) => [command.includes('{}') ? command.replace('{}', host) : `${command} ${host}`, output(host)],
    verdict,
  });
}

/** What only connects to a port. */
export function connections(): Block[] {
  const linux = of(false);
  const windows = of(true);
  const telnet = 'telnet {} 443';
  const devtcp = "timeout 5 bash -c '</dev/tcp/{}/443' && echo ok";
  const nmap = 'nmap -Pn -p 443';
  const socat = 'socat -d -d - TCP:{}:443';
  const portqry = 'portqry -n {} -e 443';
  const psping = 'psping {}:443';
  const test = 'Test-Connection {} -TcpPort 443';
  const discovery = 'iscsiadm -m discovery -t st -p {}:443';
  const portal = 'iscsicli QAddTargetPortal';
  return [
    linux(
      telnet,
      'connected',
      (host) =>
        `Trying ${ip(host)}...\nConnected to ${host}.\nEscape character is '^]'.\n^]\n\ntelnet> quit\nConnection closed.\n`,
      'reachable',
    ),
    linux(
      telnet,
      'timeout',
      (host) => `Trying ${ip(host)}...\ntelnet: connect to address ${ip(host)}: Connection timed out\n`,
      'unreachable',
    ),
    linux(telnet, 'dns', (host) => `telnet: could not resolve ${host}/443: Name or service not known\n`, 'unreachable'),
    linux(telnet, 'it hangs', (host) => `Trying ${ip(host)}...\n`, 'indeterminate'),
    windows(
      telnet,
      'failed on Windows',
      (host) => `Connecting To ${host}...Could not open connection to the host, on port 443: Connect failed\n\n`,
      'unreachable',
    ),
    linux(devtcp, 'connected', () => 'ok\n', 'reachable'),
    linux(
      devtcp,
      'refused',
      (host) => `bash: connect: Connection refused\nbash: line 1: /dev/tcp/${host}/443: Connection refused\n`,
      'unreachable',
    ),
    linux(
      devtcp,
      'dns',
      (host) =>
        `bash: line 1: ${host}: Name or service not known\nbash: line 1: /dev/tcp/${host}/443: Invalid argument\n`,
      'unreachable',
    ),
    linux(devtcp, 'nothing', () => '', 'indeterminate'),
    ...(['open', 'closed', 'filtered'] as const).map((state) =>
      linux(
        nmap,
        state,
        (host) =>
          `Starting Nmap 7.93 ( https://nmap.org ) at 2026-11-29 20:42 UTC\nNmap scan report for ${host} (${ip(host)})\nHost is up.\n\nPORT    STATE SERVICE\n443/tcp ${state} https\n\nNmap done: 1 IP address (1 host up) scanned in 2.18 seconds\n`,
        state === 'open' ? 'reachable' : 'unreachable',
      ),
    ),
    linux(
      nmap,
      'dns',
      (host) =>
        `Starting Nmap 7.93 ( https://nmap.org ) at 2026-11-29 20:42 UTC\nFailed to resolve "${host}".\nWARNING: No targets were specified, so 0 hosts scanned.\n`,
      'unreachable',
    ),
    linux(
      socat,
      'connected',
      (host) =>
        `2026/11/29 20:41:49 socat[9716] N opening connection to AF=2 ${ip(host)}:443\n2026/11/29 20:41:49 socat[9716] N starting data transfer loop with FDs [0,1] and [6,6]\n`,
      'reachable',
    ),
    linux(
      socat,
      'refused',
      (host) => `2026/11/29 20:41:50 socat[9745] E connect(6, AF=2 ${ip(host)}:443, 16): Connection refused\n`,
      'unreachable',
    ),
    ...(['LISTENING', 'NOT LISTENING', 'FILTERED'] as const).map((state) =>
      windows(
        portqry,
        state,
        (host) =>
          `\nQuerying target system called:\n\n ${host}\n\nAttempting to resolve name to IP address...\n\n\nName resolved to ${ip(host)}\n\nquerying...\n\nTCP port 443 (https service): ${state}\n\n`,
        state === 'LISTENING' ? 'reachable' : 'unreachable',
      ),
    ),
    windows(
      psping,
      'connected',
      (host) =>
        `\nTCP connect to ${ip(host)}:443:\n5 iterations (warmup 1) ping test:\nConnecting to ${ip(host)}:443 (warmup): from 10.0.0.4:60649: 2.00ms\n\nTCP connect statistics for ${ip(host)}:443:\n  Sent = 4, Received = 4, Lost = 0 (0% loss),\n\n`,
      'reachable',
    ),
    windows(
      psping,
      'timeout',
      (host) =>
        `\nTCP connect to ${ip(host)}:443:\n5 iterations (warmup 1) ping test:\nConnecting to ${ip(host)}:443 (warmup): from 0.0.0.0:51036: \nThis operation returned because the timeout period expired.\n\n`,
      'unreachable',
    ),
    linux(discovery, 'targets', (host) => `${ip(host)}:443,1 iqn.2016-01.microsoft.azure.backup:vm01\n`, 'reachable'),
    linux(
      discovery,
      'refused',
      (host) =>
        `iscsiadm: cannot make connection to ${ip(host)}: Connection refused\niscsiadm: connection login retries (reopen_max) 5 exceeded\niscsiadm: Could not perform SendTargets discovery: encountered connection failure\n`,
      'unreachable',
    ),
    linux(
      discovery,
      'dns',
      (host) =>
        `iscsiadm: cannot resolve host name ${host}\niscsiadm: Could not perform SendTargets discovery: encountered connection failure\n`,
      'unreachable',
    ),
    linux(
      'iscsiadm -m node -T iqn.2016-01.microsoft.azure.backup:vm01 -p {}:443 --login',
      'login',
      (host) =>
        `Login to [iface: default, target: iqn.2016-01.microsoft.azure.backup:vm01, portal: ${ip(host)},443] successful.\n`,
      'reachable',
    ),
    windows(portal, 'failed', () => `${ISCSICLI}Connection Failed.\n\n`, 'unreachable'),
    windows(portal, 'added', () => `${ISCSICLI}The operation completed successfully.\n\n`, 'indeterminate'),
    windows(test, 'True', () => 'True\n', 'reachable'),
    windows(test, 'False', () => 'False\n', 'unreachable'),
  ];
}

/** What sends echo requests, or follows the way: it proves a name, and nothing of a port. */
export function traces(): Block[] {
  const linux = of(false);
  const windows = of(true);
  return [
    linux(
      'ping -c 2',
      'answers',
      (host) =>
        `PING ${host} (${ip(host)}) 56(84) bytes of data.\n64 bytes from ${host} (${ip(host)}): icmp_seq=1 ttl=63 time=0.024 ms\n\n--- ${host} ping statistics ---\n2 packets transmitted, 2 received, 0% packet loss, time 1018ms\n`,
      'not_run',
    ),
    linux('ping -c 2', 'dns', (host) => `ping: ${host}: Name or service not known\n`, 'unreachable'),
    windows(
      'ping',
      'losses on Windows, in Japanese',
      (host) =>
        `\n${host} [${ip(host)}]に ping を送信しています 32 バイトのデータ:\n要求がタイムアウトしました。\n\n${ip(host)} の ping 統計:\n    パケット数: 送信 = 4、受信 = 0、損失 = 4 (100% の損失)、\n\n`,
      'not_run',
    ),
    linux(
      'traceroute',
      'the way',
      (host) =>
        `traceroute to ${host} (${ip(host)}), 30 hops max, 60 byte packets\n 1  10.0.0.1 (10.0.0.1)  0.283 ms  0.003 ms  0.002 ms\n 2  * * *\n`,
      'not_run',
    ),
    windows(
      'tracert -d',
      'the way on Windows',
      (host) =>
        `\nTracing route to ${host} [${ip(host)}]\nover a maximum of 30 hops:\n\n  1    <1 ms    <1 ms    <1 ms  10.0.0.1\n  2     *        *        *     Request timed out.\n\n`,
      'not_run',
    ),
    windows('tracert -d', 'dns', (host) => `Unable to resolve target system name ${host}.\n`, 'unreachable'),
    linux(
      'tracepath -n',
      'the way',
      () =>
        ' 1?: [LOCALHOST]                      pmtu 1500\n 1:  10.0.0.1                                              0.687ms \n 2:  no reply\n',
      'not_run',
    ),
    linux(
      'mtr -rwc 2',
      'report',
      () =>
        'Start: 2026-11-29T20:42:42+0000\nHOST: vm       Loss%   Snt   Last   Avg  Best  Wrst StDev\n  1.|-- 10.0.0.1  0.0%     2    0.1   0.1   0.1   0.2   0.1\n',
      'not_run',
    ),
  ];
}
