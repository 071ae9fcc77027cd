import { describe, expect, test } from 'vitest';
import { diagnose } from '../support/analyzer.ts';

const HOST = 'pod01-manag1.jpe.backup.windowsazure.com';
const END = '-----ScriptStart Completed----- 06/11/2024 10:22:47\n';
const WITH_PROXY = [
  'WinInet settings for current user (used by ILR but not supported ,not used by Azure SQL / MARS Backup)',
  'ProxyEnable: 1',
  'ProxyServer: 10.2.0.16:8080',
  'ProxyOverride: *.blob.core.windows.net;<local>',
  '--------------------------------------------',
].join('\n');
const iwr = (message: string, host = HOST): string =>
  `#TRY!! Invoke-webRequest ${host}  \nPS>TerminatingError(Invoke-WebRequest): "${message}"\n`;

function endpointOf(text: string, host = HOST) {
  const found = diagnose(text).endpoints.find((endpoint) => endpoint.host === host);
  if (found === undefined) throw new Error('no such endpoint');
  return found;
}

describe('what Invoke-WebRequest says decides about HTTPS', () => {
  test.each([
    ['The remote server returned an error: (404) Not Found.', 'reachable', 'http_error_from_destination'],
    ['リモート サーバーがエラーを返しました: (403) 使用不可能', 'reachable', 'http_error_from_destination'],
    [
      'リモート サーバーがエラーを返しました: (503) サーバーを使用できません',
      'reachable',
      'http_error_from_destination',
    ],
    ['リモート サーバーに接続できません。', 'unreachable', 'timeout'],
    ["リモート名を解決できませんでした: 'pod01-manag1.jpe.backup.windowsazure.com'", 'unreachable', 'dns'],
    ['The operation has timed out.', 'unreachable', 'timeout'],
    [
      '要求は中止されました: SSL/TLS のセキュリティで保護されているチャネルを作成できませんでした。',
      'unreachable',
      'tls_handshake',
    ],
    [
      'The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.',
      'unreachable',
      'tls_untrusted',
    ],
    ['The remote server returned an error: (407) Proxy Authentication Required.', 'unreachable', 'proxy_auth'],
    ['Response status code does not indicate success: 404 (Not Found).', 'reachable', 'http_error_from_destination'],
    ['ResourceNotFoundThe specified resource does not exist.', 'reachable', 'http_error_from_destination'],
    ['HTTP Error 404. The requested resource is not found.', 'reachable', 'http_error_from_destination'],
    [
      "The proxy tunnel request to proxy 'http://10.2.0.16:8080/' failed with status code '403'.",
      'unreachable',
      'proxy_denied',
    ],
    ['接続が切断されました: 送信時に予期しないエラーが発生しました。', 'unreachable', 'tls_handshake'],
    [
      'The response content cannot be parsed because the Internet Explorer engine is not available, or x',
      'reachable',
      'ok',
    ],
  ])('%s', (message, status, cause) => {
    expect(endpointOf(iwr(message)).https).toMatchObject({ status, cause });
  });

  test('an unknown message decides nothing', () => {
    expect(endpointOf(`${iwr('Something nobody has seen before.')}${END}`).verdict).toBe('indeterminate');
  });

  test('an empty result line after no message decides nothing', () => {
    const text = `#TRY!! Invoke-webRequest ${HOST}  \nResult of Invoke-webRequest  / StatusCode: / StatusDescription: \n${END}`;
    expect(endpointOf(text).verdict).toBe('indeterminate');
  });

  test('what a console broke at 80 columns is read as one: announcement, result of tnc, status behind the break', () => {
    const host = 'pod01-rcm1.jpw.hypervrecoverymanager.windowsazure.com';
    const text = [
      `#TRY!! Test-NetConnection ${host}  -port 443 `,
      `Result of tnc - 443 / from 10.2.0.23 /To URL  ${host} IPaddress 20.1.2.3 / TcpTestSucceeded: True `,
      `#TRY!! Invoke-webRequest https://${host}  `,
      'PS>TerminatingError(Invoke-WebRequest): "The remote server returned an error: (407) Proxy Authentication Required."',
    ].flatMap((line) => line.match(/.{1,80}/gu) ?? []);
    const { endpoints, probes } = diagnose(`${text.join('\n')}\n`);
    expect(endpoints.map(({ dns, tcp, https }) => [dns.addresses, tcp.status, https.cause])).toEqual([
      [['20.1.2.3'], 'indeterminate', 'proxy_auth'],
    ]);
    expect(endpoints[0]?.host).toBe(host);
    expect(probes[1]?.detail.proxyStatus).toBe(407);
  });

  test('lines of a record behind the margin of PowerShell 7 are read as one', () => {
    const text = `#TRY!! Invoke-webRequest https://${HOST}  \n     | The request was canceled due to the configured HttpClient.Timeout of 100\n     | seconds elapsing.\n`;
    expect(endpointOf(text).https.cause).toBe('timeout');
  });

  test('a record that the console broke inside a word is read as one', () => {
    const text = `#TRY!! Invoke-webRequest ${HOST}  \nInvoke-webRequest : 要求は中止されました: SSL/TLS のセキュリティで保護されているチャネルを作\n成できませんでした。\n発生場所 C:\\work\\x.ps1:118 文字:15\n`;
    expect(endpointOf(text).https.cause).toBe('tls_handshake');
  });
});

describe('behind a proxy of Windows', () => {
  test('tnc is indeterminate for 443 and decides for 3260', () => {
    const text = `${WITH_PROXY}\n#TRY!! tnc ${HOST} -port 443\nResult of tnc - 443 / from 10.2.0.23 /To URL  ${HOST} IPaddress 20.1.2.3 / TcpTestSucceeded: True \n#TRY!! tnc a.jpe.backup.windowsazure.com -port 3260\nResult of tnc - 3260 / from 10.2.0.23 /To URL  a.jpe.backup.windowsazure.com IPaddress 20.1.2.4 / TcpTestSucceeded: True \n`;
    const report = diagnose(text);
    expect(report.endpoints.map(({ port, tcp, verdict }) => [port, tcp.status, verdict])).toEqual([
      [443, 'indeterminate', 'indeterminate'],
      [3260, 'reachable', 'reachable'],
    ]);
  });

  test.each([
    ['(403) Forbidden', 'proxy_denied'],
    ['(502) Bad Gateway', 'proxy_upstream'],
    ['(503) Server Unavailable', 'proxy_upstream'],
  ])('a bare %s is the proxy’s', (status, cause) => {
    const text = `${WITH_PROXY}\n${iwr(`The remote server returned an error: ${status}.`)}`;
    expect(endpointOf(text).https).toMatchObject({ status: 'unreachable', cause });
  });

  test('an answer with a body of Azure Storage is the destination’s, and so is one to an excepted host', () => {
    const storage = 'cachesa01.blob.core.windows.net';
    const body =
      'AuthenticationFailedServer failed to authenticate the request. Make sure the value of Authorization header is formed correctly';
    expect(endpointOf(`${WITH_PROXY}\n${iwr(body)}`).https.status).toBe('reachable');
    expect(
      endpointOf(`${WITH_PROXY}\n${iwr('The remote server returned an error: (403) Forbidden.', storage)}`, storage)
        .https.status,
    ).toBe('reachable');
  });

  test('no connection at all means that the proxy was not reached', () => {
    const report = diagnose(`${WITH_PROXY}\n${iwr('Unable to connect to the remote server')}`);
    expect(report.endpoints[0]?.https.cause).toBe('proxy_unreachable');
    expect(report.diagnosis[0]?.id).toBe('proxy-unreachable');
  });

  test('what the proxy or TLS says counts, although the machine itself does not resolve the name', () => {
    const noName = `#TRY!! tnc ${HOST} -port 443\nResult of tnc - 443 / from  /To URL  ${HOST} IPaddress  / TcpTestSucceeded: False \n`;
    const root = (message: string) => diagnose(`${WITH_PROXY}\n${noName}${iwr(message)}`).diagnosis[0]?.id;
    expect(root('The remote server returned an error: (407) Proxy Authentication Required.')).toBe(
      'proxy-requires-auth',
    );
    expect(root('The request was aborted: Could not create SSL/TLS secure channel.')).not.toContain('dns');
  });

  test('what fails although it is excepted is asked for directly', () => {
    const host = 'cachesa01.blob.core.windows.net';
    const report = diagnose(`${WITH_PROXY}\n${iwr('Unable to connect to the remote server', host)}`);
    expect(report.diagnosis.map(({ id }) => id)).toContain('proxy-bypass-covers');
    expect(report.diagnosis.map(({ id }) => id)).toContain('proxy-bypass-missing');
  });
});

describe('the root cause of a Windows log', () => {
  const tnc = `#TRY!! tnc ${HOST} -port 443\nResult of tnc - 443 / from 10.2.0.23 /To URL  ${HOST} IPaddress 20.1.2.3 / TcpTestSucceeded: True \n`;

  test('a name that only Invoke-WebRequest does not resolve is a matter of DNS', () => {
    const message = `リモート名を解決できませんでした: '${HOST}'`;
    expect(diagnose(`${tnc}${iwr(message)}${END}`).diagnosis[0]?.id).toBe('dns-record-missing');
  });

  test('with TLS 1.2 off, a connection that Azure ends is a matter of TLS', () => {
    const dump =
      'Registry::HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client\nEnabled\n0\n';
    const message = 'The underlying connection was closed: An unexpected error occurred on a receive.';
    const text = `${tnc}${iwr(message)}==========\n${dump}${END}`;
    expect(diagnose(text).diagnosis[0]?.id).toBe('tls12-disabled');
  });

  test('a proxy of another account takes no part: everything is blocked, or only the port', () => {
    const system = WITH_PROXY.replace(/^WinInet.*/u, 'WinInet settings for NT Authority\\System');
    const hosts = [HOST, 'a.blob.core.windows.net', 'login.microsoft.com'];
    const root = (answer: string) => {
      const current = 'WinInet settings for current user\nProxyEnable: 0\n';
      const probes = hosts.map((host) => iwr(answer, host)).join('');
      const port = `#TRY!! tnc ${HOST} -port 3260\nResult of tnc - 3260 / from 10.2.0.23 /To URL  ${HOST} IPaddress 20.1.2.3 / TcpTestSucceeded: False \n`;
      return diagnose(`${current}${system}\n${probes}${port}${END}`).diagnosis[0]?.id;
    };
    expect(root('Unable to connect to the remote server')).toBe('firewall-blocks-all');
    expect(root('The remote server returned an error: (404) Not Found.')).toBe('firewall-blocks-port');
  });

  test.each([
    ['(403) Forbidden', 'unreachable', 'proxy-denies'],
    ['(404) Not Found', 'reachable', 'proxy-in-use'],
  ])(
    '%s although nothing connects directly came through a proxy, where the log shows no settings',
    (answer, status, root) => {
      const text = `#TRY!! Test-NetConnection ${HOST}  port 443 \nResult of tnc - 443 / from 10.2.0.23 /To URL  ${HOST} IPaddress 20.1.2.3 / TcpTestSucceeded: False \n#TRY!! Invoke-webRequest https://${HOST}  \nPS>TerminatingError(Invoke-WebRequest): "The remote server returned an error: ${answer}."\n-----Script Completed----- 06/11/2024 10:22:47\n`;
      expect(endpointOf(text)).toMatchObject({ https: { status }, tcp: { status: 'indeterminate' } });
      expect(diagnose(text).diagnosis[0]?.id).toBe(root);
    },
  );

  test('the result of another host, whose announcement is lost, does not make this one reachable', () => {
    const text = `#TRY!! tnc ${HOST} -port 443\nWARNING: TCP connect to (20.1.2.3 : 443) failed\nResult of tnc - 443 / from 10.2.0.23 /To URL  login.microsoft.com IPaddress 20.1.2.4 / TcpTestSucceeded: True \n`;
    expect(endpointOf(text).verdict).not.toBe('reachable');
  });

  test('a script without a proxy part tells what tnc found where Invoke-WebRequest decides', () => {
    const text = `#TRY!! Test-NetConnection ${HOST}  port 443 \nWARNING: TCP connect to (20.1.2.3 : 443) failed\nResult of tnc - 443 / from 10.2.0.23 /To URL  ${HOST} IPaddress 20.1.2.3 / TcpTestSucceeded: False \n${iwr('Unable to connect to the remote server')}`;
    expect(endpointOf(text).tcp.status).toBe('unreachable');
  });
});

test.each([
  [
    'Windows PowerShell トランスクリプト開始',
    'トランスクリプトが開始されました。出力ファイル: C:\\work\\AzureBackup_Check_NW_20240611_101502.log',
  ],
  [
    'PowerShell transcript start',
    'Transcript started, output file is C:\\work\\AzureBackup_Check_NW_20240611_101502.log',
  ],
])('a transcript that ends before its first check is incomplete, not a terminal: %s', (start, output) => {
  const report = diagnose(`**********************\n${start}\n**********************\n${output}\n${WITH_PROXY}\n`);
  expect(report).toMatchObject({ format: 'azure-backup-windows', complete: false, endpoints: [] });
  expect(report.diagnosis[0]?.id).toBe('log-incomplete');
});

describe('pieces of a Windows terminal', () => {
  test('the list of Test-NetConnection behind its prompt', () => {
    const text = `PS C:\\Users\\taro> tnc ${HOST} -Port 443\n\nComputerName     : ${HOST}\nRemoteAddress    : 20.1.2.3\nRemotePort       : 443\nTcpTestSucceeded : True\n\nPS C:\\Users\\taro>\n`;
    expect(endpointOf(text)).toMatchObject({
      verdict: 'reachable',
      dns: { status: 'resolved', addresses: ['20.1.2.3'] },
    });
  });

  test('result lines below each other are as many checks', () => {
    const line = (host: string, result: string) =>
      `Result of tnc - 443 / from 10.8.0.6 /To URL ${host} IPaddress 20.1.2.3 / TcpTestSucceeded: ${result}\n`;
    const { endpoints } = diagnose(line(HOST, 'True') + line('login.microsoft.com', 'False'));
    expect(endpoints.map(({ host, verdict }) => [host, verdict])).toEqual([
      [HOST, 'reachable'],
      ['login.microsoft.com', 'unreachable'],
    ]);
  });

  test('the prompt of a remote session', () => {
    const text = `[vm01]: PS C:\\work> tnc ${HOST} -Port 443\n警告: TCP connect to (20.1.2.3 : 443) failed\n`;
    expect(endpointOf(text).verdict).toBe('unreachable');
  });

  test('lists without their commands: each names its host and port, and its conclusion outweighs a warning', () => {
    const list = (host: string, port: number, result: string) =>
      `WARNING: TCP connect to (2603:1040::1 : ${port}) failed\n\nComputerName     : ${host}\nRemoteAddress    : 20.1.2.3\nRemotePort       : ${port}\nTcpTestSucceeded : ${result}\n\n`;
    const { endpoints } = diagnose(list(HOST, 3260, 'True') + list('login.microsoft.com', 443, 'False'));
    expect(endpoints.map(({ host, port, tcp }) => [host, port, tcp.status])).toEqual([
      [HOST, 3260, 'reachable'],
      ['login.microsoft.com', 443, 'unreachable'],
    ]);
  });

  test('warnings about two names are two failures', () => {
    const text = `警告: Name resolution of a.blob.core.windows.net failed\n警告: Name resolution of ${HOST} failed\n`;
    expect(diagnose(text).endpoints.map(({ dns }) => dns.status)).toEqual(['failed', 'failed']);
  });

  test('a certificate that does not fit an address says nothing; the connection decides', () => {
    const request = `PS C:\\> Invoke-WebRequest https://10.12.0.15\nInvoke-WebRequest : The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.\n`;
    const tnc = 'PS C:\\> tnc 10.12.0.15 -Port 443\nRemoteAddress    : 10.12.0.15\nTcpTestSucceeded : True\n';
    expect(endpointOf(request, '10.12.0.15').verdict).toBe('indeterminate');
    expect(endpointOf(tnc + request, '10.12.0.15').verdict).toBe('reachable');
    expect(diagnose(tnc + request).diagnosis.map(({ id }) => id)).not.toContain('tls-inspection');
  });

  test('a lone result line', () => {
    const text = `Result of tnc - 3260 / from 10.2.0.23 /To URL  ${HOST} IPaddress 20.1.2.3 / TcpTestSucceeded: False `;
    expect(endpointOf(text)).toMatchObject({ port: 3260, verdict: 'unreachable', dns: { status: 'resolved' } });
  });

  test('nslookup of Windows, with several addresses and aliases', () => {
    const text = `C:\\>nslookup cachesa01.blob.core.windows.net\nサーバー:  UnKnown\nAddress:  168.63.129.16\n\n権限のない回答:\n名前:    cachesa01.privatelink.blob.core.windows.net\nAddresses:  10.12.0.21\n          10.12.0.22\nAliases:  cachesa01.blob.core.windows.net\n`;
    expect(endpointOf(text, 'cachesa01.blob.core.windows.net').dns).toMatchObject({
      status: 'resolved',
      private: true,
      addresses: ['10.12.0.21', '10.12.0.22'],
    });
  });

  test('nslookup of Windows without the name', () => {
    const text =
      "C:\\>nslookup x.blob.core.windows.net\nServer:  UnKnown\nAddress:  168.63.129.16\n\n*** UnKnown can't find x.blob.core.windows.net: Non-existent domain\n";
    expect(endpointOf(text, 'x.blob.core.windows.net').dns).toMatchObject({ status: 'failed', cause: 'dns_nxdomain' });
  });

  test('nslookup of Windows that had to wait before the answer, and two runs without their commands', () => {
    const waited = `C:\\>nslookup ${HOST}\nDNS request timed out.\n    timeout was 2 seconds.\nサーバー:  UnKnown\nAddress:  10.0.0.4\n\n名前:    ${HOST}\nAddress:  20.1.2.3\n`;
    expect(diagnose(waited).probes.map(({ status }) => status)).toEqual(['reachable']);
    const run = (rest: string) => `サーバー:  UnKnown\nAddress:  10.0.0.4\n\n${rest}\n\n`;
    const two =
      run(`名前:    ${HOST}\nAddress:  20.1.2.3`) + run('*** UnKnown が x.y を見つけられません: Non-existent domain');
    expect(diagnose(two).probes.map(({ status }) => status)).toEqual(['reachable', 'unreachable']);
  });

  test('netsh alone shows the setting and tests nothing', () => {
    const report = diagnose(
      'Current WinHTTP proxy settings:\n\n    Proxy Server(s) :  10.0.0.4:8080\n    Bypass List     :  <local>\n',
    );
    expect(report.proxy.state).toBe('winhttp');
    expect(report.endpoints).toEqual([]);
    expect(report.diagnosis[0]?.id).toBe('proxy-in-use');
  });

  test('an error record without its command', () => {
    const report = diagnose('Invoke-WebRequest : リモート サーバーに接続できません。\n発生場所 行:1 文字:1\n');
    expect(report.probes[0]).toMatchObject({ tool: 'iwr', status: 'unreachable' });
  });

  test.each([
    ["Invoke-WebRequest : リモート名を解決できませんでした。: 'login.microsoft.com'\n発生場所 行:1 文字:1\n", 'dns'],
    [
      'iwr : リモート サーバーに接続できません。\n発生場所 行:1 文字:1\n+ iwr https://login.microsoft.com -UseBasicParsing\n',
      'timeout',
    ],
    [
      'PS C:\\> curl https://login.microsoft.com\ncurl : リモート サーバーに接続できません。\n発生場所 行:1 文字:1\n',
      'timeout',
    ],
  ])('a record names its host in the message, in the command it quotes, or behind another name: %j', (text, cause) => {
    const { endpoints } = diagnose(text);
    expect(endpoints.map(({ host, https }) => [host, https.cause])).toEqual([['login.microsoft.com', cause]]);
  });

  test('records without their commands are as many requests as they quote', () => {
    const record = (host: string) =>
      `iwr : リモート サーバーに接続できません。\n発生場所 行:1 文字:1\n+ iwr https://${host}\n+ ~~~~\n    + FullyQualifiedErrorId : WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand\n`;
    const { endpoints } = diagnose(record(HOST) + record('login.microsoft.com'));
    expect(endpoints.map(({ host, verdict }) => [host, verdict])).toEqual([
      [HOST, 'unreachable'],
      ['login.microsoft.com', 'unreachable'],
    ]);
  });

  test('a dump of the registry alone leads to TLS', () => {
    const text =
      'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client\n    Enabled    REG_DWORD    0x0\n';
    expect(diagnose(text).diagnosis[0]?.id).toBe('tls12-disabled');
  });

  test('the steps of a Windows log name commands of PowerShell', () => {
    const report = diagnose(iwr('Unable to connect to the remote server'));
    const steps = report.diagnosis.flatMap(({ next }) => next).join('\n');
    expect(steps).toContain('Invoke-WebRequest https://');
    expect(steps).not.toContain('curl -I');
  });
});
