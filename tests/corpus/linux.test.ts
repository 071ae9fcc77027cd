import { expect } from 'vitest';
import { linuxLogs } from '../support/corpus.ts';
import { describeLogs } from '../support/judged.ts';

describeLogs(linuxLogs, (report, truth) => {
  expect(report.proxy.state).toBe(truth.proxy.state);
});
