import { expect, test } from 'vitest';
import { gatewayBlockPage } from '../../../../src/judge/diagnosis/gateway-block-page.ts';
import { anEndpoint, aProbe, failing, someFacts, unconnected } from '../../../support/facts.ts';

const blocked = failing('gateway', { host: 'a', decidedBy: 2, https: { probe: 2 }, tcp: { probe: 3 } });

test('certain where the answer bears the mark of a product', () => {
  const first = failing('gateway', { host: 'b', decidedBy: 1, https: { probe: 1 } });
  const probes = [
    aProbe(1),
    aProbe(2, { detail: { gateway: 'fortiguard' } }),
    aProbe(3, { detail: { gateway: 'other' } }),
  ];
  expect(gatewayBlockPage(someFacts({ endpoints: [first, blocked, failing('timeout')], probes }))).toStrictEqual([
    {
      id: 'gateway-block-page',
      confidence: 'certain',
      endpoints: [first, blocked],
      because: [1, 2],
      rank: 'failure',
      weight: 2,
      params: { gateway: 'fortiguard' },
    },
  ]);
});

test('the connection shows it where there was no request', () => {
  const endpoint = unconnected('gateway', { tcp: { probe: 3 } });
  const probes = [aProbe(3, { detail: { gateway: 'zscaler' } })];
  expect(gatewayBlockPage(someFacts({ endpoints: [endpoint], probes }))).toMatchObject([
    { params: { gateway: 'zscaler' } },
  ]);
});

test('likely where nobody is named', () => {
  const [found] = gatewayBlockPage(someFacts({ endpoints: [blocked], probes: [aProbe(2)] }));
  expect(found).toMatchObject({ confidence: 'likely' });
  expect(found).not.toHaveProperty('params');
});

test.each([
  ['another cause', failing('timeout')],
  ['the name leads nowhere, which is a cause of its own', failing('gateway', { dns: { cause: 'gateway' } })],
  ['it works', anEndpoint({ https: { cause: 'gateway' } })],
])('not where %s', (_, endpoint) => {
  expect(gatewayBlockPage(someFacts({ endpoints: [endpoint] }))).toStrictEqual([]);
});
