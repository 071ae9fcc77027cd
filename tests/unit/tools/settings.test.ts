import { describe, expect, test } from 'vitest';
import { commandLineOf } from '../../../src/session/command.ts';
import type { Command } from '../../../src/session/command-facts.ts';
import { ToolTable } from '../../../src/session/tool-table.ts';
import { SESSION_TOOLS } from '../../../src/tools/index.ts';

const tools = new ToolTable(SESSION_TOOLS);
const commandOf = (line: string): Command | undefined => commandLineOf(line, tools)?.commands[0];
const URL = 'https://a.example';

describe('what the options of a command say of its way', () => {
  test.each<[string, Partial<Command>]>([
    // curl
    [
      `$ curl ${URL}`,
      { proxy: null, noProxy: null, verifies: true, quiet: false, verbose: false, follows: false, elsewhere: false },
    ],
    [`$ curl --preproxy socks5://p.example ${URL}`, { proxy: 'socks5://p.example' }],
    [`$ curl --proxy1.0 p.example:8080 ${URL}`, { proxy: 'p.example:8080' }],
    [`$ curl --socks4 p.example ${URL}`, { proxy: 'socks5://p.example' }],
    [`$ curl --socks4a p.example ${URL}`, { proxy: 'socks5://p.example' }],
    [`$ curl --socks5 p.example ${URL}`, { proxy: 'socks5://p.example' }],
    [`$ curl --socks5-hostname socks5h://p.example ${URL}`, { proxy: 'socks5h://p.example' }],
    [`$ no_proxy=b.example curl ${URL}`, { noProxy: 'b.example' }],
    [`$ no_proxy=b.example curl --noproxy c.example ${URL}`, { noProxy: 'c.example' }],
    [`$ curl --cacert x ${URL}`, { verifies: false }],
    [`$ curl --capath x ${URL}`, { verifies: false }],
    [`$ curl -s ${URL}`, { quiet: true }],
    [`$ curl -S ${URL}`, { quiet: false }],
    [`$ curl -sS ${URL}`, { quiet: false }],
    [`$ curl --url ${URL}`, { host: 'a.example', port: 443 }],
    [`$ curl -v ${URL}`, { verbose: true }],
    [`$ curl --trace x ${URL}`, { verbose: true }],
    [`$ curl --trace-ascii x ${URL}`, { verbose: true }],
    [`$ curl -L ${URL}`, { follows: true }],
    [`$ curl --location-trusted ${URL}`, { follows: true }],
    ...['--connect-to x', '--unix-socket x', '--abstract-unix-socket x', '-K x', '--request-target x'].map(
      (option): [string, Partial<Command>] => [`$ curl ${option} ${URL}`, { elsewhere: true }],
    ),
    [`$ curl -H "host:b.example" ${URL}`, { elsewhere: true }],
    [`$ curl -H "Host: A.Example:443" ${URL}`, { elsewhere: false }],
    [`$ curl -H "X-Host: b.example" ${URL}`, { elsewhere: false }],
    [`$ curl -H "Host:" ${URL}`, { elsewhere: false }],
    // wget
    [`$ wget ${URL}`, { proxy: null, noProxy: null, verifies: true, elsewhere: false }],
    [`$ wget --no-proxy ${URL}`, { noProxy: '*' }],
    [`$ no_proxy=b.example wget ${URL}`, { noProxy: 'b.example' }],
    [`$ wget --no-check-certificate ${URL}`, { verifies: false }],
    [`$ wget --ca-certificate x ${URL}`, { verifies: false }],
    [`$ wget --ca-directory x ${URL}`, { verifies: false }],
    [`$ wget -e use_proxy=yes -e "HTTPS_PROXY = p.example:8080" ${URL}`, { proxy: 'p.example:8080' }],
    [`$ wget -e ftp_proxy=p.example:8080 ${URL}`, { proxy: null }],
    [`$ wget --header "Host: b.example" ${URL}`, { elsewhere: true }],
    // nc
    ['$ nc a.example 443', { proxy: null, elsewhere: false }],
    ['$ nc -x p.example:8080 a.example 443', { proxy: 'p.example:8080' }],
    ['$ nc --udp a.example 443', { elsewhere: true }],
    ['$ nc -U a.example 443', { elsewhere: true }],
    // nslookup
    ['$ nslookup a.example', { host: 'a.example', asksServer: false }],
    ['$ nslookup A.Example. 10.0.0.4', { host: 'a.example', asksServer: true }],
    ['$ nslookup -type=AAAA a.example', { host: 'a.example', asksServer: false }],
    // Invoke-WebRequest
    [`PS C:\\> iwr ${URL}`, { proxy: null, noProxy: null, verifies: true, elsewhere: false }],
    [`PS C:\\> iwr ${URL} -NoProxy`, { noProxy: '*' }],
    [`PS C:\\> iwr ${URL} -Proxy http://p.example`, { proxy: 'http://p.example' }],
    [`PS C:\\> iwr ${URL} -SkipCertificateCheck`, { verifies: false }],
    [`PS C:\\> iwr ${URL} -UnixSocket /x`, { elsewhere: true }],
    [`PS C:\\> iwr ${URL} -Headers @{Host="b.example"}`, { elsewhere: true }],
    [`PS C:\\> iwr ${URL} -Headers @{'Host' = "b.example"}`, { elsewhere: true }],
    [`PS C:\\> iwr ${URL} -Headers @{Ghost="b.example"}`, { elsewhere: false }],
  ])('%s', (line, found) => {
    expect(commandOf(line)).toMatchObject(found);
  });
});

describe('the destination that the arguments of a cmdlet name', () => {
  test.each<[string, string | null, number | null]>([
    ['iwr a.example', 'a.example', 443],
    ['iwr a.example:8080', 'a.example', 8080],
    ['iwr http://a.example', 'a.example', 80],
    ['irm https://a.example', 'a.example', 443],
    ['Invoke-RestMethod -Uri https://a.example', 'a.example', 443],
    ['Invoke-WebRequest https://a.example', 'a.example', 443],
    ['tnc a.example 443', 'a.example', 443],
    ['tnc a.example', 'a.example', null],
    ['tnc a.example port 443', 'a.example', 443],
    ['tnc -ComputerName a.example -RemotePort 443', 'a.example', 443],
    ['tnc -CN a.example 443', 'a.example', 443],
    ['tnc 443 -CN a.example', 'a.example', 443],
    ['tnc 443 -RemoteAddress a.example', 'a.example', 443],
    ['tnc -RemotePort 443 a.example', 'a.example', 443],
    ['Test-NetConnection a.example -Port 443', 'a.example', 443],
    ['tnc -RemoteAddress a.example -Port 443', 'a.example', 443],
    ['tnc a.example -CommonTCPPort HTTP', 'a.example', 80],
    ['tnc a.example -CommonTCPPort rdp', 'a.example', 3389],
    ['tnc a.example -CommonTCPPort SMB', 'a.example', 445],
    ['tnc a.example -CommonTCPPort WINRM', 'a.example', 5985],
    ['tnc a.example -CommonTCPPort x', 'a.example', null],
    ['tnc a.example -CommonTCPPort HTTP -Port 443', 'a.example', 443],
    ['tnc -InformationLevel Detailed a.example 443', 'a.example', 443],
    ['tnc -Hops 3 -TraceRoute a.example', 'a.example', null],
    ['tnc -ConstrainSourceAddress 10.0.0.4 -ConstrainInterface 3 a.example 443', 'a.example', 443],
    ['tnc -WarningAction SilentlyContinue a.example 443', 'a.example', 443],
  ])('%s', (line, host, port) => {
    expect(commandOf(`PS C:\\> ${line}`)).toMatchObject({ host, port });
  });

  test.each([
    'Method Get',
    'CustomMethod GET',
    'Headers x',
    'OutFile x',
    'InFile x',
    'UserAgent x',
    'Credential x',
    'MaximumRedirection 0',
    'MaximumRetryCount 1',
    'RetryIntervalSec 1',
    'Body x',
    'Form x',
    'ContentType x',
    'WebSession x',
    'SessionVariable x',
    'Certificate x',
    'CertificateThumbprint x',
    'TransferEncoding x',
    'SslProtocol Tls12',
    'Authentication Basic',
    'Token x',
    'HttpVersion 1.1',
    'TimeoutSec 5',
    'ConnectionTimeoutSeconds 5',
    'OperationTimeoutSeconds 5',
    'ProxyCredential x',
    'ResponseHeadersVariable x',
    'StatusCodeVariable x',
    'ErrorAction Stop',
    'EA Stop',
    'WarningAction Stop',
    'InformationAction Stop',
    'ProgressAction SilentlyContinue',
    'ErrorVariable x',
    'OutVariable x',
    'OutBuffer 1',
    'PipelineVariable x',
    'InformationVariable x',
    'infa Stop',
    'proga Stop',
    'wa Stop',
    'iv x',
    'ev x',
    'wv x',
    'ov x',
    'ob 1',
    'pv x',
  ])('a parameter of Invoke-WebRequest with a value: -%s', (parameter) => {
    expect(commandOf(`PS C:\\> iwr -${parameter} ${URL}`)).toMatchObject({ host: 'a.example', port: 443 });
  });

  test.each([
    'UseBasicParsing',
    'SkipCertificateCheck',
    'NoProxy',
    'SkipHttpErrorCheck',
    'DisableKeepAlive',
    'UseDefaultCredentials',
    'PassThru',
    'Resume',
    'Verbose',
    'Debug',
    'UseB',
    'SkipC',
  ])('a switch: -%s', (parameter) => {
    expect(commandOf(`PS C:\\> iwr -${parameter} ${URL}`)).toMatchObject({ host: 'a.example', port: 443 });
  });
});

describe('tools whose output is not read', () => {
  test.each([
    'tcpdump',
    'azcmagent kubectl netsh iptables nft hping3 tcping fping arp nbtstat pathping netstat ss',
    'ipconfig',
  ])('%s', (names) => {
    for (const name of names.split(' '))
      expect(commandLineOf(`$ ${name} x`, tools)).toMatchObject({ commands: [], other: name });
  });
});
