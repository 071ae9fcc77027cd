import { expect, test } from 'vitest';
import { toolOf, TOOLS } from '../../../src/tools/index.ts';

test('each tool: what readers call it, under which names and where it is run, what its lines prove', () => {
  const told = TOOLS.map(({ id, word, names, platform, cmdlet, proves }) => [
    `${id}: ${word}`,
    names.join(' '),
    `${platform}${cmdlet ? ', a cmdlet' : ''}`,
    proves.join(' '),
  ]);
  expect(told).toEqual([
    ['nslookup: nslookup', 'nslookup', 'any', 'dns'],
    ['nc: nc', 'nc ncat netcat', 'linux', 'tcp'],
    ['curl: curl', 'curl', 'any', 'dns tcp tls http'],
    ['tnc: Test-NetConnection (tnc)', 'tnc test-netconnection', 'windows, a cmdlet', 'dns tcp'],
    [
      'iwr: Invoke-WebRequest (iwr)',
      'iwr invoke-webrequest irm invoke-restmethod',
      'windows, a cmdlet',
      'tcp tls http',
    ],
    ['wget: wget', 'wget', 'linux', 'dns tcp tls http'],
    ['openssl: openssl', 'openssl', 'any', 'tcp tls'],
    ['tcpclient: TcpClient (.NET)', 'tcpclient', 'windows, a cmdlet', 'tcp'],
    ['dig: dig', 'dig', 'any', 'dns'],
    ['host: host', 'host', 'linux', 'dns'],
    ['getent: getent', 'getent', 'linux', 'dns'],
    ['resolvectl: resolvectl', 'resolvectl systemd-resolve', 'linux', 'dns'],
    ['resolve-dnsname: Resolve-DnsName', 'resolve-dnsname', 'windows, a cmdlet', 'dns'],
    ['telnet: telnet', 'telnet', 'any', 'dns tcp'],
    ['devtcp: /dev/tcp (bash)', 'devtcp', 'linux', 'tcp'],
    ['nmap: nmap', 'nmap', 'any', 'dns tcp'],
    ['socat: socat', 'socat', 'linux', 'tcp'],
    ['portqry: PortQry', 'portqry', 'windows', 'dns tcp'],
    ['psping: PsPing', 'psping psping64', 'windows', 'dns tcp'],
    ['test-connection: Test-Connection', 'test-connection', 'any, a cmdlet', 'dns tcp'],
    ['iscsiadm: iscsiadm', 'iscsiadm', 'linux', 'dns tcp'],
    ['iscsicli: iscsicli', 'iscsicli', 'windows', 'dns tcp'],
    ['mount-cifs: mount.cifs', 'mount.cifs mount.smb3', 'linux', 'dns tcp'],
    ['ping: ping', 'ping ping6', 'any', 'dns'],
    ['traceroute: traceroute', 'traceroute traceroute6', 'linux', 'dns'],
    ['tracert: tracert', 'tracert', 'windows', 'dns'],
    ['tracepath: tracepath', 'tracepath tracepath6', 'linux', 'dns'],
    ['mtr: mtr', 'mtr', 'linux', 'dns'],
    ['tcpdump: tcpdump', 'tcpdump', 'any', 'tcp tls'],
    ['azcmagent: azcmagent', 'azcmagent', 'any', 'dns tcp tls http'],
    ['karte: karte-check', 'karte', 'any', 'tcp tls http'],
    ['client-error: プログラムのエラー (Python、Go、Node.js、Java)', '', 'any', 'dns tcp tls http'],
  ]);
});

test('a tool is found by its id, what only writes messages is none', () => {
  expect(TOOLS.map(({ id }) => toolOf(id))).toEqual(TOOLS);
  expect([toolOf('shell'), toolOf('netcat')]).toEqual([undefined, undefined]);
});
