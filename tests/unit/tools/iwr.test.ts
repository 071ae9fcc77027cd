import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';
import { equivalents } from '../../../src/tools/iwr/methods.ts';

const HOST = 'contosostor01.blob.core.windows.net';

test.each([
  [
    `PS C:\\> iwr https://${HOST}\niwr : The remote server returned an error: (404) Not Found.\n`,
    'unknown: tcp ok 2, tls ok 2, http ok 404 destination 2',
  ],
  [
    `PS C:\\> iwr https://${HOST} -Proxy http://10.0.0.4:8080\niwr : The remote server returned an error: (503) Service Unavailable.\n`,
    'proxy: http failed 503 proxy 2',
  ],
  [
    `PS C:\\> iwr https://${HOST} -NoProxy\nInvoke-WebRequest: The SSL connection could not be established, see inner exception.\n`,
    'direct: tcp ok 2, tls failed tls_handshake 2',
  ],
  [
    `PS C:\\> iwr https://${HOST}\n\nStatusCode        : 200\nContent           : <html><title>Web Filter Violation</title>\n`,
    'unknown: http failed 200 gateway 3',
  ],
])('%j', (text, layers) => {
  expect(shown(probeOf(text))).toBe(layers);
});

/** What is said of each endpoint: `a.example:443 reachable`. */
function told(lines: readonly string[]): string[] {
  return diagnose(`${lines.join('\n')}\n`).endpoints.map(({ host, port, verdict }) => `${host}:${port} ${verdict}`);
}

/** An error record of Windows PowerShell. */
function record(message: string, command: string, head = 'Invoke-WebRequest : '): string[] {
  return [
    `${head}${message}`,
    '発生場所 C:\\Temp\\check.ps1:4 文字:1',
    `+ ${command}`,
    '+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~',
    '    + FullyQualifiedErrorId : WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand',
  ];
}

/** An error record of PowerShell 7. */
function concise(message: readonly string[], command = 'Invoke-WebRequest -Uri $uri'): string[] {
  return [
    'Invoke-WebRequest: C:\\Temp\\check.ps1:3',
    'Line |',
    `   3 |  ${command}`,
    '     |  ~~~~~~~~~~~~~~~~~~~~~~~~~~~',
    ...message.map((line) => `     | ${line}`),
  ];
}

const NO_CONNECTION = 'リモート サーバーに接続できません。';

type Case = readonly [string, readonly string[], readonly string[]];

describe('a status alone is that of the command above it', () => {
  test.each<Case>([
    ['the property', ['PS C:\\> (iwr https://a.example).StatusCode', '200'], ['a.example:443 reachable']],
    [
      'its name in .NET',
      ['PS C:\\> try { iwr https://a.example } catch { $_.Exception.Response.StatusCode }', 'NotFound'],
      ['a.example:443 reachable'],
    ],
    [
      'a proxy asks for a login',
      ['PS C:\\> try { iwr https://a.example } catch { [int]$_.Exception.Response.StatusCode }', '407'],
      ['a.example:443 unreachable'],
    ],
    [
      'a table',
      ['PS C:\\> iwr https://a.example | select StatusCode', '', 'StatusCode', '----------', '       200'],
      ['a.example:443 reachable'],
    ],
    [
      'the alias of Windows PowerShell',
      ['PS C:\\> (curl https://a.example).StatusCode', '200'],
      ['a.example:443 reachable'],
    ],
    [
      'a program of that name',
      ['PS C:\\> curl.exe -s https://a.example/StatusCode', '200'],
      ['a.example:443 indeterminate'],
    ],
    [
      'a program whose output another one reads',
      ['$ curl -s https://a.example | jq .StatusCode', '200'],
      ['a.example:443 indeterminate'],
    ],
    [
      'a block in several lines',
      [
        'PS C:\\> try {',
        '>>   $r = iwr https://a.example',
        '>>   $r.StatusCode',
        '>> } catch { $_.Exception.Message }',
        '>>',
        '200',
      ],
      ['a.example:443 reachable'],
    ],
    ['another property', ['PS C:\\> (iwr https://a.example).RawContentLength', '200'], ['a.example:443 indeterminate']],
    ['a comparison', ['PS C:\\> (iwr https://a.example).StatusCode -ge 200', '200'], ['a.example:443 indeterminate']],
    ['no property', ['PS C:\\> iwr https://a.example', '200'], ['a.example:443 indeterminate']],
    [
      'behind a failure',
      ['PS C:\\> $r = iwr https://a.example; $r.StatusCode', `iwr : ${NO_CONNECTION}`, '200'],
      ['a.example:443 unreachable'],
    ],
    [
      'a failure that is not shown',
      ['PS C:\\> $r = iwr https://a.example -ea 0; $r.StatusCode', '200'],
      ['a.example:443 indeterminate'],
    ],
    ...['$r = iwr https://a.example 2>$null', "$ErrorActionPreference = 'Ignore'; $r = iwr https://a.example"].map(
      (command): Case => [
        `a failure that is not shown: ${command}`,
        [`PS C:\\> ${command}; $r.StatusCode`, '200'],
        ['a.example:443 indeterminate'],
      ],
    ),
  ])('%s', (_, lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });
});

describe('a variable shows what the last command left in it that succeeded', () => {
  const A = ['PS C:\\> $r = iwr https://a.example', 'PS C:\\> $r.StatusCode', '200'];
  test.each<Case>([
    ['it succeeded', A, ['a.example:443 reachable']],
    [
      'the next one failed',
      [...A, 'PS C:\\> $r = iwr https://b.example', `iwr : ${NO_CONNECTION}`, 'PS C:\\> $r.StatusCode', '200'],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'its failure is not shown',
      [...A, 'PS C:\\> $r = iwr https://b.example -ErrorAction SilentlyContinue', 'PS C:\\> $r.StatusCode', '200'],
      ['a.example:443 reachable', 'b.example:443 indeterminate'],
    ],
    [
      'it printed something that nobody knows',
      [...A, 'PS C:\\> try { $r = iwr https://b.example } catch { "NG" }', 'NG', 'PS C:\\> $r.StatusCode', '200'],
      ['a.example:443 reachable', 'b.example:443 indeterminate'],
    ],
    ...["$ErrorActionPreference = 'SilentlyContinue'", '$global:ErrorActionPreference="Ignore"'].map(
      (setting): Case => [
        `no failure is shown: ${setting}`,
        [...A, `PS C:\\> ${setting}`, 'PS C:\\> $r = iwr https://b.example', 'PS C:\\> $r.StatusCode', '200'],
        ['a.example:443 reachable', 'b.example:443 indeterminate'],
      ],
    ),
    ...['try { $r = iwr https://b.example } catch {}', '$r = iwr https://b.example 2>$null'].map((command): Case => [
      `its failure may go unseen: ${command}`,
      [...A, `PS C:\\> ${command}`, 'PS C:\\> $r.StatusCode', '200'],
      ['a.example:443 reachable', 'b.example:443 indeterminate'],
    ]),
    [
      'failures are shown again',
      ["PS C:\\> $ErrorActionPreference = 'SilentlyContinue'", "PS C:\\> $ErrorActionPreference = 'Continue'", ...A],
      ['a.example:443 reachable'],
    ],
    ...[
      "$ErrorActionPreference = 'SilentlyContinue'",
      '$ErrorActionPreference = [System.Management.Automation.ActionPreference]::Ignore',
      'Set-Variable -Name ErrorActionPreference -Value SilentlyContinue',
      "$PSDefaultParameterValues['*:ErrorAction'] = 'SilentlyContinue'",
      "$PSDefaultParameterValues = @{ 'Invoke-WebRequest:ErrorAction' = 'Ignore' }",
      "$PSDefaultParameterValues.Add('*:EA', 'SilentlyContinue')",
    ].flatMap((setting): Case[] =>
      ['PS C:\\> ', ''].map((prompt) => [
        `no failure is shown, one line asks and shows: ${prompt}${setting}`,
        [...A, `${prompt}${setting}`, `${prompt}$r = iwr https://b.example; $r.StatusCode`, '200'],
        ['a.example:443 reachable', 'b.example:443 indeterminate'],
      ]),
    ),
    ...[
      ['$r = iwr https://b.example -EA $quiet; $r.StatusCode', '200'],
      ['$r = iwr https://b.example @quiet; $r.StatusCode', '200'],
      ['$r = iwr https://b.example -ea 0; $r', 'StatusCode        : 200', 'StatusDescription : OK'],
      ['$r = iwr https://b.example -ea 0; $r | select StatusCode', '', 'StatusCode', '----------', '       200'],
      ['try { $r = iwr https://b.example } catch {}; $r.StatusCode', '200'],
      ['try { $r = iwr https://b.example } catch { "NG" }; $r.StatusCode', 'NG', '200'],
      ['\'b.example\' | % { $r = iwr https://$_ -ea 0; "$_ $($r.StatusCode)" }', 'b.example 200'],
      ['$names | % { try { $r = iwr https://$_ } catch {}; "$_ $($r.StatusCode)" }', 'b.example 200'],
    ].map(([command = '', ...output]): Case => [
      `its failure may go unseen, one line asks and shows: ${command}`,
      [...A, `PS C:\\> ${command}`, ...output],
      ['a.example:443 reachable', 'b.example:443 indeterminate'],
    ]),
    ...[
      'try { $r = iwr https://b.example; $r.StatusCode } catch { "NG" }',
      'try { $r = iwr https://b.example } catch { $r = $_.Exception.Response }; $r.StatusCode',
      'try { $r = iwr https://b.example } catch { return }; $r.StatusCode',
    ].map((command): Case => [
      `where it fails nothing older is shown: ${command}`,
      [...A, `PS C:\\> ${command}`, '200'],
      ['a.example:443 reachable', 'b.example:443 reachable'],
    ]),
    [
      'a failure since then counts',
      [
        'PS C:\\> $r = iwr https://a.example',
        'PS C:\\> iwr https://a.example',
        `iwr : ${NO_CONNECTION}`,
        ...A.slice(1),
      ],
      ['a.example:443 unreachable'],
    ],
    ['one of another name', [...A.slice(0, 1), 'PS C:\\> $q.StatusCode', '200'], ['a.example:443 indeterminate']],
  ])('%s', (_, lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });
});

describe('error records without a prompt', () => {
  test.each<Case>([
    [
      'each names its host in the command that it quotes',
      [
        ...record('操作がタイムアウトになりました。', 'Invoke-WebRequest -Uri https://a.example -UseBasicPar ...'),
        ...record('(407) Proxy Authentication Required', '... $r = Invoke-WebRequest https://b.example/x -Us ...'),
        ...record("リモート名を解決できませんでした。: 'c.example'", 'Invoke-WebRequest -Uri https://c.exam ...'),
      ],
      ['a.example:443 unreachable', 'b.example:443 unreachable', 'c.example:443 unreachable'],
    ],
    [
      'one that names none is nobody’s',
      [...record("リモート名を解決できませんでした: 'a.example'", 'iwr $u'), ...record(NO_CONNECTION, 'iwr $u')],
      ['a.example:443 unreachable'],
    ],
    [
      'a command that is cut within the name',
      [
        'PS C:\\> pathping pod01.b.example',
        'PS C:\\> nslookup pod01.a.example',
        'PS C:\\> .\\check.ps1',
        ...record(NO_CONNECTION, 'Invoke-WebRequest https://pod01.a ...'),
      ],
      ['pod01.a.example:443 unreachable'],
    ],
    [
      'PowerShell 7: the message names the host, in one line or more',
      [
        ...concise(['No such host is known. (a.example:443)']),
        ...concise([
          'A connection attempt failed because the connected party did not properly respond after a period of time, or',
          'established connection failed because connected host has failed to respond.',
          '(b.example:443)',
        ]),
        ...concise(['Response status code does not indicate success: 404 (Not Found).'], 'iwr https://c.example/'),
        ...concise(['The SSL connection could not be established, see inner exception.']),
      ],
      ['a.example:443 unreachable', 'b.example:443 unreachable', 'c.example:443 reachable'],
    ],
    [
      'Japanese',
      [
        ...concise(['対象のコンピューターによって拒否されたため、接続できませんでした。 (a.example:443)']),
        ...concise(['到達できないネットワークに対してソケット操作を実行しようとしました。 (b.example:443)']),
      ],
      ['a.example:443 unreachable', 'b.example:443 unreachable'],
    ],
    [
      'a message that names another host than its command',
      ['PS C:\\> iwr https://a.example', 'Invoke-WebRequest: No such host is known. (b.example:443)'],
      ['a.example:443 indeterminate', 'b.example:443 unreachable'],
    ],
    [
      'a message that names the proxy',
      [
        'PS C:\\> iwr https://a.example -Proxy http://proxy.example:8080',
        'Invoke-WebRequest: No such host is known. (proxy.example:8080)',
      ],
      ['a.example:443 unreachable'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });
});

describe('loops', () => {
  test.each<Case>([
    [
      'a status behind its URL',
      [
        "PS C:\\> foreach ($u in 'https://a.example','https://b.example/x') { \"$u : $((iwr $u).StatusCode)\" }",
        'https://a.example : 200',
        "iwr : The remote name could not be resolved: 'b.example'",
      ],
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'hosts that only the output names',
      ['PS C:\\> gc hosts.txt | % { "$_ -> $((iwr https://$_).StatusCode)" }', 'a.example -> 200', 'b.example -> 404'],
      ['a.example:443 reachable', 'b.example:443 reachable'],
    ],
    [
      'a status that is nobody’s',
      ["PS C:\\> foreach ($h in 'a.example','b.example') { try { (iwr https://$h).StatusCode } catch { } }", '200'],
      ['a.example:443 indeterminate', 'b.example:443 indeterminate'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });
});

describe('other ways of .NET to ask', () => {
  test.each<[string, readonly string[]]>([
    ["(New-Object Net.WebClient).DownloadString('https://a.example')", ['iwr https://a.example']],
    ['$wc.DownloadFile("https://a.example/x", "C:\\x")', ['iwr https://a.example/x']],
    ["[System.Net.WebRequest]::Create('https://a.example').GetResponse()", ['iwr https://a.example']],
    ["$http.GetAsync('https://a.example').Result", ['iwr https://a.example']],
    ['Start-BitsTransfer -Source https://a.example/x -Destination C:\\x', ['iwr https://a.example/x']],
    ["$wc.DownloadString($u) # 'https://a.example'", []],
    ['see https://a.example', []],
  ])('%s', (text, calls) => {
    expect(equivalents(text).map((words) => words.join(' '))).toEqual(calls);
  });

  test.each<Case>([
    [
      'an exception',
      [
        "PS C:\\> (New-Object Net.WebClient).DownloadString('https://a.example')",
        'Exception calling "DownloadString" with "1" argument(s): "Unable to connect to the remote server"',
      ],
      ['a.example:443 unreachable'],
    ],
    [
      'Japanese',
      [
        "PS C:\\> (New-Object Net.WebClient).DownloadString('https://a.example')",
        `"1" 個の引数を指定して "DownloadString" を呼び出し中に例外が発生しました: "${NO_CONNECTION}"`,
      ],
      ['a.example:443 unreachable'],
    ],
    [
      'a list with the name of the status',
      [
        "PS C:\\> $http.GetAsync('https://a.example').Result",
        'Version             : 1.1',
        'StatusCode          : NotFound',
      ],
      ['a.example:443 reachable'],
    ],
    [
      'prose that quotes it is no command',
      ["本文: (New-Object Net.WebClient).DownloadString('https://a.example')", NO_CONNECTION],
      [':443 unreachable'],
    ],
    [
      'what was fetched proves nothing',
      ["PS C:\\> $wc.DownloadString('https://a.example')", '<html>200</html>'],
      ['a.example:443 indeterminate'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });
});
