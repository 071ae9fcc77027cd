import { expect, test } from 'vitest';
import { dnsSinkhole } from '../../../../src/judge/diagnosis/dns-sinkhole.ts';
import { anEndpoint, failing, someFacts } from '../../../support/facts.ts';

const sunk = failing('refused', {
  decidedBy: 3,
  dns: { status: 'resolved', cause: 'gateway', addresses: ['0.0.0.0', '::'] },
});

test('the name leads to the machine itself', () => {
  expect(dnsSinkhole(someFacts({ endpoints: [sunk, failing('timeout')] }))).toStrictEqual([
    {
      id: 'dns-sinkhole',
      confidence: 'certain',
      endpoints: [sunk],
      because: [3],
      rank: 'failure',
      weight: 1.5,
      params: { address: '0.0.0.0' },
    },
  ]);
});

test('an address that is not shown is not named', () => {
  const [found] = dnsSinkhole(someFacts({ endpoints: [failing('refused', { dns: { cause: 'gateway' } })] }));
  expect(found).not.toHaveProperty('params');
});

test.each([
  ['the destination answers through a proxy', [anEndpoint({ dns: { cause: 'gateway', addresses: ['0.0.0.0'] } })]],
  ['the name leads to the destination', [failing('refused', { dns: { cause: 'ok', addresses: ['20.1.1.1'] } })]],
])('not where %s', (_, endpoints) => {
  expect(dnsSinkhole(someFacts({ endpoints }))).toStrictEqual([]);
});
