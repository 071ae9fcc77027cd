import { expect, test } from 'vitest';
import { proxyBypassCovers } from '../../../../src/judge/diagnosis/proxy-accounts.ts';
import type { ProxyAccount } from '../../../../src/model/settings.ts';
import { anEndpoint, anAccount, failing, NO_PROXY, someFacts } from '../../../support/facts.ts';

const covered = failing('timeout', { host: 'a.contoso.example', decidedBy: 2 });
const own = anAccount('current-user', { enabled: true, server: 'p:1', bypass: ['*.contoso.example'] });
const rule = (endpoints: ReturnType<typeof anEndpoint>[], ...accounts: ProxyAccount[]) =>
  proxyBypassCovers(someFacts({ endpoints, proxy: { ...NO_PROXY, accounts } }));

test('what fails is excepted from the proxy of the person who ran the test', () => {
  const others = [failing('timeout', { host: 'b.example' }), anEndpoint({ host: 'c.contoso.example' })];
  expect(rule([...others, covered], anAccount('local-system'), own)).toStrictEqual([
    {
      id: 'proxy-bypass-covers',
      confidence: 'likely',
      endpoints: [covered],
      because: [2],
      rank: 'failure',
      weight: 1.5,
    },
  ]);
});

test.each<[string, ReturnType<typeof anEndpoint>[], ProxyAccount[]]>([
  ['it is not excepted', [failing('timeout', { host: 'b.example' })], [own]],
  ['the port goes through no proxy', [failing('timeout', { host: 'a.contoso.example', port: 3260 })], [own]],
  ['it was answered', [failing('tls_untrusted', { host: 'a.contoso.example' })], [own]],
  ['the proxy is switched off', [covered], [anAccount('current-user', { bypass: own.bypass })]],
  ['another account excepts it', [covered], [{ ...own, account: 'local-system' }]],
  ['no account is shown', [covered], []],
])('not where %s', (_, endpoints, accounts) => {
  expect(rule(endpoints, ...accounts)).toStrictEqual([]);
});
