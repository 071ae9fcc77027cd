import { describe, expect, test } from 'vitest';
import { tlsHandshakeFails } from '../../../../src/judge/diagnosis/tls-handshake-fails.ts';
import { anEndpoint, failing, someFacts, unconnected } from '../../../support/facts.ts';

const CONNECTED = { tcp: { status: 'reachable', cause: 'ok' } } as const;

describe('the connection is made and TLS breaks', () => {
  test('likely where the connection was seen', () => {
    const endpoints = [
      failing('tls_handshake', { host: 'a', decidedBy: 2 }),
      failing('reset', { host: 'b', decidedBy: 1, ...CONNECTED }),
    ];
    expect(tlsHandshakeFails(someFacts({ endpoints: [...endpoints, failing('timeout')] }))).toStrictEqual([
      { id: 'tls-handshake-fails', confidence: 'likely', endpoints, because: [1, 2], rank: 'failure', weight: 2 },
    ]);
  });

  test('possible where only the request tells', () => {
    expect(tlsHandshakeFails(someFacts({ endpoints: [failing('tls_handshake')] }))).toMatchObject([
      { confidence: 'possible' },
    ]);
  });

  test('says so where every one of them ends in a reset', () => {
    const resets = [failing('reset', CONNECTED), failing('reset', CONNECTED)];
    expect(tlsHandshakeFails(someFacts({ endpoints: resets }))).toMatchObject([{ params: { how: 'reset' } }]);
  });
});

test.each([
  [
    'the machine itself has switched TLS off',
    failing('tls_handshake', CONNECTED),
    { tls12: { client: 'disabled', server: 'default' } },
  ],
  ['the connection was not made', unconnected('reset'), {}],
  ['it is one of the platform', failing('tls_handshake', { service: 'platform' }), {}],
  ['the name leads nowhere', failing('tls_handshake', { dns: { cause: 'gateway' } }), {}],
  ['another cause', failing('tls_untrusted'), {}],
  ['it works', anEndpoint({ https: { cause: 'reset' } }), {}],
] as const)('not where %s', (_, endpoint, tls) => {
  expect(tlsHandshakeFails(someFacts({ endpoints: [endpoint], tls }))).toStrictEqual([]);
});
