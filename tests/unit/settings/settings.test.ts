import { describe, expect, test } from 'vitest';
import { bypassList, isBypassed } from '../../../src/log/settings/bypass.ts';
import { readConnectionSettings } from '../../../src/log/settings/connection-settings.ts';
import { readMachine } from '../../../src/log/settings/machine.ts';
import { readSchannel } from '../../../src/log/settings/schannel.ts';
import { readWindowsProxy } from '../../../src/log/settings/wininet.ts';
import { knowledge } from '../../support/analyzer.ts';

const rules = knowledge.settings;

const numbered = (text: string): { line: number; text: string }[] =>
  text.split('\n').map((line, index) => ({ line: index + 1, text: line }));
const proxyOf = (text: string) =>
  readWindowsProxy(
    numbered(text),
    (first, last) =>
      text
        .split('\n')
        .slice(first - 1, last)
        .join('\n'),
    rules.proxy,
  );

describe('the machine', () => {
  test.each([
    ['older', '   Static hostname: vm01', '  Operating System: Red Hat Enterprise Linux 8.9 (Ootpa)'],
    ['newer', ' Static hostname: vm01', 'Operating System: Ubuntu 22.04.3 LTS'],
    [
      'newest, without a static name',
      'Static hostname: (unset)',
      ' Operating System: SUSE Linux Enterprise Server 15 SP5',
    ],
  ])('is read from a %s hostnamectl', (_, hostname, system) => {
    const machine = readMachine(
      [
        { text: '## 実行しているマシンのホスト名はvm01です。' },
        { text: '## 実行日次は2026年 11月 20日 金曜日 21:06:51 JSTです。' },
        { text: hostname },
        { text: system },
      ],
      rules.machine,
    );
    expect(machine).toMatchObject({
      hostname: 'vm01',
      os: system.split(': ')[1],
      startedAt: '2026年 11月 20日 金曜日 21:06:51 JST',
    });
  });

  test.each(['Static hostname: (unset)', ' Static hostname: n/a'])('is not read where none is set: %s', (line) => {
    expect(readMachine([{ text: line }], rules.machine).hostname).toBeNull();
  });

  test('is read from a copy that lost its blanks, with the addresses', () => {
    const lines = ['Static hostname: vm01', 'inet 10.0.0.4/24 brd 10.0.0.255 scope global eth0'];
    expect(
      readMachine(
        lines.map((text) => ({ text })),
        rules.machine,
      ),
    ).toMatchObject({ hostname: 'vm01', addresses: ['10.0.0.4/24'] });
  });
});

describe('the list of exceptions', () => {
  test.each([
    ['ab.backup.windowsazure.com', '*.backup.windowsazure.com', true],
    ['backup.windowsazure.com', '*.backup.windowsazure.com', false],
    ['168.63.129.16', '168.63.*', true],
    ['168.63.129.16', '168.63.129.160', false],
    ['server', '<local>', true],
    ['server.contoso.com', '<local>', false],
    ['login.microsoft.com', 'http://*.microsoft.com', true],
    ['', '', true],
  ])('%s against %s: %s', (host, entry, covered) => {
    expect(isBypassed(host, [entry])).toBe(covered);
  });

  test('is written with semicolons, commas or blanks', () => {
    expect(bypassList('localhost;168.63.129.16, *.x.com <local>', rules.proxy.noBypass)).toEqual([
      'localhost',
      '168.63.129.16',
      '*.x.com',
      '<local>',
    ]);
    expect(bypassList('(none)', rules.proxy.noBypass)).toEqual([]);
  });
});

describe('the binary connection settings', () => {
  test('tell automatic detection and a script by their flags', () => {
    expect(readConnectionSettings('F\0\0\0\x04\0\0\0\t\0\0\0')).toEqual({
      manualProxy: false,
      script: false,
      autoDetect: true,
      scriptUrl: null,
    });
    expect(
      readConnectionSettings('F\0\0\0\x0e\0\0\0\x05\0\0\0\0\0\0\0\0\0\0\0\x1f\0\0\0http://wpad.contoso.com/proxy.pac'),
    ).toEqual({ manualProxy: false, script: true, autoDetect: false, scriptUrl: 'http://wpad.contoso.com/proxy.pac' });
  });

  test('say nothing once their control characters are gone, but for a legible script', () => {
    expect(readConnectionSettings('F            10.2.0.16:8080?   <local>')).toBeNull();
    expect(readConnectionSettings('not found')).toBeNull();
    expect(readConnectionSettings('F   http://wpad.contoso.com/wpad.dat')?.scriptUrl).toBe(
      'http://wpad.contoso.com/wpad.dat',
    );
  });

  test('the proxy’s own address is not taken for the script’s', () => {
    const value = (script: string) =>
      `F\0\0\0\x04\0\0\0\x07\0\0\0\x15\0\0\0http://10.2.0.16:8080\x2f\0\0\0localhost${script}`;
    const script = '\x13\0\0\0http://pac.corp/auto';
    expect(readConnectionSettings(value(script))?.scriptUrl).toBe('http://pac.corp/auto');
    expect(readConnectionSettings(value(script).replaceAll('\0', ' '))?.scriptUrl).toBe('http://pac.corp/auto');
    expect(readConnectionSettings(value('').replaceAll('\0', ''))).toBeNull();
  });

  test('a line end among the bytes does not hide the flags', () => {
    const text =
      'WinInet settings for current user\nProxyEnable: 0\nProxyServer: \nDefaultConnectionSettings: F\0\0\0\n\0\0\0\x05\0\0\0http://p.contoso.com/proxy.pac\nSavedLegacySettings: F';
    expect(proxyOf(text)?.accounts[0]?.script).toBe('http://p.contoso.com/proxy.pac');
    expect(proxyOf(text)?.state).toBe('wininet');
  });
});

describe('the proxies of the accounts', () => {
  test.each([
    ['a console broke at its width', /.{80}/u],
    ['a mail program broke behind its name', /.{14}/u],
  ])('a list of exceptions that %s is put together', (_, end) => {
    const list = 'localhost;169.254.169.254;*.backup.windowsazure.com;*.queue.core.windows.net;168.63.129.16';
    const broken = `ProxyOverride: ${list}`.replace(end, '$&\n');
    const proxy = proxyOf(
      `WinInet settings for current user\nProxyEnable: 1\nProxyServer: 10.0.0.4:8080\n${broken}\nDefaultConnectionSettings: not found\n`,
    );
    expect(proxy?.accounts[0]?.bypass).toEqual(list.split(';'));
  });

  test('the values of an account that nobody knows are nobody’s', () => {
    const text =
      'WinInet settings for current user\nProxyEnable: 0\nWinInet settings for NT Service\\X\nProxyEnable: 1\nProxyServer: 10.0.0.4:8080\n';
    expect(proxyOf(text)?.accounts).toMatchObject([{ account: 'current-user', enabled: false, server: null }]);
  });

  test('a server that is not switched on is no proxy', () => {
    const proxy = proxyOf('WinInet settings for current user\nProxyEnable: 0\nProxyServer: 10.0.0.4:8080\n');
    expect(proxy?.state).toBe('none');
    expect(proxy?.accounts[0]).toMatchObject({ enabled: false, server: '10.0.0.4:8080' });
  });

  test.each([
    [
      'English',
      'Current WinHTTP proxy settings:\n\n    Proxy Server(s) :  10.0.0.4:8080\n    Bypass List     :  <local>;*.contoso.com',
    ],
    [
      'Japanese',
      '現在の WinHTTP プロキシ設定:\n\n    プロキシ サーバー:  10.0.0.4:8080\n    バイパス一覧     :  <local>;*.contoso.com',
    ],
  ])('WinHTTP in %s', (_, text) => {
    expect(proxyOf(text)).toMatchObject({
      state: 'winhttp',
      accounts: [{ account: 'winhttp', enabled: true, server: '10.0.0.4:8080', bypass: ['<local>', '*.contoso.com'] }],
    });
  });

  test('text without such headings shows none', () => {
    expect(proxyOf('ProxyEnable: 1\nProxyServer: 10.0.0.4:8080')).toBeNull();
  });
});

describe('the SCHANNEL protocols', () => {
  test('reg query is read like the dump of the script', () => {
    const tls = readSchannel(
      numbered(
        [
          String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client`,
          '    Enabled    REG_DWORD    0x0',
          String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.0\Server`,
          '    Enabled    REG_DWORD    0xffffffff',
          String.raw`    Hive: HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.3`,
          'Client',
          'DisabledByDefault',
          '-1',
        ].join('\n'),
      ),
      rules.tls,
    );
    expect(tls?.['tls12']).toEqual({ client: 'disabled', server: 'default' });
    expect(tls?.['tls10']).toEqual({ client: 'default', server: 'enabled' });
    expect(tls?.['tls13']).toEqual({ client: 'disabled', server: 'default' });
  });

  test('a path broken by the console and the values below each other', () => {
    const tls = readSchannel(
      numbered(
        [
          String.raw`    Hive: HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS `,
          '    1.2',
          'Name                           Property',
          'Client',
          '\t',
          'DisabledByDefault',
          '1',
        ].join('\n'),
      ),
      rules.tls,
    );
    expect(tls?.['tls12']?.client).toBe('disabled');
  });

  test('a text without the registry says nothing', () => {
    expect(readSchannel(numbered('Enabled\n0'), rules.tls)).toBeNull();
  });
});
