import { expect, test } from 'vitest';
import { proxyNotEnabled } from '../../../../src/judge/diagnosis/proxy-accounts.ts';
import { anAccount, anEndpoint, NO_PROXY, someFacts } from '../../../support/facts.ts';

test('a server is written down and not switched on: it is named', () => {
  const accounts = [
    anAccount('current-user'),
    anAccount('local-system', { enabled: true, server: 'a:1' }),
    anAccount('workload-plugin', { server: 'b:8080' }),
  ];
  expect(proxyNotEnabled(someFacts({ proxy: { ...NO_PROXY, accounts } }))).toStrictEqual([
    {
      id: 'proxy-not-enabled',
      confidence: 'certain',
      endpoints: [],
      because: [],
      rank: 'remark',
      weight: 1,
      params: { proxy: 'b:8080' },
    },
  ]);
});

test('not where every server is switched on, or none is written down', () => {
  const accounts = [anAccount('current-user'), anAccount('local-system', { enabled: true, server: 'a:1' })];
  expect(proxyNotEnabled(someFacts({ proxy: { ...NO_PROXY, accounts } }))).toStrictEqual([]);
});

test('it is all that there is to say where nothing was tested and no proxy is in use', () => {
  const accounts = [anAccount('local-system', { server: 'a:1' })];
  const of = (more: Parameters<typeof someFacts>[0]) =>
    proxyNotEnabled(someFacts({ proxy: { ...NO_PROXY, accounts }, ...more }));
  expect(of({})).toMatchObject([{ rank: 'state' }]);
  expect(of({ endpoints: [anEndpoint({})] })).toMatchObject([{ rank: 'remark' }]);
});
