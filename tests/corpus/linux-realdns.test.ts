import { expect } from 'vitest';
import { realDnsLogs } from '../support/corpus.ts';
import { describeLogs } from '../support/judged.ts';

describeLogs(realDnsLogs, (report, truth) => {
  expect(report.proxy.state).toBe(truth.proxy.state);
});
