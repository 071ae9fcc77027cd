import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';

const CMD = 'C:\\Windows\\system32>';
const PS = 'PS C:\\> ';
const ROOT = '[root@vm01 ~]# ';
const KEY = String.raw`Software\Microsoft\Windows\CurrentVersion\Internet Settings`;

const lines = (...all: readonly string[]) => `${all.join('\n')}\n`;
const accounts = (...all: readonly string[]) =>
  diagnose(lines(...all)).proxy.accounts.map(({ account, enabled, server, bypass, script }) => ({
    account,
    enabled,
    server,
    ...(bypass.length === 0 ? {} : { bypass }),
    ...(script === null ? {} : { script }),
  }));
const unread = (...all: readonly string[]) => diagnose(lines(...all)).unread.map(({ command }) => command);

describe('netsh winhttp', () => {
  const english = (server: string) => [
    'Current WinHTTP proxy settings:',
    '',
    `    Proxy Server(s) :  ${server}`,
    '    Bypass List     :  <local>;*.contoso.local',
    '',
  ];
  const direct = ['', 'Current WinHTTP proxy settings:', '', '    Direct access (no proxy server).', ''];
  const japanese = [
    '現在の WinHTTP プロキシ設定:',
    '',
    '    プロキシ サーバー:  10.0.0.4:8080',
    '    バイパス一覧     :  (なし)',
    '',
  ];
  const directJapanese = ['現在の WinHTTP プロキシ設定:', '', '    直接アクセス (プロキシ サーバーなし)。', ''];
  const show = `${CMD}netsh winhttp show proxy`;

  test.each([
    ['English', english('10.0.0.4:8080'), ['<local>', '*.contoso.local']],
    ['Japanese', japanese, undefined],
  ])('%s', (_, output, bypass) => {
    const all = [show, ...output, CMD];
    expect(accounts(...all)).toEqual([
      { account: 'winhttp', enabled: true, server: '10.0.0.4:8080', ...(bypass === undefined ? {} : { bypass }) },
    ]);
    expect(unread(...all)).toEqual([]);
  });

  test.each([
    ['imported, then reset', [`${CMD}netsh winhttp import proxy source=ie`, ...english('a:1')], direct, null],
    [
      'imported, then reset, in Japanese',
      [`${CMD}netsh winhttp import proxy source=ie`, ...japanese],
      directJapanese,
      null,
    ],
    ['direct, then set', [show, ...direct], english('b:2'), 'b:2'],
    ['set twice', [show, ...english('a:1')], english('b:2'), 'b:2'],
  ])('the last one counts: %s', (_, first, second, server) => {
    const all = [...first, `${CMD}netsh winhttp reset proxy`, ...second, CMD];
    expect(accounts(...all)).toMatchObject([{ account: 'winhttp', enabled: server !== null, server }]);
    expect(unread(...all)).toEqual([]);
    expect(diagnose(lines(...first, ...second)).proxy.accounts).toMatchObject([{ server }]);
  });

  test('the advanced settings, as JSON', () => {
    const json = (enabled: boolean) => [
      `${CMD}netsh winhttp show advproxy`,
      '',
      'Current WinHTTP advanced proxy settings:',
      '',
      '{',
      `\t"ProxyIsEnabled":\t${String(enabled)},`,
      '\t"Proxy":\t"proxy.contoso.local:8080",',
      '\t"ProxyBypass":\t"localhost;168.63.129.16",',
      '\t"AutoConfigIsEnabled":\tfalse,',
      '\t"AutoconfigUrl":\t"",',
      '\t"AutoDetect":\ttrue',
      '}',
      CMD,
    ];
    const server = 'proxy.contoso.local:8080';
    const bypass = ['localhost', '168.63.129.16'];
    expect(accounts(...json(true))).toEqual([{ account: 'winhttp', enabled: true, server, bypass }]);
    expect(accounts(...json(false))).toEqual([{ account: 'winhttp', enabled: false, server, bypass }]);
    expect(unread(...json(true))).toEqual([]);
    const [command = '', ...rest] = json(true);
    expect(accounts(`${command} setting-scope=user`, ...rest.filter((line) => !line.startsWith('Current')))).toEqual(
      [],
    );
  });

  test('values of another command are not those of WinHTTP', () => {
    expect(
      accounts(show, ...direct, `${PS}Get-ItemProperty 'HKCU:\\${KEY}'`, 'ProxyEnable : 1', 'ProxyServer : a:1', PS),
    ).toEqual([
      { account: 'winhttp', enabled: false, server: null },
      { account: 'current-user', enabled: true, server: 'a:1' },
    ]);
  });

  test('another program of the same name is not read', () => {
    const all = [`${CMD}netsh trace show status`, 'There is no trace session currently in progress.', CMD];
    expect(unread(...all)).toEqual(['netsh trace show status']);
  });
});

describe('the registry', () => {
  const values = { enabled: true, server: 'proxy.contoso.local:8080', bypass: ['*.contoso.local', '<local>'] };

  test.each([
    ['HKEY_CURRENT_USER', 'current-user'],
    ['HKEY_USERS\\S-1-5-18', 'local-system'],
    ['HKEY_USERS\\.DEFAULT', 'local-system'],
  ])('reg query of %s', (hive, account) => {
    const all = [
      `${CMD}reg query "${hive}\\${KEY}"`,
      '',
      `${hive}\\${KEY}`,
      '    ProxyEnable    REG_DWORD    0x1',
      '    ProxyServer    REG_SZ    proxy.contoso.local:8080',
      '    ProxyOverride    REG_SZ    *.contoso.local;<local>',
      '    User Agent    REG_SZ    Mozilla/4.0 (compatible; MSIE 8.0; Win32)',
      '',
      `${hive}\\${KEY}\\5.0`,
      '    ProxyEnable    REG_DWORD    0x0',
      CMD,
    ];
    expect(accounts(...all)).toEqual([{ account, ...values }]);
    expect(accounts(...all.slice(1))).toEqual([{ account, ...values }]);
    expect(unread(...all)).toEqual([]);
  });

  test('the key of some other user is nobody’s', () => {
    const own = `HKEY_USERS\\S-1-5-21-1111111111-2222222222-3333333333-1001\\${KEY}`;
    expect(accounts(`${CMD}reg query x`, own, '    ProxyServer    REG_SZ    a:1', CMD)).toEqual([]);
  });

  test('a file of exported keys, with bytes over several lines', () => {
    const file = lines(
      'Windows Registry Editor Version 5.00',
      '',
      `[HKEY_USERS\\S-1-5-18\\${KEY}]`,
      '"ProxyEnable"=dword:00000001',
      '"ProxyServer"="proxy.contoso.local:8080"',
      '"ProxyOverride"="*.contoso.local;<local>"',
      '',
      `[HKEY_USERS\\S-1-5-18\\${KEY}\\Connections]`,
      '"DefaultConnectionSettings"=hex:46,00,00,00,04,00,00,00,05,00,00,00,00,00,00,00,00,\\',
      '  00,00,00,19,00,00,00,68,74,74,70,3a,2f,2f,77,2e,63,6f,6e,74,6f,73,6f,2e,63,6f,\\',
      '  6d,2f,70,2e,70,61,63',
    );
    expect(accounts(file)).toEqual([{ account: 'local-system', ...values, script: 'http://w.contoso.com/p.pac' }]);
  });

  test.each([
    ['HKCU:', 'current-user'],
    ['Registry::HKEY_USERS\\S-1-5-18', 'local-system'],
  ])('a list of Get-ItemProperty of %s', (drive, account) => {
    const all = [
      `${PS}Get-ItemProperty '${drive}\\${KEY}' | Select ProxyEnable,ProxyServer,ProxyOverride,AutoConfigURL | fl`,
      '',
      'ProxyEnable   : 1',
      'ProxyServer   : proxy.contoso.local:8080',
      'ProxyOverride : *.contoso.local;<local>',
      'AutoConfigURL : ',
      '',
      PS,
    ];
    expect(accounts(...all)).toEqual([{ account, ...values }]);
    expect(unread(...all)).toEqual([]);
  });

  test('a table of Get-ItemProperty', () => {
    const all = [
      `${PS}Get-ItemProperty 'HKCU:\\${KEY}' | Select-Object ProxyEnable, ProxyServer, ProxyOverride`,
      '',
      'ProxyEnable ProxyServer              ProxyOverride',
      '----------- -----------              -------------',
      '          1 proxy.contoso.local:8080 *.contoso.local;<local>',
      '',
      PS,
    ];
    expect(accounts(...all)).toEqual([{ account: 'current-user', ...values }]);
    expect(unread(...all)).toEqual([]);
  });

  test('a list whose command is lost names its key behind its values', () => {
    expect(
      accounts(
        'ProxyEnable  : 1',
        'ProxyServer  : a:1',
        `PSPath       : Microsoft.PowerShell.Core\\Registry::HKEY_CURRENT_USER\\${KEY}`,
      ),
    ).toEqual([{ account: 'current-user', enabled: true, server: 'a:1' }]);
    expect(accounts('ProxyEnable  : 1', 'ProxyServer  : a:1')).toEqual([]);
  });

  test('the machine’s own setting of WinHTTP, as bytes', () => {
    const bytes = (text: string) => Buffer.from(text, 'latin1').toString('hex').toUpperCase();
    const key = `HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections`;
    const query = (value: string) =>
      accounts(`${CMD}reg query x`, key, `    WinHttpSettings    REG_BINARY    ${value}`);
    expect(query(bytes('\x18\0\0\0\x02\0\0\0\x03\0\0\0\x03\0\0\0a:1\x05\0\0\0b;*.c'))).toEqual([
      { account: 'winhttp', enabled: true, server: 'a:1', bypass: ['b', '*.c'] },
    ]);
    expect(query(bytes('\x18\0\0\0\x02\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0'))).toEqual([
      { account: 'winhttp', enabled: false, server: null },
    ]);
    expect(query(bytes('\x18\0\0\0\x02\0\0\0\x03\0\0\0\x99\0\0\0a:1'))).toMatchObject([
      { enabled: false, server: null },
    ]);
  });

  test('a server that is switched off is what the report begins with, where nothing else is shown', () => {
    const { diagnosis, format } = diagnose(
      lines(`[HKEY_CURRENT_USER\\${KEY}]`, '"ProxyEnable"=dword:00000000', '"ProxyServer"="a:1"'),
    );
    expect([format, diagnosis[0]?.id]).toEqual(['terminal', 'proxy-not-enabled']);
  });
});

describe('the protocols of TLS', () => {
  const KEYS = 'SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols';
  const client = (...all: readonly string[]) => diagnose(lines(...all)).tls['tls12']?.client;

  test.each([
    ['reg query', `HKEY_LOCAL_MACHINE\\${KEYS}\\TLS 1.2\\Client`, '    Enabled    REG_DWORD    0x0'],
    ['a .reg file', `[HKEY_LOCAL_MACHINE\\${KEYS}\\TLS 1.2\\Client]`, '"Enabled"=dword:00000000'],
    ['Get-ItemProperty', `${PS}Get-ItemProperty 'HKLM:\\${KEYS}\\TLS 1.2\\Client'`, 'DisabledByDefault : 1'],
  ])('%s', (_, key, value) => {
    expect(client(key, value)).toBe('disabled');
    expect(
      client(
        key,
        value
          .replace(/0x0$/u, '0x1')
          .replace(/00$/u, '01')
          .replace(/1$/u, (one) => (_ === 'Get-ItemProperty' ? '0' : one)),
      ),
    ).toBe('enabled');
  });

  test('a list names its key behind its values', () => {
    const path = `PSPath : Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\${KEYS}\\TLS 1.2\\Client`;
    expect(client('Enabled : 0', path)).toBe('disabled');
  });

  test('strong cryptography of .NET is read, and says nothing of protocols', () => {
    const all = [
      `${CMD}reg query "HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319" /v SchUseStrongCrypto`,
      'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319',
      '    SchUseStrongCrypto    REG_DWORD    0x1',
      CMD,
    ];
    expect(unread(...all)).toEqual([]);
    expect(diagnose(lines(...all)).tlsShown).toBe(false);
  });
});

describe('the environment', () => {
  const proxy = (...all: readonly string[]) => {
    const { state, http, https } = diagnose(lines(...all)).proxy;
    return [state, http, https];
  };
  const env = (...all: readonly string[]) => [`${ROOT}env | grep -i proxy`, ...all, ROOT];

  test.each<[string, readonly string[], readonly (string | null)[]]>([
    ['https alone', env('https_proxy=http://a:1'), ['https_only', null, 'http://a:1']],
    ['both, in capitals', env('HTTPS_PROXY=http://a:1', 'HTTP_PROXY=http://b:2'), ['both', 'http://b:2', 'http://a:1']],
    [
      'as a shell declares it',
      [`${ROOT}export`, 'declare -x https_proxy="http://a:1"', ROOT],
      ['https_only', null, 'http://a:1'],
    ],
    ['a file', [`${ROOT}cat /etc/environment`, 'https_proxy="http://a:1"', ROOT], ['https_only', null, 'http://a:1']],
    [
      'set by hand',
      [`${ROOT}export https_proxy=http://a:1 http_proxy="http://b:2"`, ROOT],
      ['both', 'http://b:2', 'http://a:1'],
    ],
    ['shown by echo', [`${ROOT}echo $https_proxy`, 'http://a:1', ROOT], ['https_only', null, 'http://a:1']],
    [
      'set last',
      [...env('https_proxy=http://a:1'), `${ROOT}export https_proxy=http://b:2`, ROOT],
      ['https_only', null, 'http://b:2'],
    ],
    ['taken away', [`${ROOT}export https_proxy=http://a:1`, `${ROOT}unset https_proxy`, ROOT], ['unknown', null, null]],
    ['a comment', ['# export https_proxy=http://a:1'], ['unknown', null, null]],
    ['echo prints something else', [`${ROOT}echo $https_proxy`, `${ROOT}ls`, 'a:b'], ['unknown', null, null]],
    ['nothing is set', env(), ['unknown', null, null]],
  ])('%s', (_, text, expected) => {
    expect(proxy(...text)).toEqual(expected);
    expect(unread(...text).filter((command) => command !== 'ls')).toEqual([]);
  });
});
