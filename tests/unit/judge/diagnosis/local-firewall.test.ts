import { expect, test } from 'vitest';
import { localFirewall } from '../../../../src/judge/diagnosis/local-firewall.ts';
import { anEndpoint, failing, someFacts, unconnected } from '../../../support/facts.ts';

test('the machine itself refuses the connection', () => {
  const endpoints = [failing('local', { host: 'a', decidedBy: 3 }), unconnected('local', { host: 'b', decidedBy: 1 })];
  expect(localFirewall(someFacts({ endpoints: [...endpoints, failing('timeout')] }))).toStrictEqual([
    { id: 'local-firewall', confidence: 'likely', endpoints, because: [1, 3], rank: 'failure', weight: 2.5 },
  ]);
});

test.each([
  ['it is an address of the platform, which has a cause of its own', failing('local', { service: 'platform' })],
  ['another cause', failing('timeout')],
  ['the name leads nowhere', failing('local', { dns: { cause: 'gateway' } })],
  ['it works', anEndpoint({ https: { cause: 'local' } })],
])('not where %s', (_, endpoint) => {
  expect(localFirewall(someFacts({ endpoints: [endpoint] }))).toStrictEqual([]);
});
