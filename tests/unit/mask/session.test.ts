import { expect, test } from 'vitest';
import { maskAll } from '../../../src/mask/session.ts';
import { analyzer, knowledge } from '../../support/analyzer.ts';
import { names } from '../../support/mask-outputs.ts';

const reportOf = (host: string) =>
  analyzer.analyzeText(
    `${host}.log`,
    `$ nc -vz ${host} 443\nnc: connect to ${host} port 443 (tcp) failed: Connection refused\n`,
  ).report;
const hostOf = (task: Parameters<typeof maskAll>[2]) => {
  const [first] = maskAll(knowledge.secrets, names, task).reports;
  return first?.report.kind === 'log' ? first.report.endpoints[0]?.host : undefined;
};

test('what a report names that is known from around has the same stand-in as there', () => {
  const [outer, inner] = [reportOf('sqlvm01.corp.contoso.local'), reportOf('sqlvm02.corp.contoso.local')];
  const together = maskAll(knowledge.secrets, names, {
    reports: [outer, inner].map((report) => ({ report, text: null })),
  }).reports.map(({ report }) => report.endpoints[0]?.host);
  expect(new Set(together).size).toBe(2);
  expect(hostOf({ reports: [{ report: inner, text: null }], known: [outer] })).toBe(together[1]);
  expect(hostOf({ reports: [{ report: outer, text: null }], known: [outer] })).toBe(together[0]);
  expect(hostOf({ reports: [{ report: inner, text: null }] })).toBe(together[0]);
});
