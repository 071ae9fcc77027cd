import { describe, expect, test } from 'vitest';
import { diagnose } from '../support/analyzer.ts';

const HOST = 'contosostor01.blob.core.windows.net';
const OTHER = 'pod01-manag1.jpe.backup.windowsazure.com';

describe('a command that cannot be read', () => {
  test.each([
    ['pathping -n a.example', 'pathping'],
    ['sudo hping3 -S -p 443 a.example', 'hping3'],
    ['echo a.example | fping', 'fping'],
    ['tcping a.example 443', 'tcping'],
    ['./check.sh', null],
    ['for h in $(cat hosts); do curl -sI https://$h; done', 'curl'],
  ])('%s ends what came before and is listed with its lines', (command, tool) => {
    const report = diagnose(
      `[root@vm01 ~]# curl -I https://${HOST}\n[root@vm01 ~]# ${command}\nHTTP/1.1 404 Not Found\nServer: x\n[root@vm01 ~]# nc -vz ${OTHER} 443\nNcat: Connection refused.\n`,
    );
    expect(report.unread).toEqual([{ command, tool, lines: [2, 4] }]);
    expect(report.endpoints.map(({ host, verdict }) => [host, verdict])).toEqual([
      [HOST, 'indeterminate'],
      [OTHER, 'unreachable'],
    ]);
  });

  test('one that prints nothing leaves nothing unread, and one whose output is a setting is read', () => {
    const report = diagnose(
      `$ cd /tmp\n$ export A=b\n$ env | grep -i proxy\nhttps_proxy=http://10.0.0.4:8080\n$ nc -vz ${HOST} 443\nNcat: Connection refused.\n`,
    );
    expect(report.unread).toEqual([]);
    expect(report.proxy.https).toBe('http://10.0.0.4:8080');
  });

  test('what it says of a host that it names is told', () => {
    const report = diagnose(`$ ./check.sh\ncurl: (6) Could not resolve host: ${HOST}\n`);
    expect(report.endpoints.map(({ host, dns }) => [host, dns.status])).toEqual([[HOST, 'failed']]);
  });

  test('an announcement of a script with an unknown tool is listed', () => {
    const report = diagnose(
      `#### 環境情報確認 ####\n##TRY!! hping3 ${HOST} ##\n;; x\n##TRY!! nc -vz ${HOST} 443 ##\nNcat: TIMEOUT.\n`,
    );
    expect(report.unread).toEqual([{ command: `hping3 ${HOST}`, tool: 'hping3', lines: [2, 2] }]);
  });
});

describe('while a command runs only its own tool reads its lines', () => {
  test('header lines of curl -v are no lookup', () => {
    const report = diagnose(
      `$ curl -v https://${HOST}\n* Connected to ${HOST} (20.1.1.1) port 443 (#0)\n> GET / HTTP/1.1\n> Host: ${HOST}\n> \n< HTTP/1.1 404 Not Found\n< Date: x\n< Server: squid.example\n< \nName: a.example\n`,
    );
    expect(report.probes.map(({ tool }) => tool)).toEqual(['curl']);
    expect(report.endpoints.map(({ host }) => host)).toEqual([HOST]);
  });

  test('a page that quotes an error of PowerShell stays a page', () => {
    const report = diagnose(`$ curl https://${HOST}\n<p>Unable to connect to the remote server</p>\n`);
    expect(report.probes.map(({ tool }) => tool)).toEqual(['curl']);
  });

  test('in Windows PowerShell curl is Invoke-WebRequest', () => {
    const report = diagnose(`PS C:\\> curl https://${HOST}\ncurl : Unable to connect to the remote server\n`);
    expect(report.probes.map(({ tool, cause }) => [tool, cause])).toEqual([['iwr', 'timeout']]);
  });
});

describe('a command over several lines', () => {
  test.each([
    [
      `$ curl -sS -I \\\n>   --connect-timeout 5 \\\n>   https://${HOST}\ncurl: (28) Connection timed out after 5001 milliseconds\n`,
    ],
    [`PS C:\\> curl.exe -I \`\n  https://${HOST}\ncurl: (28) Connection timed out after 5001 milliseconds\n`],
    [
      `PS C:\\Users\\azureuser> Test-NetConnection -ComputerName contosostor01.blob.core.wi\nndows.net -Port 443\nWARNING: TCP connect to (20.1.1.1 : 443) failed\n`,
    ],
  ])('%j', (text) => {
    const { endpoints } = diagnose(text);
    expect(endpoints.map(({ host, port, verdict }) => [host, port, verdict])).toEqual([[HOST, 443, 'unreachable']]);
  });
});

describe('several commands on one line', () => {
  test('as many outputs as commands are theirs in turn', () => {
    const text = `$ nc -vz ${HOST} 443; nc -vz ${OTHER} 443\nNcat: Version 7.93 ( https://nmap.org/ncat )\nNcat: TIMEOUT.\nNcat: Version 7.93 ( https://nmap.org/ncat )\nNcat: Connected to 20.1.1.1:443.\n`;
    const { endpoints } = diagnose(text);
    expect(endpoints.map(({ host, verdict }) => [host, verdict])).toEqual([
      [HOST, 'unreachable'],
      [OTHER, 'reachable'],
    ]);
  });

  test('otherwise each counts for the host that it names', () => {
    const text = `$ curl -I https://${HOST} & curl -I https://${OTHER} &\nHTTP/1.1 404 Not Found\nServer: x\n\ncurl: (6) Could not resolve host: ${OTHER}\n`;
    const { endpoints } = diagnose(text);
    expect(endpoints.map(({ host, verdict }) => [host, verdict])).toEqual([
      [HOST, 'indeterminate'],
      [OTHER, 'unreachable'],
    ]);
  });
});

test('the machine and the user of each run are those of its prompt', () => {
  const text = (second: string): string =>
    `[root@vm01 ~]# nc -vz ${HOST} 443\nConnection to ${HOST} 443 port [tcp/https] succeeded!\n[me@${second} ~]$ nc -vz ${HOST} 443\nnc: connect to ${HOST} port 443 (tcp) failed: Connection refused\n`;
  expect(diagnose(text('vm01')).endpoints.map(({ verdict }) => verdict)).toEqual(['unreachable']);
  expect(diagnose(text('vm02')).endpoints.map(({ verdict }) => verdict)).toEqual(['unreachable']);
  const turned = text('vm02').split('\n');
  expect(
    diagnose([...turned.slice(2, 4), ...turned.slice(0, 2), ''].join('\n')).endpoints.map(({ verdict }) => verdict),
  ).toEqual(['unreachable']);
});
