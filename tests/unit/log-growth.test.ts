import { Gateways } from '../../src/gateways/gateways.ts';
import { FormatRecogniser } from '../../src/log/formats/recognise.ts';
import { commandLineOf } from '../../src/session/command.ts';
import { SessionReader } from '../../src/session/scan.ts';
import { ToolTable } from '../../src/session/tool-table.ts';
import { SignatureMatcher } from '../../src/signatures/matcher.ts';
import { CleanLines } from '../../src/text/clean.ts';
import { Lines } from '../../src/text/lines.ts';
import { simpleCommands } from '../../src/text/shell-words.ts';
import { SESSION_TOOLS, toolOf } from '../../src/tools/index.ts';
import { SystemErrors } from '../../src/tools/os-error.ts';
import { knowledge } from '../support/analyzer.ts';
import { family, testGrowth } from '../support/growth.ts';

const matcher = new SignatureMatcher(knowledge.signatures);
const recogniser = new FormatRecogniser(knowledge.formats);
const session = new SessionReader(matcher, SESSION_TOOLS, knowledge.formats);
const tools = new ToolTable(SESSION_TOOLS);
const gateways = new Gateways(knowledge.gateways);
const system = new SystemErrors(knowledge.systemErrors);

/** Finds the probes of a log and reads each. */
function read(text: string): number {
  const clean = new CleanLines(new Lines(text));
  const { probes, text: lines } = session.read(clean, recogniser.recognise(clean).announcing);
  const context = { cutOff: false, proxy: 'unknown' as const, unconnected: false, gateways, system };
  for (const probe of probes) toolOf(probe.tool)?.read(probe, context, lines);
  matcher.forget();
  return probes.length;
}

/** A log in which a piece is repeated, with its number in place of `#N`, behind a head. */
function repeated(piece: string, head = '', tail = ''): (n: number) => string {
  return (n) => {
    const parts: string[] = [head];
    for (let i = 0; i < n; i += 1) parts.push(piece.includes('#N') ? piece.replaceAll('#N', String(i)) : piece);
    return parts.join('') + tail;
  };
}

const HOST = 'contosostor01.blob.core.windows.net';

testGrowth([
  family(
    'nslookup of Windows: aliases',
    repeated(
      '          a#N.example\n',
      `C:\\>nslookup ${HOST}\nName:    x.example\nAddress:  20.1.1.1\nAliases:  ${HOST}\n`,
    ),
    read,
  ),
  family('nslookup: addresses', repeated('Address: 20.1.1.1\n', `$ nslookup ${HOST}\nName:\t${HOST}\n`), read),
  family(
    'nslookup: canonical names',
    repeated('a#N.example\tcanonical name = b#N.example.\n', `$ nslookup ${HOST}\n`),
    read,
  ),
  family(
    'curl: one command, many status lines',
    repeated('HTTP/1.1 404 Not Found\nServer: x\n\n', `$ curl -I https://${HOST}\n`),
    read,
  ),
  family(
    'curl: one command, many errors',
    repeated('curl: (28) Connection timed out\n', `$ curl -I https://${HOST}\n`),
    read,
  ),
  family(
    'curl: one status line, many header lines',
    repeated('X-A#N: b\n', `$ curl -I https://${HOST}\nHTTP/1.1 404 Not Found\n`),
    read,
  ),
  family(
    'curl: a page',
    repeated('<p>FortiGuard #N <title>Access <big>Access</p>\n', `$ curl https://${HOST}\n`),
    read,
  ),
  family('curl: a page on one line', (n) => `$ curl https://${HOST}\n${'<title>Access Denied HTTP '.repeat(n)}`, read),
  family('curl -v: addresses', repeated('*   Trying 10.0.#N.1:443...\n', `$ curl -v https://${HOST}\n`), read),
  family(
    'curl -v: failures',
    repeated('* Failed to connect to x port 443 after 1 ms: Connection timed out\n', `$ curl -v https://${HOST}\n`),
    read,
  ),
  family(
    'curl: progress meters',
    repeated(
      '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n',
      `##TRY!! curl -I https://${HOST} ##\n`,
    ),
    read,
  ),
  family(
    'nc: hosts without commands',
    repeated('nc: connect to h#N.example port 443 (tcp) failed: Connection refused\n'),
    read,
  ),
  family(
    'tnc: lists',
    repeated('ComputerName     : h#N.example\nRemotePort       : 443\nTcpTestSucceeded : True\n\n'),
    read,
  ),
  family(
    'iwr: one command, many records',
    repeated('Invoke-WebRequest : Unable to connect to the remote server\n', `PS C:\\> iwr https://${HOST}\n`),
    read,
  ),
  family(
    'iwr: records that quote their command',
    repeated('iwr : Unable to connect to the remote server\n+ iwr https://h#N.example\n'),
    read,
  ),
  family(
    'tcpdump: connections, and ICMP of their host',
    repeated(
      '17:57:20.1 IP 10.0.0.4.#N > 192.0.2.1.443: Flags [S], length 0\n17:57:20.2 IP 10.0.0.1 > 10.0.0.4: ICMP host 192.0.2.1 unreachable, length 36\n',
    ),
    read,
  ),
  family(
    'tcpdump: packets with other text between them',
    repeated('17:57:20.1 IP 10.0.0.4.#N > 192.0.2.1.443: Flags [S], length 0\nother text #N\n'),
    read,
  ),
  family(
    'AzFileDiagnostics: accounts without a result',
    repeated('2026-11-30T12:14:16.922Z Storage account FQDN is a#N.example\n'),
    read,
  ),
  family('commands that are not read', repeated('[root@vm01 ~]# mtr -rwc 5 h#N.example\n 1. 10.0.0.1\n'), read),
  family(
    'one command that is not read',
    repeated('curl: (28) Connection timed out\n', '[root@vm01 ~]# ./check.sh\n'),
    read,
  ),
  family('commands that go on', repeated('$ curl \\\n'), read),
  family(
    'several commands on each line',
    repeated(
      '$ nc -vz a#N.example 443; nc -vz b.example 443\nNcat: Version 7.93 ( https://nmap.org/ncat )\nNcat: TIMEOUT.\n',
    ),
    read,
  ),
  family(
    'many runs for two commands',
    repeated(
      'Ncat: Version 7.93 ( https://nmap.org/ncat )\nNcat: TIMEOUT.\n',
      '$ nc -vz a.example 443; nc -vz b.example 443\n',
    ),
    read,
  ),
  family('announcements of a script', repeated('##TRY!! nc -vz h#N.example 443 ##\nNcat: TIMEOUT.\n\n'), read),
  family(
    'words of a shell',
    (n) => 'a "b c" \'d\' \\e '.repeat(n),
    (text) => simpleCommands(text, 'posix'),
    { most: 1 << 12 },
  ),
  family(
    'quotes without an end',
    (n) => `"${"'\\".repeat(n)}`,
    (text) => simpleCommands(text, 'windows'),
    { most: 1 << 12 },
  ),
  family(
    'a long command line',
    (n) => `$ curl ${'-H "A: b" '.repeat(Math.min(n, 700))}https://${HOST}`,
    (line) => commandLineOf(line, tools),
    { most: 700 / 8 },
  ),
]);
