import { describe, expect, test } from 'vitest';
import { Journals } from '../../src/journal/journals.ts';
import { loadFormats } from '../../src/knowledge/load-files.ts';
import { Lines } from '../../src/text/lines.ts';
import { diagnose } from '../support/analyzer.ts';

const journals = new Journals(loadFormats());
const find = (text: string, chosen?: string) => journals.find(new Lines(text), chosen);
const linesOf = (text: string, id: string) => {
  const found = find(text);
  expect(found?.format.id).toBe(id);
  return found?.records.all.map(({ line }) => line);
};

describe('where a record ends', () => {
  test('lines without a head go on with the one before', () => {
    const text = `2026-11-20T01:02:03.1Z ERROR ExtHandler ExtHandler failed\nTraceback\n  File "x"\n2026-11-20T01:02:04.1Z INFO ExtHandler ExtHandler next\n`;
    const records = find(text)?.records;
    expect([1, 2, 3, 4].map((line) => records?.of(line)?.line)).toEqual([1, 1, 1, 4]);
    expect(records?.lastOf(records.all[0] ?? { ...NOTHING })).toBe(3);
  });

  test('of backint.log only what is indented does', () => {
    const text = `2026-11-20 01:10:41.102 backint started:\n  pid: 3702\nhn1adm@vm1:~> ls\nx\n2026-11-20 01:10:41.967 backint terminated:\n  exit code: 1\n`;
    const records = find(text)?.records;
    expect([2, 3, 4, 6].map((line) => records?.of(line)?.line ?? null)).toEqual([1, null, null, 5]);
  });

  test('a copied event begins where one of its fields comes again', () => {
    const event = (id: number) =>
      `Log Name:      System\nSource:        VSS\nEvent ID:      ${String(id)}\nLevel:         Error\nDescription:\ntext\n\n`;
    const found = find(event(8193) + event(12289));
    expect(found?.records.all).toMatchObject([
      { line: 1, source: 'VSS', id: 8193, level: 'error', message: 6 },
      { line: 8, source: 'VSS', id: 12289, message: 13 },
    ]);
  });

  test('an event of one field is none', () => {
    expect(find('Source: a letter\nDear all,\nSource: another letter\n')).toBeNull();
  });

  test('the heading of a table names the source of its rows', () => {
    const text = `   ProviderName: volsnap\n\nTimeCreated                  Id LevelDisplayName Message\n-----------                  -- ---------------- -------\n11/20/2026 2:00:00 AM        25 Error            gone\n\n   ProviderName: VSS\n\n11/20/2026 2:00:05 AM      8224 Information      end\n`;
    expect(find(text)?.records.all).toMatchObject([
      { source: 'volsnap', id: 25, at: '2026-11-20T02:00:00' },
      { source: 'VSS', id: 8224 },
    ]);
  });
});

const NOTHING = { line: 0, at: null, level: null, source: null, id: null, message: 0 };

describe('which log it is', () => {
  test.each([
    ['waagent', '2019/07/22 12:36:56.449403 ERROR ExtHandler x\n'],
    ['vm-extension', '2021/02/26 09:41:45.748364  Error  x\n'],
    ['windows-guest-agent', '[00000006] [11/20/2026 06:27:50.11] [INFO]  x\n'],
    ['azcmagent', 'time="2026-11-20T10:04:09Z" level=info msg="x"\n'],
  ])('%s by a single record', (id, text) => {
    expect(find(text)?.format.id).toBe(id);
  });

  test.each([
    ['a letter', 'Hello,\n\nit does not work since 2026/11/20 01:02:03.\nRegards\n'],
    [
      'commands',
      '$ curl -I https://login.microsoftonline.com\nHTTP/1.1 200 OK\n$ date\nFri Nov 20 01:02:03 UTC 2026\n',
    ],
    ['nothing', '\n'],
    [
      'two lines of a common log among many others',
      `${'some text\n'.repeat(40)}Nov 20 07:59:29 vm1 sshd[1]: x\nNov 20 07:59:30 vm1 sshd[1]: y\n`,
    ],
  ])('none: %s', (_, text) => {
    expect(find(text)).toBeNull();
  });

  test('behind the head of the system log, a mail’s marks, or line numbers, it is the same log', () => {
    const lines = [
      '2026-11-20T01:02:03.1Z INFO ExtHandler a b',
      '2026-11-20T01:02:04.1Z ERROR ExtHandler c',
      '2026-11-20T01:02:05.1Z INFO ExtHandler d',
    ];
    const with_ = (head: (at: number) => string) => lines.map((line, at) => head(at) + line).join('\n');
    expect(
      linesOf(
        with_(() => ''),
        'waagent',
      ),
    ).toEqual([1, 2, 3]);
    expect(
      linesOf(
        with_(() => '> '),
        'waagent',
      ),
    ).toEqual([1, 2, 3]);
    expect(
      linesOf(
        with_((at) => `${String(at + 17)}:`),
        'waagent',
      ),
    ).toEqual([1, 2, 3]);
    expect(
      linesOf(
        with_((at) => `Nov 20 10:00:0${String(at)} vm1 python3[1234]: `),
        'waagent',
      ),
    ).toEqual([1, 2, 3]);
  });

  test('the reader’s choice reads the records of that log and no other', () => {
    const text = '2019/07/22 12:36:56 plain words\n2019/07/22 12:36:57 more\n';
    expect(find(text)).toBeNull();
    expect(find(text, 'waagent')?.records.all).toHaveLength(2);
    expect(find(text, 'azcmagent')).toBeNull();
  });
});

describe('a piece of a log among commands', () => {
  const text = `$ nc -vz -w 5 login.microsoftonline.com 443\nConnection to login.microsoftonline.com 443 port [tcp/https] succeeded!\n$ tail -1 /var/log/waagent.log\n2026-11-20T01:02:03.1Z ERROR ExtHandler ExtHandler [HttpError] [HTTP Failed] GET http://168.63.129.16:32526/versions -- IOError timed out -- 6 attempts made\n$ uptime\n`;

  test('is a part of the terminal’s text, with its time', () => {
    const { format, endpoints, findings, journal } = diagnose(text);
    expect([format, journal]).toEqual(['terminal', undefined]);
    expect(endpoints.map(({ host, verdict }) => [host, verdict])).toEqual([['login.microsoftonline.com', 'reachable']]);
    expect(findings).toMatchObject([
      { signature: 'waagent-wireserver-timeout', line: 4, firstAt: '2026-11-20T01:02:03Z' },
    ]);
  });
});
