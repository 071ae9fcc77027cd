import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';

const HEAD = 'Endpoint                       Reachable\n-----------------------------  ---------\n';

/** What is said of each endpoint: `a.example:443 reachable`. */
function told(text: string): string[] {
  return diagnose(text).endpoints.map(({ host, port, verdict }) => `${host}:${port} ${verdict}`);
}

test('the sample', () => {
  const report = diagnose(readFileSync(new URL('azcmagent.log', import.meta.url), 'utf8'));
  expect(report.endpoints.map(({ host, https }) => [host, https.status, https.cause])).toEqual([
    ['management.azure.com', 'reachable', 'ok'],
    ['eastus.his.arc.azure.com', 'unreachable', 'other'],
    ['gbl.his.arc.azure.com', 'reachable', 'ok'],
  ]);
  expect(report.unread.map(({ tool }) => tool)).toEqual(['azcmagent']);
  expect(report.annotations.map(({ signature }) => signature)).toContain('azcmagent-summary');
});

describe('the table', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'without its command',
      `${HEAD}https://a.example   true\nhttps://b.example   false\n`,
      ['a.example:443 reachable', 'b.example:443 unreachable'],
    ],
    [
      'with more columns',
      'Use Case |Endpoint |Reachable |Private |TLS |Proxy\nOnboarding |https://a.example |false |true |TLS 1.2 |Not Used\nOnboarding |https://b.example:8443/x |true |false |TLS 1.3 |Set\n',
      ['a.example:443 unreachable', 'b.example:8443 reachable'],
    ],
    [
      'the same endpoint twice: the worse one counts',
      `${HEAD}https://a.example  true\nhttps://a.example  false\n`,
      ['a.example:443 unreachable'],
    ],
    ['a row that is cut', `${HEAD}https://a.example   true\nhttps://b.example   tr`, ['a.example:443 reachable']],
    [
      'a row behind the table',
      `${HEAD}https://a.example   false\n\nhttps://b.example   true\n`,
      ['a.example:443 unreachable'],
    ],
    ['rows without their heading', 'https://a.example   true\n', []],
    ['another heading', 'Endpoint   Private   Reachable\nhttps://a.example   true   false\n', []],
  ])('%s', (_, text, endpoints) => {
    expect(told(text)).toEqual(endpoints);
  });
});

const at = (text: string): string => `time="2022-09-30T10:04:14Z" level=debug msg="${text}"\n`;

test('the log: an endpoint whose result is missing is not known to be reachable', () => {
  const checking = (host: string): string =>
    at(`Checking connectivity to https://${host}, proxy status: proxy is not used`);
  const text =
    checking('a.example') +
    checking('b.example') +
    at('https://a.example is available, using cryptographic protocol: TLS 1.2');
  expect(told(text)).toEqual(['a.example:443 reachable', 'b.example:443 indeterminate']);
});

test('connect: the errors of its endpoints', () => {
  const text = `PS C:\\> azcmagent connect --location eastus\n${at('required endpoints unavailable: https://a.example/ (error: Get \\"https://a.example/t\\": remote error: tls: handshake failure)').replace('debug', 'fatal')}`;
  expect(diagnose(text).endpoints.map(({ host, tls }) => [host, tls?.cause])).toEqual([['a.example', 'tls_handshake']]);
});
