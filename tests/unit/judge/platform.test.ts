import { describe, expect, test } from 'vitest';
import { platformOf, platformOfCapture } from '../../../src/judge/platform.ts';
import type { Platform } from '../../../src/model/probe.ts';
import { withTools } from '../../../src/tools/platforms.ts';
import { knowledge } from '../../support/knowledge.ts';

const rules = withTools(knowledge.platforms);
const of = (text: string, tools: readonly string[] = [], format: Platform = 'any'): Platform =>
  platformOf({ format, tools, lines: text.split('\n') }, rules);

describe('the system of a terminal', () => {
  test.each([
    ['C:\\>nslookup login.microsoft.com', 'windows'],
    ['C:\\Users\\First Last>curl -I https://login.microsoft.com', 'windows'],
    ['PS C:\\Users\\a> tnc x', 'windows'],
    ['[vm01]: PS C:\\> tnc x', 'windows'],
    ['curl.exe -I https://login.microsoft.com', 'windows'],
    ['Server:  UnKnown\nAddress:  10.0.0.4', 'windows'],
    ['サーバー:  UnKnown', 'windows'],
    ['curl: (35) schannel: next InitializeSecurityContext failed', 'windows'],
    ['[azureuser@vm01 ~]$ curl -I https://a', 'linux'],
    ['azureuser@vm01:~$ nc -vz a 443', 'linux'],
    ['-bash: nc: command not found', 'linux'],
    ['2026-11-29 12:08:02 [root@vm-linux01 ~]# curl -v telnet://a:443', 'linux'],
    ['   1\t[root@vm-linux01 ~]# nslookup a', 'linux'],
    ['vm-linux01% curl -I https://a', 'linux'],
    ['Log Name:      CloudBackup', 'windows'],
    ['Server:\t\t10.0.0.4\nAddress:\t10.0.0.4#53', 'linux'],
    ['HTTP/1.1 200 OK', 'any'],
    ['', 'any'],
    ['C:\\>ssh azureuser@vm01\nazureuser@vm01:~$ curl -I https://a', 'any'],
  ] as const)('%j is %s', (text, wanted) => {
    expect(of(text)).toBe(wanted);
  });

  test('a prompt counts more than a message that quotes the other system', () => {
    expect(of('PS C:\\> cat hosts\n-bash: nc: command not found')).toBe('windows');
  });

  test('tools tell it where the lines do not, the format tells it before all', () => {
    expect(of('True', ['tnc'])).toBe('windows');
    expect(of('open', ['dig'])).toBe('linux');
    expect(of('C:\\>', ['tnc'], 'linux')).toBe('linux');
  });
});

test('a capture tells it by its file format or its link type', () => {
  expect(platformOfCapture({ fileType: 'netmon2', linkTypes: [1] }, rules)).toBe('windows');
  expect(platformOfCapture({ fileType: 'pcap', linkTypes: [113] }, rules)).toBe('linux');
  expect(platformOfCapture({ fileType: 'pcap', linkTypes: [276] }, rules)).toBe('linux');
  expect(platformOfCapture({ fileType: 'pcapng', linkTypes: [1] }, rules)).toBe('any');
});

describe('how much of a source is looked at', () => {
  const marks = { prompts: [], messages: ['^mark$'], tools: [], captures: [], linkTypes: [] };
  const own = { windows: marks, linux: { ...marks, messages: [] } };
  const find = (lines: readonly string[]) => platformOf({ format: 'any', tools: [], lines }, own);
  const blanks = (count: number) => Array.from({ length: count }, () => '');

  test('its first 5000 lines', () => {
    expect(find([...blanks(4999), 'mark'])).toBe('windows');
    expect(find([...blanks(5000), 'mark'])).toBe('any');
  });

  test('the first 2000 characters of a line', () => {
    const start = { ...own, windows: { ...marks, messages: ['mark'] } };
    const of = (line: string) => platformOf({ format: 'any', tools: [], lines: [line] }, start);
    expect(of(`${' '.repeat(1996)}mark`)).toBe('windows');
    expect(of(`${' '.repeat(1997)}mark`)).toBe('any');
  });
});
