import { expect, test } from 'vitest';
import { splitLogs, startMarks } from '../../src/session/split.ts';
import { diagnose, knowledge } from '../support/analyzer.ts';
import { linuxLogs } from '../support/corpus.ts';

const [first, second] = linuxLogs
  .filter(({ truth }) => truth.encoding === 'utf-8')
  .map(({ bytes }) => new TextDecoder().decode(bytes));
if (first === undefined || second === undefined) throw new Error('the corpus is too small');

const marks = startMarks(knowledge.formats);
const textsOf = (pieces: readonly string[]): string[] => [...splitLogs(pieces, marks)].map(({ text }) => text);

test('logs are told apart, and what stands before the first belongs to it', () => {
  expect(textsOf([`こんにちは\n${first}${second}`])).toEqual([`こんにちは\n${first}`, second]);
});

test.each(['\n', '\r\n', '\r'])('the pieces in which a text arrives make no difference (%j)', (end) => {
  const [one, two] = [first, second].map((log) => log.replaceAll('\n', end));
  const text = `${one}${two}${one}`;
  for (const size of [7, 61, 1000, 4097, 30_000]) {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
      text.slice(index * size, (index + 1) * size),
    );
    expect(textsOf(pieces)).toEqual([one, two, one]);
  }
});

test('a log is one log, however long; what lies beyond a limit is counted, and the next log begins anew', () => {
  const long = first + 'a line\n'.repeat(10_000);
  const pieces = [long, second, long].join('').match(/[^]{1,4096}/gu) ?? [];
  const logs = [...splitLogs(pieces, marks, first.length + 700)];
  expect(logs.map(({ text }) => text)).toEqual([
    first + 'a line\n'.repeat(100),
    second,
    first + 'a line\n'.repeat(100),
  ]);
  expect(logs.map(({ left }) => left)).toEqual([
    { characters: 69_300, lines: 9900 },
    { characters: 0, lines: 0 },
    { characters: 69_300, lines: 9900 },
  ]);
});

test('a line without end is cut at the limit', () => {
  const logs = [
    ...splitLogs(
      Array.from({ length: 100 }, () => 'x'.repeat(100)),
      marks,
      1050,
    ),
  ];
  expect(logs).toEqual([{ text: 'x'.repeat(1050), left: { characters: 8950, lines: expect.any(Number) } }]);
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
