import { describe, expect, test } from 'vitest';
import { tls12Disabled } from '../../../../src/judge/diagnosis/tls12-disabled.ts';
import { anEndpoint, failing, someFacts } from '../../../support/facts.ts';

const tls = { tls12: { client: 'disabled', server: 'default' } } as const;

describe('TLS 1.2 is switched off', () => {
  test('certain where TLS breaks, or a connection that was made is reset', () => {
    const endpoints = [
      failing('tls_handshake', { host: 'a', decidedBy: 2 }),
      failing('reset', { host: 'b', decidedBy: 1, tcp: { status: 'reachable' } }),
    ];
    expect(tls12Disabled(someFacts({ tls, endpoints: [...endpoints, failing('timeout')] }))).toStrictEqual([
      { id: 'tls12-disabled', confidence: 'certain', endpoints, because: [1, 2], rank: 'failure', weight: 2.5 },
    ]);
  });

  test.each([
    ['remark', 'something was tested and nothing fails for it', [anEndpoint({}), failing('timeout'), failing('reset')]],
    ['state', 'nothing was tested', []],
  ] as const)('a %s where %s', (rank, _, endpoints) => {
    expect(tls12Disabled(someFacts({ tls, endpoints }))).toStrictEqual([
      { id: 'tls12-disabled', confidence: 'possible', endpoints: [], because: [], rank, weight: 3 },
    ]);
  });
});

test.each([
  ['it is on', { tls12: { client: 'enabled', server: 'disabled' } }],
  ['the log does not tell', {}],
  ['another version is off', { tls11: { client: 'disabled', server: 'disabled' } }],
] as const)('not where %s', (_, other) => {
  expect(tls12Disabled(someFacts({ tls: other, endpoints: [failing('tls_handshake')] }))).toStrictEqual([]);
});
