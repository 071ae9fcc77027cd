import { describe, expect, test } from 'vitest';
import { proxyAccountsDiffer } from '../../../../src/judge/diagnosis/proxy-accounts.ts';
import type { ProxyAccount } from '../../../../src/model/settings.ts';
import { anAccount, NO_PROXY, someFacts } from '../../../support/facts.ts';

const rule = (...accounts: ProxyAccount[]) => proxyAccountsDiffer(someFacts({ proxy: { ...NO_PROXY, accounts } }));
const on = (name: ProxyAccount['account'], server: string) => anAccount(name, { enabled: true, server });

describe('accounts of Windows with different proxies', () => {
  test('it is a remark, and certain', () => {
    expect(rule(on('current-user', 'a:1'), on('local-system', 'b:1'))).toStrictEqual([
      { id: 'proxy-accounts-differ', confidence: 'certain', endpoints: [], because: [], rank: 'remark', weight: 2 },
    ]);
  });

  test.each([
    ['one has none', [on('current-user', 'a:1'), anAccount('local-system')]],
    ['one is switched off', [on('current-user', 'a:1'), anAccount('local-system', { server: 'a:1' })]],
    [
      'the scripts differ',
      [anAccount('current-user', { script: 'http://a' }), anAccount('local-system', { script: 'http://b' })],
    ],
    ['one has a script alone', [anAccount('current-user', { script: 'http://a' }), anAccount('local-system')]],
  ])('%s', (_, accounts) => {
    expect(rule(...accounts)).toHaveLength(1);
  });
});

test.each([
  ['no account is shown', []],
  ['one is shown', [on('current-user', 'a:1')]],
  ['they are alike', [on('current-user', 'a:1'), on('local-system', 'a:1')]],
  ['none is in effect', [anAccount('current-user', { server: 'a:1' }), anAccount('local-system')]],
  ['WinHTTP, which follows other rules, has another one', [on('current-user', 'a:1'), on('winhttp', 'b:1')]],
])('not where %s', (_, accounts) => {
  expect(rule(...accounts)).toStrictEqual([]);
});
