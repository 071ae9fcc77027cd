import type { Analysis } from '../../../src/analyze/log.ts';
import { reportsToMatrix } from '../../../src/report/matrix.ts';
import { reportToText } from '../../../src/report/text.ts';
import { analyzer, knowledge } from '../../support/analyzer.ts';
import { linuxLogs, windowsLogs } from '../../support/corpus.ts';
import { family, testGrowth } from '../../support/growth.ts';

type Piece = string | ((at: number) => string);
const repeated = (piece: Piece, n: number): string =>
  typeof piece === 'string' ? piece.repeat(n) : Array.from({ length: n }, (_, at) => piece(at)).join('');
const analyze = (text: string): Analysis => analyzer.analyzeText('x', text);

/** A whole analysis of a text with a head and a piece that is written over and over. */
const log = (name: string, piece: Piece, head = '', end = ''): ReturnType<typeof family<string>> =>
  family(name, (n) => head + repeated(piece, n) + end, analyze, { from: 16 });

const [start = ''] = knowledge.formats.flatMap(({ startMarks }) => startMarks);
const linux = `${start}\n##TRY!! curl -I https://a.blob.core.windows.net ##\n`;
const windows = 'PowerShell transcript start\n#TRY!! tnc a.blob.core.windows.net -port 443\n';
const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const wholeLinux = decoded(linuxLogs[0]?.bytes ?? new Uint8Array(0));
const wholeWindows = decoded(windowsLogs.find(({ truth }) => truth.encoding === 'utf-8')?.bytes ?? new Uint8Array(0));
const host = (at: number): string => `h${at}.blob.core.windows.net`;

testGrowth([
  log('nothing known', 'a line that says nothing\n'),
  log('one long line', 'x'),
  log('one long line of words', 'curl '),
  log('empty lines', '\n'),
  family(
    'a few long lines whose length changes when they are folded',
    (n) => `${'ｶﾞ'.repeat(n)}\n`.repeat(3),
    analyze,
    { from: 16 },
  ),
  log('whole logs of Linux', wholeLinux),
  log('whole logs of Windows', wholeWindows),
  log('heads of logs', `${start}\n`),
  log('announcements', '##TRY!! curl -I https://a.blob.core.windows.net ##\n'),
  log('announcements of other hosts', (at) => `##TRY!! curl -I https://${host(at)} ##\n`, start),
  log('announcements without end', '##TRY!! curl -I https://', start),
  log('answers of one probe', 'HTTP/1.1 403 Forbidden\n', linux),
  log('answers and headers of one probe', 'HTTP/1.1 403 Forbidden\nServer: x\n\n', linux),
  log('errors of one probe', 'curl: (28) Connection timed out after 300001 milliseconds\n', linux),
  log(
    'progress of one probe',
    `${'  0     0    0     0    0     0      0      0 --:--:--  0:00:01 --:--:--     0'}\r`,
    linux,
  ),
  log('errors of a terminal', 'curl: (6) Could not resolve host: a.example\n', '$ curl -I https://a.example\n'),
  log('errors that name other hosts', (at) => `curl: (6) Could not resolve host: ${host(at)}\n`),
  log('status lines of a terminal', 'HTTP/1.1 200 OK\n', '$ curl -I https://a.example\n'),
  log(
    'nslookup: addresses',
    (at) => `Address: 10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}\n`,
    '$ nslookup a.example\nName: a.example\n',
  ),
  log('nslookup: aliases', (at) => `a${at}.example canonical name = a${at + 1}.example.\n`, '$ nslookup a.example\n'),
  log(
    'nslookup: servers that fail',
    'DNS request timed out.\n    timeout was 2 seconds.\n',
    'C:\\>nslookup a.example\n',
  ),
  log('error records', 'Invoke-WebRequest : リモート サーバーに接続できません。\n', 'PS C:\\> iwr https://a.example\n'),
  log(
    'error records that quote a command',
    'iwr : The remote name could not be resolved\n+ iwr https://a.example\n',
    'PS C:\\> iwr https://a.example\n',
  ),
  log('commands', (at) => `$ nc -vz ${host(at)} 443\nNcat: Connection timed out.\n`),
  log('commands for other ports', (at) => `$ nc -vz a.example ${(at % 60_000) + 1}\nNcat: Connection refused.\n`),
  log('status lines of a terminal', 'HTTP/1.1 200 OK\n', '$ curl -I https://a.example\n'),
  log(
    'nslookup: addresses',
    (at) => `Address: 10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}\n`,
    '$ nslookup a.example\nName: a.example\n',
  ),
  log('nslookup: aliases', (at) => `a${at}.example canonical name = a${at + 1}.example.\n`, '$ nslookup a.example\n'),
  log(
    'nslookup: servers that fail',
    'DNS request timed out.\n    timeout was 2 seconds.\n',
    'C:\\>nslookup a.example\n',
  ),
  log('error records', 'Invoke-WebRequest : リモート サーバーに接続できません。\n', 'PS C:\\> iwr https://a.example\n'),
  log(
    'error records that quote a command',
    'iwr : The remote name could not be resolved\n+ iwr https://a.example\n',
    'PS C:\\> iwr https://a.example\n',
  ),
  log(
    'nslookup of Windows: aliases',
    (at) => `          a${at}.example\n`,
    'C:\\>nslookup a.example\nName:    a.example\nAddress:  10.0.0.1\nAliases:  b.example\n',
  ),
  log('Test-NetConnection: results', 'TcpTestSucceeded : True\n', windows),
  log('Test-NetConnection: other hosts', (at) => `ComputerName : ${host(at)}\nTcpTestSucceeded : False\n`),
  log('quoted commands of one record', '+ iwr https://a.example\n', 'iwr : The remote name could not be resolved\n'),
  log(
    'broken lines',
    `${'curl: (28) Failed to connect to a.blob.core.windows.net port 443 after 300000 ms: '.slice(0, 79)}\n`,
    windows,
  ),
  log(
    'full lines below WinINet',
    `${'x'.repeat(100)}\n`,
    'WinINet settings for current user\nProxyOverride: x\n',
    windows,
  ),
  log(
    'addresses of the machine',
    (at) => `    inet 10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}/8 scope global\n`,
    linux.slice(0, linux.indexOf('##')),
  ),
  log('quoted mail', '> > curl: (7) Failed to connect\n', '> a\n> b\n> c\n'),
  log('control characters', '\u001B[31m\u0000'),
  log('rules', '=====================================\n', 'C:\\>tnc a.example -port 443\n'),
  log('messages outside the probes', 'The VSS writer failed: Writer name: [SqlServerWriter] State: [8] Failed\n'),
  log('prompts with unknown commands', '[root@vm01 ~]# ls -l\n'),
  family(
    'a log in bytes of Shift_JIS',
    (n) => new Uint8Array(n * 2).fill(0x82),
    (bytes) => analyzer.analyze({ name: 'x', bytes }),
    { from: 16 },
  ),
  family(
    'text of many probes',
    (n) =>
      analyze(linux + repeated((at) => `##TRY!! curl -I https://${host(at)} ##\ncurl: (28) Connection timed out\n`, n)),
    ({ report, lines }) => reportToText(report, lines),
    { from: 16, most: 1024 },
  ),
  family(
    'a matrix of many machines',
    (n) =>
      Array.from(
        { length: 8 },
        () => analyze(repeated((at) => `$ nc -vz ${host(at)} 443\nNcat: Connection timed out.\n`, n)).report,
      ),
    reportsToMatrix,
    { from: 16, most: 256 },
  ),
]);
