import { describe, expect, test } from 'vitest';
import { Analyzer } from '../../../src/analyze/log.ts';
import type { FormatDefinition } from '../../../src/knowledge/types.ts';
import { loadFormats } from '../../../src/knowledge/load-files.ts';
import type { LogReport } from '../../../src/model/report.ts';
import { Pattern } from '../../../src/signatures/pattern.ts';
import { analyzer, diagnose, knowledge } from '../../support/analyzer.ts';

const formats = loadFormats();

/** The probes of a report as a sample states them. */
function probesIn({ probes }: LogReport): string[] {
  return probes.map(({ tool, host, port }) => [tool, host, port].filter((word) => word !== null).join(' '));
}

describe.each(formats)('the sample of $id', ({ id, marks, sample, samples, record }) => {
  test.each([sample, ...samples])('is recognised as this format, whole, with what it states (%#)', (own) => {
    const report = diagnose(own.log);
    expect([report.format, report.complete]).toEqual([id, true]);
    expect(probesIn(report)).toEqual(own.probes);
    if (record === undefined) return;
    expect(report.findings.map(({ signature }) => signature)).toEqual(own.findings);
    const { records, firstAt, lastAt } = report.journal ?? {
      records: undefined,
      firstAt: undefined,
      lastAt: undefined,
    };
    expect([records, firstAt, lastAt]).toEqual([own.records, own.first, own.last]);
  });

  test('has a mark that stands in no sample of another format', () => {
    const others = formats.filter((other) => other.id !== id).flatMap((other) => other.sample.log.split('\n'));
    const own = sample.log.split('\n');
    const stands = (pattern: Pattern, lines: readonly string[]): boolean =>
      lines.some((line) => typeof pattern.matchAt(line, 0) === 'object' && pattern.matchAt(line, 0) !== null);
    const telling = marks.map((mark) => new Pattern(mark)).filter((mark) => stands(mark, own) && !stands(mark, others));
    expect(telling.length > 0 || marks.length === 0).toBe(true);
  });
});

test('the formats of scripts say how their probes are announced, those of logs how their records are written, listings what they list', () => {
  const silent = formats.filter(
    ({ announce, record, network }) => announce.length === 0 && record === undefined && network === undefined,
  );
  expect(silent.map(({ id }) => id)).toEqual(['certificates', 'terminal', 'vssadmin']);
});

/** A script of somebody else, as nothing but data. */
const MADE_UP: FormatDefinition = {
  id: 'made-up',
  title: 'Made up',
  platform: 'linux',
  startMarks: ['=== made-up check ==='],
  marks: ['=== made-up check ===', '=== part {n} ==='],
  endMark: '=== end of the made-up check',
  announce: ['>> {command}'],
  headings: ['=== part'],
  ends: ['<<'],
  services: {},
  requests: [],
  connectsOnly: [],
  tests: [],
};
const LOG = `=== made-up check ===
vm-linux01
=== part 1 ===
>> nc -vz login.microsoftonline.com 443
Connection to login.microsoftonline.com 443 port [tcp/https] succeeded!
<< 0
Ncat: Connection timed out.
=== part 2 ===
>> nc -vz pod01-prot1.jpe.backup.windowsazure.com 443
nc: connect to pod01-prot1.jpe.backup.windowsazure.com port 443 (tcp) failed: Connection refused
=== end of the made-up check: 2 probes
`;

describe('a format that is nothing but data', () => {
  const installed = new Analyzer({ ...knowledge, formats: [...knowledge.formats, MADE_UP] });
  const read = (text: string): LogReport => installed.analyzeText('x.log', text).report;

  test('gets its probes, and is complete by the mark behind the last one', () => {
    const report = read(LOG);
    expect([report.format, report.complete, report.script]).toEqual(['made-up', true, true]);
    expect(probesIn(report)).toEqual([
      'nc login.microsoftonline.com 443',
      'nc pod01-prot1.jpe.backup.windowsazure.com 443',
    ]);
    expect(report.probes.map(({ status, cause }) => `${status} ${cause}`)).toEqual([
      'reachable ok',
      'unreachable refused',
    ]);
  });

  test('what stands behind its end of a probe belongs to none', () => {
    expect(read(LOG).probes.map(({ lines }) => lines)).toEqual([
      [4, 5],
      [9, 10],
    ]);
  });

  test('is not complete without its end', () => {
    expect(read(LOG.slice(0, LOG.indexOf('=== end'))).complete).toBe(false);
  });

  test('leaves other texts alone: its announcement alone does not tell', () => {
    const text = `$ nc -vz login.microsoftonline.com 443\nConnection to login.microsoftonline.com 443 port [tcp/https] succeeded!\n>> nc -vz a.example 443\n`;
    const of = ({ format, endpoints }: LogReport): unknown => [format, endpoints];
    expect(of(read(text))).toEqual(of(analyzer.analyzeText('x.log', text).report));
  });
});
