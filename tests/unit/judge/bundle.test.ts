import { describe, expect, test } from 'vitest';
import { causesOf, toneOfBundle, type Witness } from '../../../src/judge/bundle.ts';
import type { LogReport } from '../../../src/model/report.ts';
import { analyzer } from '../../support/analyzer.ts';

const DIAGNOSES = [
  { id: 'dns-server-unreachable', stage: 'dns' },
  { id: 'firewall-blocks-all', stage: 'tcp' },
  { id: 'firewall-blocks-port', stage: 'tcp' },
  { id: 'agent-error', stage: 'agent' },
];
const { report: NOTHING } = analyzer.analyzeText('', '');
const [ANY] = NOTHING.diagnosis;
if (ANY === undefined) throw new Error('no diagnosis');

const file = (name: string, id: string, more: Partial<LogReport> = {}): LogReport => ({
  ...NOTHING,
  source: { ...NOTHING.source, name },
  tone: 'ng',
  diagnosis: [{ ...ANY, id, title: `title of ${id}` }],
  ...more,
});
const on = (hostname: string): Pick<LogReport, 'machine'> => ({ machine: { ...NOTHING.machine, hostname } });
const witness = (report: LogReport, since: number | null = null, until = since): Witness => ({
  report,
  title: report.diagnosis[0]?.title ?? '',
  since,
  until,
});
const ids = (...files: readonly Witness[]): string[] => causesOf(files, DIAGNOSES).map(({ id }) => id);

describe('the root cause of many files', () => {
  test('a failure of names explains the errors that follow it', () => {
    const agent = witness(file('agent.log', 'agent-error'), 30);
    const job = witness(file('job.log', 'agent-error'), 60);
    const dns = witness(file('dns.log', 'dns-server-unreachable'), 0);
    expect(ids(agent, job, dns)).toEqual(['dns-server-unreachable', 'agent-error']);
    expect(causesOf([agent, job, dns], DIAGNOSES)).toMatchObject([
      { file: 'dns.log', files: 1 },
      { file: 'agent.log', files: 2 },
    ]);
  });

  test('what is over before it began does not come from it', () => {
    const agent = ['a', 'b'].map((name) => witness(file(name, 'agent-error'), 10, 20));
    expect(ids(witness(file('dns.log', 'dns-server-unreachable'), 500), ...agent)).toEqual([
      'agent-error',
      'dns-server-unreachable',
    ]);
    // what goes on belongs to it
    const going = ['a', 'b'].map((name) => witness(file(name, 'agent-error'), 10, 900));
    expect(ids(witness(file('dns.log', 'dns-server-unreachable'), 500), ...going)[0]).toBe('dns-server-unreachable');
  });

  test('what is only possible explains what begins soon after, and nothing else', () => {
    const possible = { diagnosis: [{ ...ANY, id: 'dns-server-unreachable', confidence: 'possible' as const }] };
    const asked = (since: number | null): Witness =>
      witness(file('System.evtx', 'dns-server-unreachable', possible), since);
    const agents = (since: number | null): Witness[] =>
      ['a', 'b'].map((name) => witness(file(name, 'agent-error'), since, since === null ? null : since + 5000));
    for (const [at, failed] of [
      [100, 130],
      [100, 700],
    ] as const)
      expect(ids(asked(at), ...agents(failed))[0]).toBe('dns-server-unreachable');
    for (const [at, failed] of [
      [100, 701],
      [100, 99],
      [null, 130],
      [100, null],
    ] as const)
      expect(ids(asked(at), ...agents(failed))[0]).toBe('agent-error');
  });

  test('another machine has causes of its own: what most of them have comes first', () => {
    const dns = witness(file('1.log', 'dns-server-unreachable', on('vm1')));
    const others = ['vm2', 'vm3'].map((name) => witness(file(`${name}.log`, 'firewall-blocks-all', on(name))));
    expect(ids(dns, ...others)).toEqual(['firewall-blocks-all', 'dns-server-unreachable']);
  });

  test('causes of one stage do not explain one another', () => {
    const port = ['a', 'b'].map((name) => witness(file(name, 'firewall-blocks-port')));
    expect(ids(witness(file('c', 'firewall-blocks-all')), ...port)[0]).toBe('firewall-blocks-port');
  });

  test('what failed comes before what is open, and what is well says nothing', () => {
    const open = witness(file('a', 'dns-server-unreachable', { tone: 'un', endpoints: [] }));
    const failed = witness(file('b', 'agent-error'));
    const well = witness(file('c', 'all-reachable', { tone: 'ok' }));
    expect(ids(well, open, failed)).toEqual(['agent-error', 'dns-server-unreachable']);
  });
});

describe('the colour of a bundle', () => {
  const WHOLE = { complete: true, proven: true };
  const ok = file('ok', 'all-reachable', { tone: 'ok' });
  const quiet = file('quiet', 'nothing-tested', { tone: 'un' });

  test.each([
    ['green: everything is there and well', [ok], WHOLE, 'ok'],
    ['a journal that tells of nothing is no doubt', [ok, quiet], WHOLE, 'ok'],
    ['red: one file fails, whatever is there', [ok, file('a', 'firewall-blocks-all')], WHOLE, 'ng'],
    ['amber: a log ends early', [ok, file('a', 'log-incomplete', { tone: 'un' })], WHOLE, 'un'],
    ['amber: the list was guessed by names', [ok], { complete: true, proven: false }, 'un'],
    ['amber: something is lacking', [ok], { complete: false, proven: true }, 'un'],
    ['amber: an empty bundle', [], { complete: false, proven: false }, 'un'],
  ] as const)('%s', (_, reports, list, tone) => {
    expect(toneOfBundle(reports, list)).toBe(tone);
  });
});
