import { expect } from 'vitest';
import { windowsLogs } from '../support/corpus.ts';
import { describeLogs } from '../support/judged.ts';

describeLogs(windowsLogs, (report, truth) => {
  const { proxy, tls } = report;
  expect(
    Object.fromEntries(proxy.accounts.map(({ account, enabled, server }) => [account, { enabled, server }])),
  ).toEqual(truth.proxy);
  expect(proxy.state !== 'none').toBe(truth.proxyConfigured);
  expect(tls['tls12']).toEqual(truth.tls12);
  // the dump stands at the end of the log
  expect(report.tlsShown).toBe(truth.complete);
});
