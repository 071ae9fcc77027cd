import { expect, test } from 'vitest';
import { splitLogs, startMarks } from '../../src/log/split.ts';
import { diagnose, knowledge } from '../support/analyzer.ts';
import { linuxLogs } from '../support/corpus.ts';

const [first, second] = linuxLogs
  .filter(({ truth }) => truth.encoding === 'utf-8')
  .map(({ bytes }) => new TextDecoder().decode(bytes));
if (first === undefined || second === undefined) throw new Error('the corpus is too small');

test('logs are told apart, and what stands before the first belongs to it', () => {
  expect([...splitLogs([`こんにちは\n${first}${second}`], startMarks(knowledge.formats))]).toEqual([
    `こんにちは\n${first}`,
    second,
  ]);
});

test.each(['\n', '\r\n', '\r'])('the pieces in which a text arrives make no difference (%j)', (end) => {
  const [one, two] = [first, second].map((log) => log.replaceAll('\n', end));
  const text = `${one}${two}${one}`;
  for (const size of [7, 61, 1000, 4097, 30_000]) {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
      text.slice(index * size, (index + 1) * size),
    );
    expect([...splitLogs(pieces, startMarks(knowledge.formats))]).toEqual([one, two, one]);
  }
});

test('the log that fails speaks for all, however many come before it', () => {
  const good = linuxLogs.find(({ name }) => name === 'all-reachable-rhel8');
  const bad = linuxLogs.find(({ name }) => name === 'storage-dropped');
  const text = ({ bytes }: { bytes: Uint8Array }): string => new TextDecoder().decode(bytes);
  if (good === undefined || bad === undefined) throw new Error('the corpus lacks a log');
  const report = diagnose(text(good).repeat(100) + text(bad) + text(good).repeat(3));
  expect(report.parts).toHaveLength(104);
  expect(report.diagnosis[0]?.id).toBe('firewall-blocks-service');
  const failed = report.endpoints.find(({ host }) => host === 'ceuswatcab01.blob.core.windows.net');
  expect(failed?.verdict).toBe('unreachable');
  expect(report.probes.some(({ id }) => id === failed?.decidedBy)).toBe(true);
});
