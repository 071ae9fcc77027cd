import { describe, expect, test } from 'vitest';
import { readLog } from '../../support/read-log.ts';
import { othersIn, probesIn } from '../../support/scans.ts';

const scanOf = (...lines: readonly string[]) => readLog(`${lines.join('\n')}\n`, 'terminal').scan;
const probes = (...lines: readonly string[]) => probesIn(scanOf(...lines));
const unread = (...lines: readonly string[]) => scanOf(...lines).unread;

const CONNECTED = 'Ncat: Connected to 20.1.1.1:443.';
const REFUSED = 'Ncat: Connection refused.';
const BANNER = 'Ncat: Version 7.93 ( https://nmap.org/ncat )';
const NOT_FOUND = 'HTTP/1.1 404 Not Found';
const TIMED_OUT = 'curl: (28) Connection timed out after 5000 milliseconds';
const METER = `  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0`;
const RULE = '-'.repeat(20);

describe('commands and what belongs to them', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'a command with its output',
      ['$ nc -vz a.example 443', BANNER, CONNECTED],
      ['1-3 nc a.example:443: 2 nc-banner, 3 nc-connected'],
    ],
    [
      'blank lines belong to nobody',
      ['$ nc -vz a.example 443', '', CONNECTED, '', ' '],
      ['1-3 nc a.example:443: 3 nc-connected'],
    ],
    ['lines without a message', ['$ nc -vz a.example 443', 'x', 'y'], ['1-3 nc a.example:443']],
    [
      'two commands',
      ['$ nc -vz a.example 443', CONNECTED, '$ nc -vz b.example 80', REFUSED],
      ['1-2 nc a.example:443: 2 nc-connected', '3-4 nc b.example:80: 4 nc-refused'],
    ],
    ['another command ends the first', ['$ nc -vz a.example 443', '$ ls', CONNECTED], ['1-1 nc a.example:443']],
    ['an empty prompt ends it', ['$ nc -vz a.example 443', '$', CONNECTED], ['1-1 nc a.example:443']],
    ['a command without a prompt', ['nc -vz a.example 443', CONNECTED], ['1-2 nc a.example:443: 2 nc-connected']],
    [
      'an announcement of a script',
      ['me@vm01:~$ ./check.sh', '##TRY!! nc -vz a.example 443 ##', CONNECTED],
      ['2-3 nc a.example:443: 3 nc-connected'],
    ],
    [
      'an announcement without a destination is none',
      ['$ nc -vz a.example 443', '##TRY!! nc ##', CONNECTED],
      ['1-3 nc a.example:443: 3 nc-connected'],
    ],
    [
      'the output of another tool',
      ['$ nc -vz a.example 443', NOT_FOUND, CONNECTED],
      ['1-3 nc a.example:443: 3 nc-connected'],
    ],
    [
      'a progress meter',
      ['$ curl https://a.example', METER, TIMED_OUT],
      ['1-3 curl a.example:443: 3 curl-28-connect-timeout'],
    ],
    [
      'a progress meter behind an answer begins no other run',
      ['$ curl https://a.example', NOT_FOUND, METER, 'x'],
      ['1-4 curl a.example:443: 2 curl-http-404'],
    ],
    [
      'a line that ends in what an announcement begins with is none',
      ['$ nc -vz a.example 443', 'x ##TRY!!', CONNECTED],
      ['1-3 nc a.example:443: 3 nc-connected'],
    ],
    [
      'an announcement ends a command that is not read',
      ['$ fping a.example', 'FPING', '##TRY!! nc -vz a.example 443 ##', CONNECTED],
      ['3-4 nc a.example:443: 4 nc-connected'],
    ],
    [
      'a status line in the middle of a line is none',
      ['$ curl -I https://a.example', `x ${NOT_FOUND}`, TIMED_OUT],
      ['1-3 curl a.example:443: 3 curl-28-connect-timeout'],
    ],
    [
      'a message that a mail program broke takes its lines',
      ['$ nc -vz a.example 443', 'nc: connect to a.example port 443 (tcp) failed:', 'Connection refused', 'x'],
      ['1-4 nc a.example:443: 2 nc-refused'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(probes(...lines)).toEqual(expected);
  });
});

describe('output whose command is lost', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['alone', [CONNECTED], ['1-1 nc ?: 1 nc-connected']],
    ['of one run', [BANNER, CONNECTED], ['1-2 nc ?: 1 nc-banner, 2 nc-connected']],
    [
      'of two runs',
      [BANNER, CONNECTED, BANNER, REFUSED],
      ['1-2 nc ?: 1 nc-banner, 2 nc-connected', '3-4 nc ?: 3 nc-banner, 4 nc-refused'],
    ],
    ['of two tools', [CONNECTED, TIMED_OUT], ['1-1 nc ?: 1 nc-connected', '2-2 curl ?: 2 curl-28-connect-timeout']],
    ['among commands counts for nobody', ['$ ls', CONNECTED], []],
    [
      'among commands, with the host that it names',
      ['$ ls', 'curl: (6) Could not resolve host: a.example'],
      ['2-2 curl ?: 2 curl-6-name'],
    ],
    ['up to the rule of a script', [CONNECTED, RULE, 'x'], ['1-1 nc ?: 1 nc-connected']],
    ['up to the end of a script', [CONNECTED, '-----ScriptStart Completed-----', 'x'], ['1-1 nc ?: 1 nc-connected']],
    ['beyond other lines', [CONNECTED, 'x'], ['1-2 nc ?: 1 nc-connected']],
    [
      'a lookup is no header line where no status stands before it',
      [TIMED_OUT, 'Server: squid.example'],
      ['1-1 curl ?: 1 curl-28-connect-timeout', '2-2 nslookup ?: 2 nslookup-server'],
    ],
    [
      'not up to a line that only holds the end of a script',
      [CONNECTED, 'x -----ScriptStart Completed-----'],
      ['1-2 nc ?: 1 nc-connected'],
    ],
    [
      'several, among commands: only those that name a host',
      ['$ ls', CONNECTED, 'curl: (6) Could not resolve host: a.example', CONNECTED, '$ ls'],
      ['3-3 curl ?: 3 curl-6-name'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(probes(...lines)).toEqual(expected);
  });

  test('its lines are among the others', () => {
    expect(othersIn(scanOf('$ ls', CONNECTED, 'x'))).toEqual([1, 2, 3]);
  });

  test('a rule is part of the output of a command', () => {
    expect(probes('$ nc -vz a.example 443', RULE, CONNECTED)).toEqual(['1-3 nc a.example:443: 3 nc-connected']);
  });

  test('a rule ends that of an announced one', () => {
    expect(probes('me@vm01:~$ ./check.sh', '##TRY!! nc -vz a.example 443 ##', RULE, CONNECTED)).toEqual([
      '2-2 nc a.example:443',
    ]);
  });

  test.each(['Hive: HKEY_USERS', '   Hive: HKEY_USERS', 'HKEY_LOCAL_MACHINE\\x'])('a dump ends it: %s', (dump) => {
    expect(probes('C:\\>curl.exe -I https://a.example', dump, TIMED_OUT)[0]).toBe('1-1 curl a.example:443');
  });
});

describe('header lines', () => {
  const ask = '$ curl -I https://a.example';
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'are no answer of a lookup',
      [NOT_FOUND, 'Server: squid.example', 'Name: b.example'],
      ['1-4 curl a.example:443: 2 curl-http-404'],
    ],
    ['end with a blank line', [NOT_FOUND, '', 'Server: squid.example'], ['1-4 curl a.example:443: 2 curl-http-404']],
  ])('%s', (_, lines, expected) => {
    expect(probes(ask, ...lines)).toEqual(expected);
  });

  test('without a command, a label that is written as a header is no lookup; one with a tab is', () => {
    expect(probes(NOT_FOUND, 'Server: squid.example')).toEqual(['1-2 curl ?: 1 curl-http-404']);
    expect(probes(NOT_FOUND, '< Server: squid.example')).toEqual(['1-2 curl ?: 1 curl-http-404']);
    expect(probes(NOT_FOUND, 'Server:\t\t10.0.0.4')).toHaveLength(2);
    expect(probes(NOT_FOUND, '', 'Server: squid.example')).toHaveLength(2);
    expect(probes('x', 'Server: squid.example')).toHaveLength(1);
  });
});

describe('a command that is broken off', () => {
  const command = '$ curl -I https://a.example';
  test.each(['^C', '^Cx', 'x^C', '  ^C', '^Z', 'x^Z', '  ^Z  '])('%j', (sign) => {
    expect(probes(command, sign, NOT_FOUND)).toEqual([`1-2 curl a.example:443 ^C`]);
  });

  test.each(['^', 'x^Cx', '^Zx', 'x ^ y'])('not by %j', (line) => {
    expect(probes(command, line, NOT_FOUND)).toEqual(['1-3 curl a.example:443: 3 curl-http-404']);
  });

  test('behind the sign, with the next prompt', () => {
    expect(probes(command, '^C[root@vm01 ~]# nc -vz b.example 443', CONNECTED)).toEqual(
      ['1-1 curl a.example:443', '2-3 nc b.example:443: 3 nc-connected'].map((text, at) =>
        at === 0 ? `${text} ^C` : text,
      ),
    );
  });

  test('where nothing runs any more the next prompt is one all the same', () => {
    expect(probes('x', '^C[root@vm01 ~]# nc -vz b.example 443', CONNECTED)).toEqual([
      '2-3 nc b.example:443: 3 nc-connected',
    ]);
  });

  test('of several on one line: the one that runs', () => {
    expect(probes('$ nc -vz a.example 443; nc -vz b.example 443', BANNER, CONNECTED, BANNER, '^C')).toEqual([
      '2-3 nc a.example:443: 2 nc-banner, 3 nc-connected',
      '4-5 nc b.example:443 ^C: 4 nc-banner',
    ]);
  });

  test('one that is not read goes on to its last line', () => {
    expect(unread('$ fping a.example', 'FPING', '^C', 'x', '$ ls')).toEqual([
      { command: 'fping a.example', tool: 'fping', lines: [1, 4] },
    ]);
  });
});

describe('a command over several lines', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'with a backslash',
      ['$ curl -I \\', '  https://a.example', TIMED_OUT],
      ['1-3 curl a.example:443: 3 curl-28-connect-timeout'],
    ],
    [
      'with the sign of the shell',
      ['$ curl -I \\', '> https://a.example', TIMED_OUT],
      ['1-3 curl a.example:443: 3 curl-28-connect-timeout'],
    ],
    [
      'with that of PowerShell',
      ['PS C:\\> curl.exe -I `', '>> https://a.example', TIMED_OUT],
      ['1-3 curl a.example:443: 3 curl-28-connect-timeout'],
    ],
    [
      'with that of cmd',
      ['C:\\>curl -I ^', 'https://a.example', TIMED_OUT],
      ['1-3 curl a.example:443: 3 curl-28-connect-timeout'],
    ],
    [
      'over twelve lines',
      ['$ curl \\', ...Array.from({ length: 10 }, () => '-I \\'), 'https://a.example', TIMED_OUT],
      ['1-13 curl a.example:443: 13 curl-28-connect-timeout'],
    ],
    [
      'no more than twelve',
      ['$ curl \\', ...Array.from({ length: 11 }, () => '-I \\'), 'https://a.example', TIMED_OUT],
      [],
    ],
    [
      'with blanks behind its sign, and before the next line',
      ['$ curl -I   \\  ', '      https://a.example  ', TIMED_OUT],
      ['1-3 curl a.example:443: 3 curl-28-connect-timeout'],
    ],
    [
      'with several signs of the shell',
      ['PS C:\\> curl.exe -I `', '>>https://a.example', TIMED_OUT],
      ['1-3 curl a.example:443: 3 curl-28-connect-timeout'],
    ],
    [
      'a sign within a word is none of the shell',
      ['$ curl -I https://a.example \\', '  -o x>y', TIMED_OUT],
      ['1-3 curl a.example:443: 3 curl-28-connect-timeout'],
    ],
    ['whose last line is the last of the text', ['$ curl -I \\', 'https://a.example'], ['1-1 curl a.example:443']],
    ['to the end of the text', ['$ curl https://a.example \\'], ['1-1 curl a.example:443']],
  ])('%s', (_, lines, expected) => {
    expect(probes(...lines)).toEqual(expected);
  });

  const long = 'me@vm01:~$ curl --connect-timeout 10 --max-time 20 --silent https://contosostor01.blo';
  test.each<[string, string, string]>([
    ['a console broke the name', 'b.core.windows.net', 'contosostor01.blob.core.windows.net'],
    ['with an option behind it', 'b.core.windows.net -I', 'contosostor01.blob.core.windows.net'],
    ['what stands behind is no name', 'no name at all', 'contosostor01.blo'],
    ['nor is a message', TIMED_OUT, 'contosostor01.blo'],
    ['with a word behind it', 'b.core.windows.net x', 'contosostor01.blob.core.windows.net'],
    ['with several blanks', 'b.core.windows.net   -I', 'contosostor01.blob.core.windows.net'],
    ['from its dot on', '.core.windows.net', 'contosostor01.blo.core.windows.net'],
    ['behind another word it is none', '! b.core.windows.net', 'contosostor01.blo'],
    ['nor with a sign behind it', 'b.core.windows.net (x)', 'contosostor01.blo'],
    ['nor with a long text behind it', `b.core.windows.net ${'x'.repeat(82)}`, 'contosostor01.blo'],
  ])('%s', (_, rest, host) => {
    expect(scanOf(long, rest, 'x').probes[0]?.command?.host).toBe(host);
  });

  test('a short line was not broken', () => {
    expect(scanOf('$ curl https://a.exa', 'mple.example').probes[0]?.command?.host).toBe('a.exa');
  });
});

describe('what is not read', () => {
  test.each<[string, readonly string[], readonly object[]]>([
    [
      'a network tool',
      ['$ fping a.example', 'FPING', 'x'],
      [{ command: 'fping a.example', tool: 'fping', lines: [1, 3] }],
    ],
    [
      'a network tool without output',
      ['$ fping a.example'],
      [{ command: 'fping a.example', tool: 'fping', lines: [1, 1] }],
    ],
    ['another program', ['$ ./check.sh', 'x'], [{ command: './check.sh', tool: null, lines: [1, 2] }]],
    ['another program without output', ['$ cd /tmp', '$ ls'], []],
    ['settings are read', ['$ printenv', 'https_proxy=http://10.0.0.4:8080'], []],
    ['exported ones too', ['$ export -p', 'export HTTP_PROXY=http://10.0.0.4:8080'], []],
    ['other variables too', ['$ printenv', 'LANG=C'], []],
    [
      'not what another program prints',
      ['$ ./variables', 'LANG=C'],
      [{ command: './variables', tool: null, lines: [1, 2] }],
    ],
    [
      'beside one that is',
      ['$ fping a.example; nc -vz a.example 443', CONNECTED],
      [{ command: 'fping a.example; nc -vz a.example 443', tool: 'fping', lines: [1, 1] }],
    ],
    ['an unknown one beside one that is read', ['$ cd /tmp; nc -vz a.example 443', CONNECTED], []],
    [
      'a form of a tool',
      ['PS C:\\> irm https://a.example', 'x'],
      [{ command: 'irm https://a.example', tool: 'invoke-restmethod', lines: [1, 2] }],
    ],
  ])('%s', (_, lines, expected) => {
    expect(unread(...lines)).toEqual(expected);
  });

  test('the lines of what is not read are among the others', () => {
    expect(othersIn(scanOf('$ fping a.example', 'FPING', 'x', '$ nc -vz a.example 443', CONNECTED))).toEqual([1, 2, 3]);
    expect(othersIn(scanOf('PS C:\\> irm https://a.example', 'x'))).toEqual([1]);
  });

  test('its messages count for nobody', () => {
    expect(probes('$ fping a.example', CONNECTED)).toEqual([]);
  });
});

describe('settings', () => {
  const netsh = ['Current WinHTTP proxy settings:', '', '    Direct access (no proxy server).'];
  test('are read and belong to no probe', () => {
    const scan = scanOf('C:\\>netsh winhttp show proxy', '', ...netsh);
    expect(scan.settings.map(({ line, match }) => `${line} ${match.signature.id}`)).toEqual([
      '3 netsh-heading',
      '5 netsh-direct',
    ]);
    expect([scan.unread, othersIn(scan)]).toEqual([[], [1, 3, 5]]);
  });

  test('are those of the machine also without their command', () => {
    const scan = scanOf(CONNECTED, ...netsh, REFUSED);
    expect(scan.settings).toHaveLength(2);
    expect(probesIn(scan)).toEqual(['1-1 nc ?: 1 nc-connected', '5-5 nc ?: 5 nc-refused']);
  });
});

describe('messages that any tool may bring', () => {
  test('belong to the command that runs', () => {
    expect(probes('$ nc -vz a.example 443', 'bash: nc: command not found')).toEqual([
      '1-2 nc a.example:443: 2 nc-missing',
    ]);
    expect(probes('$ ./check.sh', 'bash: ./check.sh: Permission denied')).toEqual([]);
  });
});

describe('PowerShell', () => {
  const record = [
    'iwr : Unable to connect to the remote server',
    'At line:1 char:1',
    '+ iwr https://a.example',
    '+ ~~~~~~~~~~~~~~~~~~~~~',
    '    + CategoryInfo          : InvalidOperation: (System.Net.HttpWebRequest:HttpWebRequest) [Invoke-WebRequest], WebException',
  ];
  test('an error record without its command quotes it', () => {
    const [probe] = scanOf(...record).probes;
    expect([probe?.tool, probe?.command?.host, probe?.first, probe?.last]).toEqual(['iwr', 'a.example', 1, 5]);
  });

  test('of version 7', () => {
    const lines = [
      'Invoke-WebRequest: ',
      'Line |',
      '   1 |  iwr https://a.example',
      '     |  ~~~~~',
      '     | No such host is known. (a.example:443)',
    ];
    expect(
      scanOf('Invoke-WebRequest: No such host is known. (a.example:443)', ...lines.slice(1, 4)).probes[0]?.command
        ?.host,
    ).toBe('a.example');
  });

  test.each([
    ['a shortened command', '+ iwr https://a.exam ...'],
    ['a longer line', 'x + iwr https://a.example'],
    ['one that is too long', `+ iwr https://a.example/${'x'.repeat(400)}`],
    ['one without its number', '  | iwr https://a.example'],
    ['one of another tool', '+ tnc a.example -Port 443'],
    ['no command', '+ ~~~~~~~~'],
  ])('%s is not taken from it', (_, quoted) => {
    expect(scanOf(record[0] ?? '', quoted).probes.map(({ command }) => command)).toEqual([null]);
  });

  test('a quoted command begins nothing', () => {
    expect(probes('PS C:\\> iwr https://a.example', ...record)).toEqual([
      '1-6 iwr a.example:443: 2 iwr-connect-failure, 6 iwr-fqid',
    ]);
  });

  test.each(['+ iwr https://a.example', '    12 | iwr https://a.example', '123456 |    iwr https://a.example'])(
    'a record quotes its command: %s',
    (quoted) => {
      expect(scanOf(record[0] ?? '', quoted).probes[0]?.command?.host).toBe('a.example');
    },
  );

  test('only a cmdlet has such records', () => {
    expect(scanOf(TIMED_OUT, '+ curl https://a.example').probes.map(({ command }) => command?.host ?? null)).toEqual([
      null,
      'a.example',
    ]);
  });

  test('what a record of a cmdlet quotes under the name of a tool begins nothing', () => {
    expect(probes('PS C:\\> iwr https://a.example', record[0] ?? '', '+ curl https://b.example', 'x')).toEqual([
      '1-4 iwr a.example:443: 2 iwr-connect-failure',
    ]);
  });

  test('where bash shows its commands so, it does', () => {
    expect(probes('+ nc -vz a.example 443', CONNECTED, '+ nc -vz b.example 443')).toEqual([
      '1-2 nc a.example:443: 2 nc-connected',
      '3-3 nc b.example:443',
    ]);
  });

  test.each(['curl', 'wget'])('%s is Invoke-WebRequest where it fails as that does', (name) => {
    const [probe] = scanOf(
      `PS C:\\> ${name} https://a.example`,
      `${name} : Unable to connect to the remote server`,
    ).probes;
    expect([probe?.tool, probe?.command?.tool, probe?.command?.host, probe?.first, probe?.last]).toEqual([
      'iwr',
      'iwr',
      'a.example',
      1,
      2,
    ]);
  });

  test('not behind an own message of curl, nor in the middle of a line', () => {
    expect(
      scanOf('PS C:\\> curl https://a.example', TIMED_OUT, 'curl : Unable to connect to the remote server').probes[0]
        ?.tool,
    ).toBe('curl');
    expect(
      scanOf('PS C:\\> curl https://a.example', 'x curl : Unable to connect to the remote server').probes[0]?.tool,
    ).toBe('curl');
  });
});

describe('what a prompt tells', () => {
  test('stays with the commands behind it', () => {
    const { probes: found } = scanOf(
      'root@vm01:~# ls',
      '# nc -vz a.example 443',
      CONNECTED,
      '[me@vm02 ~]$ nc -vz b.example 443',
      '> nc -vz c.example 443',
    );
    expect(found.map(({ machine, root }) => [machine, root])).toEqual([
      [undefined, true],
      ['vm02', false],
      ['vm02', false],
    ]);
  });

  test('a log of a terminal is no script, and has one part', () => {
    expect(scanOf(CONNECTED)).toMatchObject({ script: false, sections: 0 });
  });
});

describe('what is not of a run', () => {
  test.each<[string, readonly string[], readonly number[]]>([
    ['settings', ['ProxyEnable: 1', 'x'], [1, 2]],
    ['a message that names the host of another one', ['$ nc -vz a.example 443', 'x'], []],
    ['output behind a command that was broken off', ['$ curl https://a.example', '^C', 'x'], [3]],
    ['the sign of a break where nothing runs', ['x', '^C'], [1, 2]],
    ['messages of another tool than those of the line', ['$ nc a.example 443; nc b.example 443', NOT_FOUND], [2]],
  ])('%s', (_, lines, others) => {
    expect(othersIn(scanOf(...lines))).toEqual(others);
  });

  test('a setting that a script wrote is one where nothing runs, and the output of what runs', () => {
    expect(scanOf('ProxyEnable: 1').settings).toHaveLength(1);
    expect(scanOf('$ nc -vz a.example 443', 'ProxyEnable: 1').settings).toHaveLength(0);
  });

  test('variables that a command shows are settings: it was read', () => {
    expect(unread('$ printenv', 'https_proxy=http://p.example:8080')).toEqual([]);
    expect(unread('$ export', 'export HTTP_PROXY=http://p.example:8080')).toEqual([]);
    expect(unread('$ printenv', 'x https_proxy=http://p.example:8080')).toHaveLength(1);
  });

  test('a command that is not read ends with the announcement of a script', () => {
    expect(unread('$ fping a.example', 'FPING', '##TRY!! nc -vz a.example 443 ##', CONNECTED)).toEqual([
      { command: 'fping a.example', tool: 'fping', lines: [1, 2] },
    ]);
  });

  test('a form of a tool that cannot be read leaves no probe', () => {
    const scan = scanOf('PS C:\\> irm https://a.example', 'x', 'y', 'PS C:\\> ls');
    expect(probesIn(scan)).toEqual([]);
    expect(scan.unread).toEqual([{ command: 'irm https://a.example', tool: 'invoke-restmethod', lines: [1, 3] }]);
  });
});

describe('several commands on one line', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'in turn',
      ['$ nc -vz a.example 443; nc -vz b.example 443', BANNER, CONNECTED, BANNER, REFUSED],
      ['2-3 nc a.example:443: 2 nc-banner, 3 nc-connected', '4-5 nc b.example:443: 4 nc-banner, 5 nc-refused'],
    ],
    [
      'fewer outputs than commands',
      ['$ nc -vz a.example 443; nc -vz b.example 443', BANNER, CONNECTED],
      ['1-1 nc a.example:443', '1-1 nc b.example:443'],
    ],
    [
      'lines without a message belong to the run',
      ['$ nc -vz a.example 443; nc -vz b.example 443', BANNER, CONNECTED, 'x', BANNER, REFUSED],
      ['2-4 nc a.example:443: 2 nc-banner, 3 nc-connected', '5-6 nc b.example:443: 5 nc-banner, 6 nc-refused'],
    ],
    [
      'another tool counts for nobody',
      ['$ nc -vz a.example 443; nc -vz b.example 443', NOT_FOUND],
      ['1-1 nc a.example:443', '1-1 nc b.example:443'],
    ],
    [
      'a host that nobody asked for',
      ['$ curl https://a.example; curl https://b.example', 'curl: (6) Could not resolve host: c.example'],
      ['1-1 curl a.example:443', '1-1 curl b.example:443', '2-2 curl ?: 2 curl-6-name'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(probes(...lines)).toEqual(expected);
  });

  test('lines that belong to none of them are among the others', () => {
    expect(othersIn(scanOf('$ nc -vz a.example 443; nc -vz b.example 443', 'x', BANNER, CONNECTED, '$ ls'))).toEqual([
      2, 3, 4, 5,
    ]);
  });
});
