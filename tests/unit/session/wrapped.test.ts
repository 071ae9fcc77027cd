import { describe, expect, test } from 'vitest';
import type { LogReport } from '../../../src/model/report.ts';
import { diagnose } from '../../support/analyzer.ts';
import { BLOCKS, shownIn, type Block } from '../../support/blocks.ts';

const HOST = 'contosostor01.blob.core.windows.net';
const OTHER = 'pod01-manag1.jpe.backup.windowsazure.com';

/** What a terminal shows, as it is. */
const SESSIONS: Readonly<Record<string, readonly string[]>> = {
  'two tools': [
    `[root@vm01 ~]# nc -vz ${HOST} 443`,
    'Ncat: Version 7.92 ( https://nmap.org/ncat )',
    'Ncat: Connected to 20.60.1.1:443.',
    'Ncat: 0 bytes sent, 0 bytes received in 0.03 seconds.',
    `[root@vm01 ~]# curl -sSI https://${OTHER}`,
    `curl: (28) Failed to connect to ${OTHER} port 443 after 130324 ms: Connection timed out`,
    '[root@vm01 ~]# date',
    'Sun Nov 29 12:08:02 JST 2026',
  ],
  'a name and an answer': [
    `$ nslookup ${OTHER}`,
    'Server:\t\t168.63.129.16',
    'Address:\t168.63.129.16#53',
    '',
    `** server can't find ${OTHER}: NXDOMAIN`,
    '',
    `$ curl -v https://${HOST}`,
    '*   Trying 20.60.1.1:443...',
    `* Connected to ${HOST} (20.60.1.1) port 443 (#0)`,
    '> GET / HTTP/1.1',
    `> Host: ${HOST}`,
    '> ',
    '< HTTP/1.1 400 Value for one of the query parameters specified in the request URI is invalid.',
    '< Server: Microsoft-HTTPAPI/2.0',
    '< x-ms-request-id: 1',
    '< ',
    '$ ',
  ],
  PowerShell: [
    `PS C:\\> Test-NetConnection ${HOST} -Port 443`,
    'WARNING: TCP connect to (20.60.1.1 : 443) failed',
    '',
    `ComputerName           : ${HOST}`,
    'RemoteAddress          : 20.60.1.1',
    'RemotePort             : 443',
    'TcpTestSucceeded       : False',
    '',
    `PS C:\\> nslookup ${OTHER}`,
    'Server:  UnKnown',
    'Address:  168.63.129.16',
    '',
    `Name:    ${OTHER}`,
    'Address:  20.60.1.9',
  ],
};

const clock = (at: number) => String(at % 60).padStart(2, '0');
/** What stands before lines in what people copy from. */
const PREFIXES: Readonly<Record<string, (line: string, at: number) => string>> = {
  'four blanks': (line) => `    ${line}`,
  'a tab': (line) => `\t${line}`,
  'a margin': (line) => `| ${line}`,
  'a box': (line) => `│ ${line}`,
  'a quote mark': (line) => `> ${line}`,
  'two quote marks': (line) => `> > ${line}`,
  'line numbers': (line, at) => `${String(at + 1).padStart(5)}\t${line}`,
  'line numbers with a colon': (line, at) => `${at + 1}:${line}`,
  'a clock': (line, at) => `12:08:${clock(at)} ${line}`,
  'a clock in brackets': (line, at) => `[12:08:${clock(at)}] ${line}`,
  'ISO 8601': (line, at) => `2026-11-29T12:08:${clock(at)}+09:00 ${line}`,
  'ISO 8601 with a fraction': (line, at) =>
    `2026-11-29T12:08:${clock(at)}.${String(at * 37).padStart(6, '0')}Z ${line}`,
  syslog: (line, at) => `Nov 29 12:08:${clock(at)} vm01 check.sh[812]: ${line}`,
  pdsh: (line) => `vm-app01: ${line}`,
  'docker-compose': (line) => `web-1  | ${line}`,
  comments: (line) => `## ${line}`,
};
const unquoted = (text: string) => JSON.parse(`"${text}"`) as string;
const html = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const plainHtml = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
/** Texts in which the lines stand folded, and what a piece of such a text stands for. */
const FOLDS: Readonly<Record<string, readonly [(text: string) => string, (piece: string) => string]>> = {
  'az vm run-command': [
    (text) =>
      JSON.stringify({ value: [{ code: 'x', message: `Enable succeeded: \n[stdout]\n${text}\n[stderr]\n` }] }, null, 2),
    unquoted,
  ],
  'JSON on one line': [(text) => JSON.stringify({ output: text, path: 'C:\\temp' }), unquoted],
  'line ends of Windows in JSON': [(text) => JSON.stringify({ output: text.replaceAll('\n', '\r\n') }), unquoted],
  'JSON in JSON': [
    (text) => JSON.stringify({ log: JSON.stringify({ output: text }) }),
    (piece) => unquoted(unquoted(piece)),
  ],
  'the source of a page': [(text) => html(text).split('\n').join('<br>\n'), plainHtml],
  'a page on one line': [(text) => `<p>${html(text).split('\n').join('<br/>')}</p>`, plainHtml],
};

const told = ({ endpoints }: LogReport) =>
  endpoints.map(({ host, port, dns, tcp, https, verdict }) => [
    host,
    port,
    dns.status,
    tcp.status,
    https.status,
    verdict,
  ]);
/** What messages are pointed at; a command is its whole line. */
const shown = ({ annotations }: LogReport, text: string) => {
  const lines = text.split('\n');
  return annotations
    .filter(({ signature }) => signature !== null)
    .map(({ line, start, end }) => lines[line - 1]?.slice(start, end));
};

describe.each(Object.entries(SESSIONS))('%s', (_, lines) => {
  const plain = `${lines.join('\n')}\n`;
  const expected = diagnose(plain);
  const marks = shown(expected, plain);

  test('is read', () => {
    expect(
      told(expected)
        .map(([host]) => host)
        .sort(),
    ).toEqual([HOST, OTHER].sort());
    expect(marks.length).toBeGreaterThan(1);
  });

  test.each(Object.entries(PREFIXES))('behind %s: the same, and pointed at', (_, prefix) => {
    const text = `${lines.map(prefix).join('\n')}\n`;
    const report = diagnose(text);
    expect(told(report)).toEqual(told(expected));
    expect(shown(report, text)).toEqual(marks);
  });

  test.each(Object.entries(FOLDS))('folded as %s: the same, and pointed at', (_, [fold, stoodFor]) => {
    const text = fold(plain);
    const report = diagnose(text);
    expect(told(report)).toEqual(told(expected));
    expect(report.source.lines).toBe(text.trimEnd().split('\n').length);
    expect(shown(report, text).map((piece = '') => stoodFor(piece))).toEqual(marks);
    for (const { line, start, end } of report.annotations)
      expect(text.split('\n')[line - 1]?.slice(start, end)).not.toBe('');
  });

  test('in full-width letters and dressed signs', () => {
    const dressed = plain
      .replaceAll(/[0-9a-zA-Z]{3,}/gu, (word) =>
        Array.from(word, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(''),
      )
      .replaceAll(' -', ' –')
      .replaceAll("'", '’');
    expect(told(diagnose(dressed))).toEqual(told(expected));
  });

  test('in colours', () => {
    const text = lines.map((line) => `\u001B[32m${line}\u001B[0m\n`).join('');
    expect(told(diagnose(text))).toEqual(told(expected));
  });
});

/** A block behind another command, and before the next prompt. */
function sessionOf(block: Block): string {
  const windows = block.windows === true;
  const prompt = windows ? 'PS C:\\> ' : '[root@vm01 ~]# ';
  const before = windows ? ['hostname', 'vm01'] : ['date', 'Sun Nov 29 12:08:02 JST 2026'];
  return `${prompt}${before.join('\n')}\n${shownIn(block, HOST)}${prompt}\n`;
}

describe.each(BLOCKS.map((block) => [`${block.tool} ${block.what}`, sessionOf(block)]))('%s', (_, plain) => {
  const expected = diagnose(plain);

  test('behind any prefix: the same, and pointed at', () => {
    for (const [name, prefix] of Object.entries(PREFIXES)) {
      const text = `${plain.trimEnd().split('\n').map(prefix).join('\n')}\n`;
      const report = diagnose(text);
      expect([name, told(report)]).toEqual([name, told(expected)]);
      expect([name, shown(report, text)]).toEqual([name, shown(expected, plain)]);
    }
  });

  test('folded in any way: the same, and pointed at', () => {
    for (const [name, [fold, stoodFor]] of Object.entries(FOLDS)) {
      const text = fold(plain);
      const report = diagnose(text);
      expect([name, told(report)]).toEqual([name, told(expected)]);
      expect([name, shown(report, text).map((piece = '') => stoodFor(piece))]).toEqual([name, shown(expected, plain)]);
    }
  });
});
