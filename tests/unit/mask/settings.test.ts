import { describe, expect, test } from 'vitest';
import { leaks, outputsOf } from '../../support/mask-outputs.ts';

const KEY = String.raw`Software\Microsoft\Windows\CurrentVersion\Internet Settings`;
const ROOT = '[root@contoso-db7 ~]# ';
const PS = 'PS C:\\Users\\kazu.miro> ';

/** What commands show of settings, each with what has to be hidden in it. */
const SHOWN: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'env',
    [
      `${ROOT}env | grep -i proxy`,
      'https_proxy=http://kazu:Gehe1m77@gw9.contoso-corp.example:8080',
      'no_proxy=.contoso-corp.example,10.77.3.4',
      ROOT,
    ],
    ['Gehe1m77', 'contoso-corp', '10.77.3.4', 'contoso-db7'],
  ],
  [
    'netsh winhttp show proxy',
    [
      `${PS}netsh winhttp show proxy`,
      '',
      'Current WinHTTP proxy settings:',
      '',
      '    Proxy Server(s) :  gw9.contoso-corp.example:8080',
      '    Bypass List     :  *.contoso-corp.example',
      '',
      PS,
    ],
    ['contoso-corp', 'kazu.miro'],
  ],
  [
    'netsh winhttp show advproxy',
    [
      `${PS}netsh winhttp show advproxy`,
      'Current WinHTTP advanced proxy settings:',
      '{',
      '\t"ProxyIsEnabled":\ttrue,',
      '\t"Proxy":\t"gw9.contoso-corp.example:8080",',
      '\t"ProxyBypass":\t"*.contoso-corp.example",',
      '\t"AutoconfigUrl":\t"http://pac9.contoso-corp.example/p.pac"',
      '}',
      PS,
    ],
    ['contoso-corp', 'pac9'],
  ],
  [
    'reg query',
    [
      `${PS}reg query "HKEY_USERS\\S-1-5-18\\${KEY}"`,
      `HKEY_USERS\\S-1-5-18\\${KEY}`,
      '    ProxyEnable    REG_DWORD    0x1',
      '    ProxyServer    REG_SZ    gw9.contoso-corp.example:8080',
      '    ProxyOverride    REG_SZ    *.contoso-corp.example;10.77.3.4',
      PS,
    ],
    ['contoso-corp', '10.77.3.4', 'kazu.miro'],
  ],
  [
    'a key of some user',
    [
      `${PS}reg query HKU`,
      `HKEY_USERS\\S-1-5-21-1111111111-2222222222-3333333333-1001\\${KEY}`,
      '    ProxyServer    REG_SZ    gw9.contoso-corp.example:8080',
      PS,
    ],
    ['1111111111', '2222222222', 'contoso-corp'],
  ],
  [
    'a .reg file',
    [
      `[HKEY_CURRENT_USER\\${KEY}]`,
      '"ProxyEnable"=dword:00000001',
      '"ProxyServer"="gw9.contoso-corp.example:8080"',
      '"AutoConfigURL"="http://pac9.contoso-corp.example/p.pac"',
    ],
    ['contoso-corp', 'pac9'],
  ],
  [
    'Get-ItemProperty',
    [
      `${PS}Get-ItemProperty 'HKCU:\\${KEY}'`,
      'ProxyEnable   : 1',
      'ProxyServer   : gw9.contoso-corp.example:8080',
      `PSPath        : Microsoft.PowerShell.Core\\Registry::HKEY_CURRENT_USER\\${KEY}`,
      PS,
    ],
    ['contoso-corp', 'kazu.miro'],
  ],
  [
    'routes',
    [
      `${ROOT}ip route`,
      'default via 10.77.3.1 dev eth0 proto dhcp src 10.77.3.4 metric 100',
      '10.77.3.0/24 dev eth0 proto kernel scope link src 10.77.3.4',
      ROOT,
    ],
    ['10.77.3.'],
  ],
  [
    'rules',
    [
      `${ROOT}iptables -S OUTPUT`,
      '-A OUTPUT -d 203.0.113.77/32 -p tcp -m tcp --dport 443 -m comment --comment "kazu.miro@contoso-corp.example" -j DROP',
      `${ROOT}nc -vz 203.0.113.77 443`,
      'Ncat: TIMEOUT.',
      ROOT,
    ],
    ['203.0.113.77', 'contoso-corp'],
  ],
  [
    'DNS servers',
    [
      `${PS}ipconfig /all`,
      'Windows IP Configuration',
      '   Host Name . . . . . . . . . . . . : CONTOSO-DB7',
      '   Physical Address. . . . . . . . . : 00-15-5D-4F-3A-7B',
      '   IPv4 Address. . . . . . . . . . . : 10.77.3.4(Preferred)',
      '   DNS Servers . . . . . . . . . . . : 10.77.3.10',
      '                                       10.77.3.11',
      PS,
    ],
    ['10.77.3.', 'CONTOSO-DB7', '4F-3A-7B'],
  ],
  [
    'connections',
    [
      `${ROOT}ss -tn`,
      'State    Recv-Q Send-Q Local Address:Port   Peer Address:Port',
      'SYN-SENT 0      1      10.77.3.4:50123      203.0.113.77:443',
      ROOT,
    ],
    ['10.77.3.4', '203.0.113.77'],
  ],
];

describe('what commands show of settings does not survive in any output', () => {
  test.each(SHOWN)('%s', (_, lines, pieces) => {
    const text = `${lines.join('\n')}\n`;
    expect(pieces.every((piece) => text.includes(piece))).toBe(true);
    expect(leaks(outputsOf('shown.log', text, { request: text }), pieces)).toEqual([]);
  });
});
