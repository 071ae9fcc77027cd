import { describe, expect, test } from 'vitest';
import {
  announcedCommand,
  commandLineOf as readLine,
  commandOfPrompt,
  isContinued,
  loopCommands,
  toolCommand,
  unreadToolOf,
  type CommandLine,
} from '../../../src/session/command.ts';
import type { Command } from '../../../src/session/command-facts.ts';
import { ToolTable } from '../../../src/session/tool-table.ts';
import { SESSION_TOOLS } from '../../../src/tools/index.ts';
import { knowledge } from '../../support/knowledge.ts';

const tools = new ToolTable({ ...SESSION_TOOLS, settings: knowledge.settingsCommands });
const commandLineOf = (line: string): CommandLine | null => readLine(line, tools);

const HOST = 'contosostor01.blob.core.windows.net';
const of = (line: string): Command => {
  const [command] = commandLineOf(line)?.commands ?? [];
  if (command === undefined) throw new Error(`no command: ${line}`);
  return command;
};
/** The commands of a line in short. */
const inShort = (line: string) =>
  (commandLineOf(line)?.commands ?? []).map(({ tool, host, port }) => `${tool} ${String(host)} ${String(port)}`);

describe('the destination of a command', () => {
  test.each([
    [`curl -H "Authorization: Bearer a.b.c" https://${HOST}`, HOST, 443],
    [`curl -H 'X: y z.example' -sS https://${HOST}/x?y=1#z`, HOST, 443],
    [`curl -A mozilla.example -e ref.example https://${HOST}`, HOST, 443],
    [`curl -vkxhttp://10.0.0.4:8080 https://${HOST}`, HOST, 443],
    [`curl -svo /dev/null https://${HOST}`, HOST, 443],
    [`curl -o/dev/null -m10 -w "%{http_code}\\n" https://${HOST}:8443/`, HOST, 8443],
    [`curl --url https://${HOST} --dns-servers 1.1.1.1`, HOST, 443],
    [`curl --conn 10.example https://${HOST}`, '10.example', 80],
    [`curl "https://user:p@ss@${HOST}/"`, HOST, 443],
    [`curl -v telnet://${HOST}:3260`, HOST, 3260],
    [`/usr/bin/curl ${HOST}`, HOST, 80],
    [`nc -vzw5 ${HOST} 443`, HOST, 443],
    [`nc -zv -G 3 -w 3 ${HOST} 3260`, HOST, 3260],
    [`ncat --proxy 10.0.0.4:3128 --proxy-type http ${HOST} 443`, HOST, 443],
    [`nslookup -type=A ${HOST}. 8.8.8.8`, HOST, null],
    [`PS C:\\> Test-NetConnection -Port 443 -ComputerName ${HOST} -InformationLevel Quiet`, HOST, 443],
    [`PS C:\\> tnc ${HOST} -p 3260`, HOST, 3260],
    [`PS C:\\> tnc ${HOST} -CommonTCPPort HTTP`, HOST, 80],
    [`PS C:\\> (Test-NetConnection ${HOST} -Port 443).TcpTestSucceeded`, HOST, 443],
    [`PS C:\\> iwr -Headers @{"Metadata"="true"} -Uri "https://${HOST}" -UseBasicParsing`, HOST, 443],
    [`PS C:\\> $r = Invoke-WebRequest https://${HOST} -TimeoutSec 5`, HOST, 443],
    [`PS C:\\> wget https://${HOST}`, HOST, 443],
    [`C:\\>powershell -NoProfile -Command "Test-NetConnection ${HOST} -Port 443"`, HOST, 443],
    [`$ bash -lc 'nc -vz ${HOST} 443'`, HOST, 443],
    [`$ cd /tmp && curl -O https://${HOST}/x`, HOST, 443],
    [`$ echo x | nc -vz ${HOST} 443 | head`, HOST, 443],
  ])('%s', (line, host, port) => {
    expect(of(line)).toMatchObject({ host, port });
  });

  test.each([
    'sudo -u root -E curl -I https://a.example',
    'timeout -k 5 10 curl -I https://a.example',
    'env -u x https_proxy= curl -I https://a.example',
    'time -p nice -n 5 nohup curl -I https://a.example',
    'watch -n 5 curl -I https://a.example',
    '++ curl -I https://a.example',
    '[root@vm01 ~]# sudo timeout 10 env A=b curl -I https://a.example',
  ])('what only runs it is taken off: %s', (line) => {
    expect(of(line)).toMatchObject({ tool: 'curl', host: 'a.example' });
  });

  test.each([
    'Invoke-WebRequest : Unable to connect',
    '+ Invoke-WebRequest https://a.example',
    '$ echo curl',
    'curl: (28) Connection timed out',
    '### nc -vz が使えない場合、下記コマンドなどで install する必要があります。',
    'nc -vz $h 443',
    'https_proxy=http://10.0.0.4:8080',
    '> GET /x HTTP/1.1',
    'The command curl https://a.example failed',
  ])('none stands in: %s', (line) => {
    expect(commandLineOf(line)?.commands ?? []).toEqual([]);
  });
});

describe('what a command says of its way', () => {
  test.each([
    [`curl -x '' https://${HOST}`, { proxy: null }],
    [`curl --proxy=10.0.0.4:8080 https://${HOST}`, { proxy: '10.0.0.4:8080' }],
    [`curl --socks5-hostname 10.0.0.4:1080 https://${HOST}`, { proxy: 'socks5://10.0.0.4:1080' }],
    [`https_proxy=http://10.0.0.4:8080 curl https://${HOST}`, { proxy: 'http://10.0.0.4:8080' }],
    [`http_proxy=http://10.0.0.4:8080 curl https://${HOST}`, { proxy: null }],
    [
      `HTTPS_PROXY=http://10.0.0.4:8080 no_proxy=x curl https://${HOST}`,
      { proxy: 'http://10.0.0.4:8080', noProxy: 'x' },
    ],
    [`curl --noproxy "*" https://${HOST}`, { noProxy: '*' }],
    [`curl -sSk https://${HOST}`, { quiet: false, verifies: false }],
    [`curl -sI https://${HOST}`, { quiet: true, verifies: true }],
    [`curl -IL https://${HOST}`, { follows: true }],
    [`curl --resolve ${HOST}:443:10.0.0.9 https://${HOST}`, { elsewhere: true }],
    [`curl -H "Host: x.example" https://${HOST}`, { elsewhere: true }],
    [`curl -H "Host: ${HOST}" https://${HOST}`, { elsewhere: false }],
    [
      `PS C:\\> iwr https://${HOST} -Proxy http://10.0.0.4:8080 -SkipCertificateCheck`,
      { proxy: 'http://10.0.0.4:8080', verifies: false },
    ],
    [`nc -vzu ${HOST} 443`, { elsewhere: true }],
  ])('%s', (line, found) => {
    expect(of(line)).toMatchObject(found);
  });
});

describe('several commands on one line', () => {
  test.each([
    ['$ nc -vz a.example 443; nc -vz b.example 443', ['a.example', 'b.example'], true],
    ['$ nc -vz a.example 443 & nc -vz b.example 443', ['a.example', 'b.example'], false],
    ['$ curl -I https://a.example https://b.example', ['a.example', 'b.example'], false],
  ])('%s', (line, hosts, inTurn) => {
    const found = commandLineOf(line);
    expect([found?.commands.map(({ host }) => host), found?.inTurn]).toEqual([hosts, inTurn]);
  });
});

describe('what a shell is given to run', () => {
  test.each([
    ['PS C:\\> powershell -Command "curl.exe -I https://a.example"', 'curl'],
    ['PS C:\\> powershell.exe -c curl.exe -I https://a.example', 'curl'],
    ['PS C:\\> powershell -comm tnc a.example -Port 443', 'tnc'],
    ['PS C:\\> powershell -NoProfile -Co tnc a.example -Port 443', 'tnc'],
    ['$ pwsh -Command "iwr https://a.example"', 'iwr'],
    ['C:\\>cmd /c curl -I https://a.example', 'curl'],
    ['C:\\>cmd.exe /K "curl -I https://a.example"', 'curl'],
    ["$ bash -c 'curl -I https://a.example'", 'curl'],
    ["$ sudo bash -xc 'curl -I https://a.example'", 'curl'],
    ["$ sh -c 'wget https://a.example' x", 'wget'],
    ["$ sh -c 'cd /tmp; nc -vz a.example 443'", 'nc'],
  ])('%s', (line, tool) => {
    expect(of(line)).toMatchObject({ tool, host: 'a.example' });
  });

  test.each([
    ['$ bash check.sh https://a.example', ''],
    ["$ bash -x 'curl -I https://a.example'", ''],
    ['$ sh -c', ''],
    ['C:\\>cmd /d curl -I https://a.example', ''],
    ['PS C:\\> powershell -cx curl.exe -I https://a.example', ''],
    ['PS C:\\> powershell -File curl.exe https://a.example', ''],
  ])('nothing that can be read: %s', (line, other) => {
    expect(commandLineOf(line)).toMatchObject({ commands: [], other });
  });

  test('its commands are those of the line, in turn or at once', () => {
    expect(commandLineOf("$ bash -c 'nc a.example 443; nc b.example 443'")?.inTurn).toBe(true);
    expect(commandLineOf("$ bash -c 'nc a.example 443' & nc b.example 443")?.inTurn).toBe(false);
    expect(commandLineOf("$ bash -c 'nc a.example 443 & nc b.example 443'")?.inTurn).toBe(false);
  });
});

describe('a line without a prompt', () => {
  test.each([
    ['curl https://a.example', 'curl'],
    ['(curl https://a.example)', 'curl'],
    ['  curl https://a.example', 'curl'],
    ['/usr/bin/curl https://a.example', 'curl'],
    ['sudo curl https://a.example', 'curl'],
    ['A=b curl https://a.example', 'curl'],
    ['$r = iwr https://a.example', 'iwr'],
    ['Invoke-WebRequest https://a.example', 'iwr'],
    ['Test-NetConnection a.example -Port 443', 'tnc'],
    ['nc -vz a.example 443;x', 'nc'],
    ['# curl https://a.example', 'curl'],
  ])('%s', (line, tool) => {
    expect(of(line)).toMatchObject({ tool, host: 'a.example' });
  });

  test.each([
    "Command 'curl' not found, but can be installed with: apt install curl https://a.example",
    'x curl https://a.example',
    'curly https://a.example',
    'curl',
    'fping a.example',
    'pathping a.example',
    'openssl version',
    'sudo ls',
    'ls -l',
    '',
  ])('is no command: %j', (line) => {
    expect(commandLineOf(line)).toBeNull();
  });

  test.each([
    ['fping -c 4 a.example', 'fping'],
    ['/usr/bin/fping -c 4 a.example', 'fping'],
    ['pathping -n a.example', 'pathping'],
  ])('calls a tool that is not read: %s', (line, other) => {
    expect(commandLineOf(line)).toMatchObject({ sure: false, commands: [], other });
  });

  test.each([
    ['tnc a`b.example 443', 'ab.example'],
    ['Test-NetConnection a`b.example -Port 443', 'ab.example'],
    ['Invoke-WebRequest https://a^b.example', 'ab.example'],
    ['curl.exe https://a`b.example', 'ab.example'],
    ['$r = curl https://a`b.example', 'ab.example'],
    ['curl https://a\\b.example', 'ab.example'],
    ['nc a\\b.example 443', 'ab.example'],
  ])('its first word tells how its shell takes a letter as it is: %s', (line, host) => {
    expect(of(line).host).toBe(host);
  });
});

describe('what a line tells', () => {
  test('of the machine and the user', () => {
    expect(commandLineOf('root@vm01:~# curl https://a.example')).toMatchObject({
      place: { machine: 'vm01', root: true },
      text: 'curl https://a.example',
      sure: true,
    });
    expect(commandLineOf('curl https://a.example')).toMatchObject({ place: {}, sure: false });
    expect(commandLineOf('PS C:\\> ls')?.place).toEqual({});
  });

  test.each<[string, string | null]>([
    ['Invoke-Command -ComputerName WEB02 { tnc a.example -Port 443 }', 'web02'],
    ["Invoke-Command -ScriptBlock { tnc a.example -Port 443 } -ComputerName 'web02'", 'web02'],
    ['icm web02,web03 { tnc a.example -Port 443 }', 'web02,web03'],
    ['Invoke-Command -Session $s { tnc a.example -Port 443 }', '$s'],
    ['Invoke-Command -ComputerName localhost { tnc a.example -Port 443 }', null],
    ['Invoke-Command { tnc a.example -Port 443 }', null],
    ['Invoke-Command -ScriptBlock { tnc a.example -Port 443 }', null],
    ['tnc -ComputerName a.example -Port 443', null],
  ])('of the machine to which it is sent: %s', (line, remote) => {
    expect(commandLineOf(`PS C:\\> ${line}`)?.remote).toBe(remote);
  });

  test.each<[string, number]>([
    ['$ curl -sS https://a.example', 2],
    ['$ curl -m', 0],
    ['$ openssl s_client -connect a.example:443 -servername', 1],
    ['$ sudo openssl s_client -connect a.example:443 -servername a.example', 2],
    ['PS C:\\> tnc a.example -Port 443 -InformationLevel Quiet', 2],
    ['$ nc a.example 443 --nothing', 0],
  ])('of the options that its tool knows: %s', (line, options) => {
    expect(commandLineOf(line)?.options).toBe(options);
  });

  test.each<[string, string | null]>([
    ['$ fping a.example', 'fping'],
    ['$ ls', ''],
    ['$ ls; fping a.example', 'fping'],
    ['$ curl', 'curl'],
    ['$ curl https://a.example; ls', ''],
    ['$ curl https://a.example', null],
    ['$', null],
    ['$ A=b', null],
  ])('of what else runs: %s', (line, other) => {
    expect(commandLineOf(line)?.other).toBe(other);
  });

  test('the text of its only command is the whole line, of several each has its own', () => {
    const texts = (line: string) => commandLineOf(line)?.commands.map(({ text }) => text);
    expect(texts('$ sudo curl https://a.example > x')).toEqual(['sudo curl https://a.example > x']);
    expect(texts('$ cd /tmp; curl https://a.example')).toEqual(['cd /tmp; curl https://a.example']);
    expect(texts('$ nc a.example 443; nc b.example 443')).toEqual(['nc a.example 443', 'nc b.example 443']);
    expect(texts('$ curl https://a.example https://b.example')).toEqual([
      'curl https://a.example https://b.example',
      'curl https://a.example https://b.example',
    ]);
  });

  test('of each line of a script; a comment ends with its line', () => {
    expect(inShort('PS C:\\> & {\n# nc\ntnc a.example -Port 443 # tnc b.example\niwr https://c.example\n}')).toEqual([
      'tnc a.example 443',
      'iwr c.example 443',
    ]);
  });

  test('a line longer than any command is none', () => {
    const long = (length: number) => `$ curl https://a.example/${'x'.repeat(length - 25)}`;
    expect(commandLineOf(long(8192))?.commands).toHaveLength(1);
    expect(commandLineOf(long(8193))).toBeNull();
  });
});

test.each<[string, string | null]>([
  ['http_proxy=p.example:80 curl http://a.example', 'p.example:80'],
  ['http_proxy=p.example:80 curl https://a.example', null],
  ['https_proxy=p.example:80 curl http://a.example', null],
  ['ALL_PROXY=p.example:80 curl http://a.example', 'p.example:80'],
  ['all_proxy=p.example:80 curl https://a.example', 'p.example:80'],
  ['all_proxy=p.example:80 https_proxy=q.example:80 curl https://a.example', 'q.example:80'],
  ['https_proxy= curl https://a.example', null],
  ['https_proxy=p.example:80 curl -x q.example:80 https://a.example', 'q.example:80'],
  ["https_proxy=p.example:80 curl -x '' https://a.example", null],
])('the proxy of %s: %s', (line, proxy) => {
  expect(of(line).proxy).toBe(proxy);
});

test.each([
  ['curl \\', true],
  ['iwr `', true],
  ['curl ^', true],
  ['iwr`', false],
  ['x^', false],
  ['curl', false],
])('%s goes on in the next line: %s', (line, continued) => {
  expect(isContinued(line)).toBe(continued);
});

test.each<[string, string | null]>([
  ['fping a.example', 'fping'],
  ['/usr/sbin/arp a.example', 'arp'],
  ['PATHPING.EXE a.example', 'pathping'],
  ['curl https://a.example', null],
  ['ls', null],
  ['', null],
])('the tool of an announcement that is not read: %j', (text, tool) => {
  expect(unreadToolOf(text, tools)).toBe(tool);
});

test.each<[string, 'posix' | 'windows', string | null]>([
  ['curl https://a.example', 'posix', 'curl a.example'],
  ['wget https://a.example', 'windows', 'iwr a.example'],
  ['wget https://a.example', 'posix', 'wget a.example'],
  ['curl', 'posix', 'curl null'],
  ['nc a.example 443 ##', 'posix', 'nc a.example'],
  ['ls', 'posix', null],
  ['', 'posix', null],
])('announced: %j in a shell of %s', (text, shell, expected) => {
  const command = announcedCommand(text, shell, tools);
  expect(command === null ? null : `${command.tool} ${String(command.host)}`).toBe(expected);
});

test.each<[string, string | null]>([
  ['$ nc b.example 443', 'b.example'],
  ['iwr https://a.example; iwr https://b.example', 'a.example'],
  ['x', null],
])('the first command of %s', (line, host) => {
  expect(commandOfPrompt(line, tools)?.host ?? null).toBe(host);
});

describe('what a line of PowerShell asks for in another way', () => {
  test.each<[string, readonly string[]]>([
    ["(New-Object Net.WebClient).DownloadString('https://a.example')", ['iwr a.example 443']],
    ["(New-Object Net.Sockets.TcpClient).Connect('a.example', 443)", ['tcpclient a.example 443']],
    ["$c.Connect('a.example', 443)", ['tcpclient a.example 443']],
    ['[System.Net.WebRequest]::Create("https://a.example").GetResponse()', ['iwr a.example 443']],
    ["try { $c.Connect('a.example', 443) } catch { }", ['tcpclient a.example 443']],
    ["foreach ($x in $y) { $c.Connect('a.example', 443) }", ['tcpclient a.example 443']],
    ["if ($x) { $c.Connect('a.example', 443) }", ['tcpclient a.example 443']],
    ["Write-Host $c.Connect('a.example', 443)", ['tcpclient a.example 443']],
    ["&{ $c.Connect('a.example', 443) }", ['tcpclient a.example 443']],
    ["PS C:\\> x; $c.Connect('a.example', 443)", ['tcpclient a.example 443']],
    // prose, and what quotes it
    ["see $c.Connect('a.example', 443)", []],
    ["x-y $c.Connect('a.example', 443)", []],
    ["Write- $c.Connect('a.example', 443)", []],
    ["Write-1 $c.Connect('a.example', 443)", []],
    ["tryit $c.Connect('a.example', 443)", []],
    ["a Write-Host $c.Connect('a.example', 443)", []],
    ["+ $c.Connect('a.example', 443)", []],
    ["PS C:\\> + $c.Connect('a.example', 443)", []],
    ['$c.Close()', []],
  ])('%s', (line, found) => {
    expect(inShort(line)).toEqual(found);
  });

  test('it does not run in turn with what else the line runs', () => {
    const turn = (line: string) => commandLineOf(`PS C:\\> ${line}`)?.inTurn;
    expect(turn("$c.Connect('a.example', 443)")).toBe(true);
    expect(turn("tnc b.example -Port 443; $c.Connect('a.example', 443)")).toBe(false);
    expect(turn('tnc b.example -Port 443; tnc a.example -Port 443')).toBe(true);
  });
});

describe('commands within a text or a table of PowerShell', () => {
  test.each<[string, readonly string[]]>([
    ['PS C:\\> "a: $((tnc a.example -Port 443).TcpTestSucceeded)"', ['tnc a.example 443']],
    ['PS C:\\> [pscustomobject]@{ Open = (tnc a.example -Port 443).TcpTestSucceeded }', ['tnc a.example 443']],
    ['PS C:\\> @{A=1;Open=(tnc a.example -Port 443)}', ['tnc a.example 443']],
    ['PS C:\\> "tnc a.example -Port 443"', []],
    ['PS C:\\> Write-Host { tnc: a.example }', []],
    ['$ echo "$ tnc a.example -Port 443 @{"', []],
  ])('%s', (line, found) => {
    expect(inShort(line)).toEqual(found);
  });

  test.each<[string, readonly string[]]>([
    ['tnc a.example -Port 443 }', ['tnc a.example']],
    ['tnc a.example -Port 443; iwr https://a.example }', ['tnc a.example', 'iwr a.example']],
    ['"a.example $((tnc a.example -Port 443).TcpTestSucceeded)" }', ['tnc a.example']],
    ['@{ Open = (tnc a.example -Port 443).TcpTestSucceeded } }', ['tnc a.example']],
    ["$c.Connect('a.example', 443) }", ['tcpclient a.example']],
    ['powershell -Command "tnc a.example -Port 443" }', ['tnc a.example']],
    ['Get-Date }', []],
  ])('a loop that runs %s', (body, found) => {
    const commands = loopCommands({ values: null, bodies: [body, body] }, 'the line', tools);
    expect(commands.map(({ tool, host }) => `${tool} ${String(host)}`)).toEqual([...found, ...found]);
    expect(commands.every(({ text }) => text === 'the line')).toBe(true);
  });
});

describe('what xargs is given', () => {
  test.each<[string, readonly string[]]>([
    ['$ echo https://a.example | xargs curl -I', ['curl a.example 443']],
    ['$ echo -n https://a.example | xargs curl -I', ['curl a.example 443']],
    ['$ printf https://a.example | xargs curl', ['curl a.example 443']],
    [
      '$ /bin/echo https://a.example https://b.example | /usr/bin/xargs curl',
      ['curl a.example 443', 'curl b.example 443'],
    ],
    ['$ xargs curl <<< https://a.example', ['curl a.example 443']],
    ['$ xargs curl <<< "https://a.example  https://b.example"', ['curl a.example 443', 'curl b.example 443']],
    ['$ echo a.example 443 | xargs nc', ['nc a.example 443']],
    // nothing tells what it is given
    ['$ cat hosts | xargs curl', []],
    ['$ echo https://a.example; xargs curl', []],
    ['$ echo https://a.example && xargs curl', []],
    ['$ xargs curl', []],
    ['$ echo https://a.example | cat', []],
    ['$ xargs curl | echo https://a.example', []],
  ])('%s', (line, found) => {
    expect(inShort(line)).toEqual(found);
  });
});

describe('a shell within a shell', () => {
  const nested = (depth: number) => {
    let line = 'curl https://a.example';
    for (let at = 0; at < depth; at += 1) line = `ssh vm01 ${line}`;
    return inShort(`$ ${line}`);
  };

  test('is looked into, but not for ever', () => {
    expect([1, 2, 3].map(nested)).toEqual([['curl a.example 443'], ['curl a.example 443'], ['curl a.example 443']]);
    expect(inShort(`$ bash -c "bash -c 'bash -c \\"bash -c x\\"'"`)).toEqual([]);
  });

  test.each<[string, readonly string[]]>([
    ['$ bash -c "curl https://a.example" curl https://b.example', ['curl a.example 443']],
    ['$ sh -c "nc a.example 443" nc b.example 443', ['nc a.example 443']],
    ['$ bash -ec "nc a.example 443"', ['nc a.example 443']],
    ['$ sh -xec "nc a.example 443"', ['nc a.example 443']],
    ['$ bash x-c "nc a.example 443"', []],
    ['$ sh x-c "nc a.example 443"', []],
    ['$ bash -cx "nc a.example 443"', []],
    ['$ sh -cx "nc a.example 443"', []],
    ['$ sh -1c "nc a.example 443"', []],
    ['$ bash', []],
    ...['-c', '-co', '-com', '-comm', '-comma', '-comman', '-command', '-COMMAND'].flatMap(
      (option): [string, readonly string[]][] =>
        ['powershell', 'pwsh'].map((shell) => [
          `PS C:\\> ${shell} ${option} tnc a.example -Port 443`,
          ['tnc a.example 443'],
        ]),
    ),
    ['PS C:\\> powershell x-c tnc a.example -Port 443', []],
    ['PS C:\\> pwsh x-c tnc a.example -Port 443', []],
    ['PS C:\\> pwsh -commands tnc a.example -Port 443', []],
    ['C:\\>cmd x/c curl https://a.example', []],
    ['C:\\>cmd /cx curl https://a.example', []],
    // wget is the cmdlet where Windows PowerShell itself runs it
    ['PS C:\\> powershell -Command "wget https://a.example"', ['iwr a.example 443']],
    ['PS C:\\> $r = wget https://a.example', ['iwr a.example 443']],
    ['PS C:\\> bash -c "wget https://a.example"', ['wget a.example 443']],
    ['PS C:\\> ssh vm01 wget https://a.example', ['wget a.example 443']],
    ['PS C:\\> ssh vm01 "for h in a.example; do wget https://$h; done"', ['wget a.example 443']],
    ['PS C:\\> ssh vm01 "date; wget https://a.example"', ['wget a.example 443']],
    ['PS C:\\> kubectl exec pod -- wget https://a.example', ['wget a.example 443']],
    ['PS C:\\> docker exec web wget https://a.example', ['wget a.example 443']],
    ['PS C:\\> az vm run-command invoke --scripts "wget https://a.example"', ['wget a.example 443']],
  ])('%s', (line, found) => {
    expect(inShort(line)).toEqual(found);
  });
});

describe('what else a line tells', () => {
  test.each<[string, string | null]>([
    // a filter behind what is read is none of its own
    ['$ curl https://a.example | grep x', null],
    ['$ curl https://a.example | fping x', null],
    ['$ ls | grep x', ''],
    ['$ grep x | curl https://a.example', ''],
    ['$ curl https://a.example; grep x', ''],
    ['$ curl | grep x', 'curl'],
    ['PS C:\\> ssh vm01 wget', 'wget'],
    ['$ # curl', null],
  ])('of what else runs: %s', (line, other) => {
    expect(commandLineOf(line)?.other).toBe(other);
  });

  test.each<[string, string | null]>([
    ['C:\\>netsh winhttp show proxy', 'winhttp'],
    ['$ env', 'environment'],
    ['$ /usr/bin/env', 'environment'],
    ['$ sudo env', 'environment'],
    ['$ env | grep -i proxy', 'environment'],
    ['$ ls; env', 'environment'],
    ['$ env FOO=bar ls', null],
    ['$ ls | env', null],
    ['$ ls', null],
    ['$ sudo', null],
    ['$ A=b', null],
    ['env', null],
  ])('of the settings that it shows: %s', (line, shows) => {
    expect(commandLineOf(line)?.shows?.id ?? null).toBe(shows);
  });

  test.each<[string, string | null]>([
    ['x;icm web02 { }', 'web02'],
    ['$r=icm web02 { }', 'web02'],
    ['(Invoke-Command web02 { })', 'web02'],
    ['& invoke-command -cn web02 { }', 'web02'],
    ['icm -HostName web02 { }', 'web02'],
    ['icm -VMName web02 { }', 'web02'],
    ['icm        "web02" { }', 'web02'],
    ['icm -ComputerName:web02 { }', 'web02'],
    ['xicm web02 { }', null],
    ['icmx web02 { }', null],
    ['myInvoke-Command web02 { }', null],
  ])('of the machine to which it is sent: %s', (line, remote) => {
    expect(commandLineOf(`PS C:\\> ${line}`)?.remote).toBe(remote);
  });

  test('a machine that is named far behind is none', () => {
    const far = (length: number) =>
      commandLineOf(`PS C:\\> icm { ${'x'.repeat(length)} } -ComputerName web02`)?.remote ?? null;
    expect([far(300), far(400)]).toEqual(['web02', null]);
  });

  test('without a prompt only such a command, or one that is read, is one', () => {
    expect(commandLineOf('icm web02 { tnc a.example -Port 443 }')?.remote).toBe('web02');
    expect(commandLineOf('Invoke-Command web02 { tnc a.example -Port 443 }')?.commands).toHaveLength(1);
  });

  test.each<[string, number]>([
    ['PS C:\\> wget https://a.example -Method GET', 1],
    ['$ -s', 0],
    ['PS C:\\> kubectl exec pod -- wget https://a.example --no-check-certificate', 1],
  ])('of the options that its tool knows: %s', (line, options) => {
    expect(commandLineOf(line)?.options).toBe(options);
  });
});

describe('words of prose', () => {
  test.each(['Host a.example', 'HOST a.example', 'Ping a.example', 'host: a.example'])('%s is no command', (line) => {
    expect(inShort(line)).toEqual([]);
  });

  test.each<[string, readonly string[]]>([
    ['host a.example', ['host a.example null']],
    ['CURL https://a.example', ['curl a.example 443']],
    ['curl|x', []],
    ['Invoke-WebRequest : https://a.example', []],
    ['openssl s_client -connect a.example:443', ['openssl a.example 443']],
  ])('%s', (line, found) => {
    expect(inShort(line)).toEqual(found);
  });

  test.each(['openssl s_client', 'fping -x'])('%s is a call all the same', (line) => {
    expect(commandLineOf(line)).toMatchObject({ sure: false, commands: [] });
  });

  test.each(['ls; fping -x', 'sudo fping -x', 'arp s_clients', 'curl s'])('%s is none', (line) => {
    expect(commandLineOf(line)).toBeNull();
  });
});

test('a sign that was seen to be a prompt is one', () => {
  const read = (prompts: readonly string[]) => readLine('vm01> fping a.example', tools, new Set(prompts));
  expect(read(['vm01> '])).toMatchObject({ sure: true, prompt: 'vm01> ' });
  expect(read(['vm02> '])).toBeNull();
});

test('the words at the prompt of a tool are its command', () => {
  const nslookup = tools.get('nslookup');
  if (nslookup === undefined) throw new Error('no nslookup');
  expect(toolCommand(nslookup, ['a.example'], 'a.example')).toMatchObject({
    tool: 'nslookup',
    text: 'a.example',
    host: 'a.example',
  });
  expect(toolCommand(nslookup, [], '')).toBeNull();
});

test('what a command does not say is as usual', () => {
  expect(of('$ nslookup a.example')).toEqual({
    tool: 'nslookup',
    text: 'nslookup a.example',
    host: 'a.example',
    port: null,
    scheme: null,
    proxy: null,
    noProxy: null,
    verifies: true,
    quiet: false,
    verbose: false,
    follows: false,
    asksServer: false,
    elsewhere: false,
  });
  expect(of('$ host a.example')).toMatchObject({ asksServer: false, elsewhere: false, verifies: true });
  expect(of('PS C:\\> tnc a.example -Port 443')).toMatchObject({ asksServer: false, quiet: false, verbose: false });
});
