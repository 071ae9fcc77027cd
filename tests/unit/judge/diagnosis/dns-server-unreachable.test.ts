import { describe, expect, test } from 'vitest';
import { dnsServerUnreachable } from '../../../../src/judge/diagnosis/dns-server-unreachable.ts';
import { anEndpoint, failing, someFacts, unnamed } from '../../../support/facts.ts';

const silent = (host: string, probe: number) => unnamed('dns_timeout', { host, dns: { probe }, decidedBy: probe });

describe('no name resolves', () => {
  test('certain where several names fail', () => {
    const endpoints = [silent('a', 4), silent('b', 2)];
    expect(dnsServerUnreachable(someFacts({ endpoints }))).toStrictEqual([
      { id: 'dns-server-unreachable', confidence: 'certain', endpoints, because: [2, 4], rank: 'failure', weight: 2 },
    ]);
  });

  test('likely where it is one', () => {
    expect(dnsServerUnreachable(someFacts({ endpoints: [silent('a', 1)] }))).toMatchObject([{ confidence: 'likely' }]);
  });

  test('the name of the proxy is one of them', () => {
    const atProxy = failing('proxy_dns', { dns: { status: 'failed', cause: 'dns_servfail' } });
    expect(dnsServerUnreachable(someFacts({ endpoints: [atProxy] }))).toMatchObject([{ endpoints: [atProxy] }]);
  });

  test('up to half of them may be denied', () => {
    const denied = unnamed('dns_nxdomain');
    expect(dnsServerUnreachable(someFacts({ endpoints: [silent('a', 1), denied] }))).toHaveLength(1);
    expect(dnsServerUnreachable(someFacts({ endpoints: [silent('a', 1), denied, denied] }))).toStrictEqual([]);
  });
});

test.each([
  ['a name resolves', [silent('a', 1), anEndpoint({ dns: { status: 'resolved' } })]],
  ['nothing fails', [anEndpoint({})]],
  ['what fails has another cause', [failing('timeout')]],
  ['only the name of the proxy is unknown, and nobody looked for others', [failing('proxy_dns')]],
  [
    'the proxy turns the request down, whatever DNS says',
    [failing('proxy_denied', { dns: { status: 'failed', cause: 'dns_timeout' } })],
  ],
  ['every name is denied', [unnamed('dns_nxdomain')]],
])('not where %s', (_, endpoints) => {
  expect(dnsServerUnreachable(someFacts({ endpoints }))).toStrictEqual([]);
});
