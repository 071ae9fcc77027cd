import { describe, expect, test } from 'vitest';
import { reportToMarkdown } from '../../../src/report/markdown.ts';
import { createMasking, createRedactor } from '../../../src/report/redact.ts';
import { analyzer } from '../../support/analyzer.ts';
import { linuxLogs } from '../../support/corpus.ts';

const log = linuxLogs.find(({ name }) => name === 'proxy-denies');
if (log === undefined) throw new Error('the corpus lacks proxy-denies');
const { report, lines } = analyzer.analyze({ name: 'CheckNWResult_vm-linux01_202611202106.log', bytes: log.bytes });

describe('masking', () => {
  const redact = createRedactor(report);

  test.each([
    ['the machine of the log', 'Static hostname: vm-linux01', 'Static hostname: HOST-1'],
    ['the machine in the name of the file', 'CheckNWResult_vm-linux01_2026.log', 'CheckNWResult_HOST-1_2026.log'],
    ['an address, the same one alike', '10.8.0.13 10.8.0.6 10.8.0.13', 'IP-1 IP-2 IP-1'],
    ['a GUID', '6f1a0c1d-3b9e-4c2f-8a7d-5e4b3c2a1f00', 'GUID-1'],
    ['an account of the customer', 'https://cachesa01.blob.core.windows.net', 'https://NAME-1.blob.core.windows.net'],
    [
      'a private endpoint',
      'abc-ab-pod01.privatelink.jpe.backup.windowsazure.com',
      'NAME-2.privatelink.jpe.backup.windowsazure.com',
    ],
    ['the own domain', 'dns01.corp.example.co.jp', 'HOST-2'],
    ['the user of a prompt', '[taro@web01 ~]$ ls', '[USER-1@web01 ~]$ ls'],
    ['the user of a path', String.raw`C:\Users\hanako\x`, String.raw`C:\Users\USER-2\x`],
    ['credentials of a proxy', 'http://user:secret@proxy', 'http://USER-3@proxy'],
    ['an IPv6 address', '2001:db8:0:1::5', 'IP-3'],
  ])('hides %s', (_, text, hidden) => {
    expect(redact(text)).toBe(hidden);
  });

  test.each([
    '168.63.129.16',
    '169.254.169.254',
    'pod01-manag1.jpe.backup.windowsazure.com',
    'ceuswatcab01.blob.core.windows.net',
    'login.microsoft.com',
    'Ncat: Version 7.93 ( https://nmap.org/ncat )',
    'Linux 4.18.0-513.11.1.el8_9.x86_64',
    '0:02:11',
  ])('keeps %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  test('a hundred thousand characters without a dot or an at sign do not stall it', () => {
    expect(redact('a'.repeat(100_000))).toHaveLength(100_000);
    expect(redact('@'.repeat(100_000))).toHaveLength(100_000);
  });
});

test('the path of a file hides what its text named, and nothing that only looks like a host', () => {
  const { text, path } = createMasking(report);
  const masked = text('web01.corp.example.co.jp asked vm-linux01');
  const [other, own] = masked.split(' asked ');
  expect(path('CheckNWResult_vm-linux01_2026.log')).toBe(`CheckNWResult_${own ?? ''}_2026.log`);
  expect(path('logs/web01.corp.example.co.jp/System.evtx')).toBe(`logs/${other ?? ''}/System.evtx`);
  expect(path('Microsoft.Azure.RecoveryServices.VMSnapshotLinux/1.0.0.1/extension.log')).toBe(
    'Microsoft.Azure.RecoveryServices.VMSnapshotLinux/1.0.0.1/extension.log',
  );
});

describe('Markdown for a support ticket', () => {
  test('has conclusion, cause with evidence, endpoints and settings', () => {
    const text = reportToMarkdown(report, lines);
    expect(text).toContain('**結論: プロキシが宛先への接続を拒否しています**');
    expect(text).toContain('CONNECT tunnel failed, response 403');
    expect(text).toContain('| pod01-manag1.jpe.backup.windowsazure.com | 443 |');
    expect(text).toContain('http://10.8.0.13:8080');
  });

  test('is masked as a whole when the reader wants it', () => {
    const text = reportToMarkdown(report, lines, createRedactor(report));
    expect(text).not.toMatch(/vm-linux01|10\.8\.0\./u);
  });

  test('takes markup and table marks of a log as text', () => {
    const hostile = analyzer.analyzeText('<b>|x.log', 'curl: (6) Could not resolve host: a|b<img>');
    const text = reportToMarkdown(hostile.report, hostile.lines);
    expect(text).toContain('&lt;b&gt;');
    expect(text).not.toContain('<b>');
  });
});
