import { describe, expect, test } from 'vitest';
import { commandLineOf as readLine, type CommandLine } from '../../../src/session/command.ts';
import type { Command } from '../../../src/session/command-facts.ts';
import { ToolTable } from '../../../src/session/tool-table.ts';
import { SESSION_TOOLS } from '../../../src/tools/index.ts';

const tools = new ToolTable(SESSION_TOOLS);
const commandLineOf = (line: string): CommandLine | null => readLine(line, tools);

const HOST = 'contosostor01.blob.core.windows.net';
const of = (line: string): Command => {
  const [command] = commandLineOf(line)?.commands ?? [];
  if (command === undefined) throw new Error(`no command: ${line}`);
  return command;
};
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
