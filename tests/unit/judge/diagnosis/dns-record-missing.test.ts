import { describe, expect, test } from 'vitest';
import { dnsRecordMissing } from '../../../../src/judge/diagnosis/dns-record-missing.ts';
import { anEndpoint, aProbe, failing, someFacts, unnamed } from '../../../support/facts.ts';

const resolves = anEndpoint({ host: 'z', dns: { status: 'resolved' } });

describe('some names do not resolve', () => {
  test('certain where the server denies a name', () => {
    const endpoints = [
      unnamed('dns_nxdomain', { host: 'a', dns: { probe: 5 } }),
      unnamed('dns', { host: 'b', dns: { probe: 2 } }),
    ];
    expect(dnsRecordMissing(someFacts({ endpoints: [...endpoints, resolves] }))).toStrictEqual([
      { id: 'dns-record-missing', confidence: 'certain', endpoints, because: [2, 5], rank: 'failure', weight: 2 },
    ]);
  });

  test('likely where it does not say so, while others resolve', () => {
    expect(dnsRecordMissing(someFacts({ endpoints: [unnamed('dns_timeout'), resolves] }))).toMatchObject([
      { confidence: 'likely' },
    ]);
  });

  test('an answer without an address denies the name', () => {
    const probes = [aProbe(2, { detail: { answered: true } })];
    expect(dnsRecordMissing(someFacts({ endpoints: [unnamed('dns', { dns: { probe: 2 } })], probes }))).toMatchObject([
      { confidence: 'certain' },
    ]);
  });

  test('where none resolves, more than half of them have to be denied', () => {
    const denied = unnamed('dns_nxdomain');
    const silent = unnamed('dns_timeout');
    expect(dnsRecordMissing(someFacts({ endpoints: [denied, denied, silent] }))).toHaveLength(1);
    expect(dnsRecordMissing(someFacts({ endpoints: [denied, silent] }))).toStrictEqual([]);
    expect(dnsRecordMissing(someFacts({ endpoints: [silent] }))).toStrictEqual([]);
  });
});

test.each([
  ['every name resolves', [resolves]],
  ['what fails has another cause', [resolves, failing('timeout')]],
  [
    'the request goes through a proxy, which resolves the name',
    [failing('proxy_denied', { dns: { status: 'failed', cause: 'dns_nxdomain' } })],
  ],
])('not where %s', (_, endpoints) => {
  expect(dnsRecordMissing(someFacts({ endpoints }))).toStrictEqual([]);
});
