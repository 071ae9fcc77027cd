import { expect, test } from 'vitest';
import { NO_PROXY_SETTINGS, NO_TLS_SETTINGS } from '../../../src/judge/no-settings.ts';
import { isProxied, isTesterProxied } from '../../../src/judge/probes.ts';

test('a source without settings tells of no proxy, and does not say that there is none', () => {
  expect(NO_PROXY_SETTINGS).toEqual({ state: 'unknown', http: null, https: null, accounts: [], line: null });
  expect([isProxied(NO_PROXY_SETTINGS, []), isTesterProxied(NO_PROXY_SETTINGS, [])]).toEqual([false, false]);
});

test('nor of versions of TLS', () => {
  expect(NO_TLS_SETTINGS).toEqual({});
});
