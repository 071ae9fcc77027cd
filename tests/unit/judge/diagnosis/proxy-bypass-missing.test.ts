import { expect, test } from 'vitest';
import { proxyBypassMissing } from '../../../../src/judge/diagnosis/proxy-accounts.ts';
import type { ProxyAccount } from '../../../../src/model/settings.ts';
import { anAccount, NO_PROXY, someFacts } from '../../../support/facts.ts';

const rule = (...accounts: ProxyAccount[]) => proxyBypassMissing(someFacts({ proxy: { ...NO_PROXY, accounts } }));
const on = (name: ProxyAccount['account'], ...bypass: string[]) =>
  anAccount(name, { enabled: true, server: 'a:1', bypass });
const BOTH = ['168.63.129.16', '169.254.169.254'];

test('an account with a proxy does not except an address of the platform: each is named once', () => {
  expect(rule(on('current-user', BOTH[0] ?? ''), on('local-system'))).toStrictEqual([
    {
      id: 'proxy-bypass-missing',
      confidence: 'certain',
      endpoints: [],
      because: [],
      rank: 'remark',
      weight: 1.5,
      params: { address: '169.254.169.254、168.63.129.16' },
    },
  ]);
});

test.each([
  ['both are excepted', [on('current-user', ...BOTH)]],
  ['the account has no proxy', [anAccount('current-user', { server: 'a:1' })]],
  ['no account is shown', []],
])('not where %s', (_, accounts) => {
  expect(rule(...accounts)).toStrictEqual([]);
});
