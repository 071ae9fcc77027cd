import { describe, expect, test } from 'vitest';
import { causesOf, toneOfBundle, type Witness } from '../../../src/judge/bundle.ts';
import type { Diagnosis } from '../../../src/model/diagnosis.ts';
import type { LogReport } from '../../../src/model/report.ts';
import { analyzer } from '../../support/analyzer.ts';
import { aMessage, anEndpoint } from '../../support/facts.ts';

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

  test('what is possible and goes on explains what begins soon after its first and its last failure', () => {
    const possible = { diagnosis: [{ ...ANY, id: 'dns-server-unreachable', confidence: 'possible' as const }] };
    const asked = witness(file('System.evtx', 'dns-server-unreachable', possible), 100, 9000);
    const agents = (since: number): Witness[] => ['a', 'b'].map((name) => witness(file(name, 'agent-error'), since));
    for (const failed of [100, 130, 700, 9000, 9600])
      expect(ids(asked, ...agents(failed))[0]).toBe('dns-server-unreachable');
    for (const failed of [99, 701, 8999, 9601]) expect(ids(asked, ...agents(failed))[0]).toBe('agent-error');
  });

  test('one of the files that show it is enough', () => {
    const dns = ['vm1', 'vm2'].map((name) => witness(file(`${name}.log`, 'dns-server-unreachable', on(name))));
    const agents = ['a', 'b'].map((name) => witness(file(name, 'agent-error', on('vm1'))));
    const others = ['c', 'd', 'e'].map((name) => witness(file(name, 'firewall-blocks-all', on('vm3'))));
    expect(ids(...others, ...agents, ...dns)[0]).toBe('dns-server-unreachable');
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

describe('what comes first where as many files show it', () => {
  const cause = (name: string, id: string, confidence: Diagnosis['confidence'], host: string): LogReport =>
    file(name, id, { ...on(host), diagnosis: [{ ...ANY, id, confidence, title: `title of ${id}` }] });

  test('what is earlier on the way of a connection', () => {
    const tcp = witness(file('a', 'firewall-blocks-all', on('vm1')));
    const dns = witness(file('b', 'dns-server-unreachable', on('vm2')));
    const unknown = witness(file('c', 'named-nowhere', on('vm3')));
    expect(ids(unknown, tcp, dns)).toEqual(['dns-server-unreachable', 'firewall-blocks-all', 'named-nowhere']);
  });

  test('then what is more certain, then what began first', () => {
    const all = witness(cause('a', 'firewall-blocks-all', 'possible', 'vm1'), 1);
    const port = witness(cause('b', 'firewall-blocks-port', 'likely', 'vm2'), 2);
    expect(ids(all, port)).toEqual(['firewall-blocks-port', 'firewall-blocks-all']);
    const sure = witness(cause('b', 'firewall-blocks-port', 'certain', 'vm2'), 2);
    const likely = witness(cause('a', 'firewall-blocks-all', 'likely', 'vm1'), 1);
    expect(ids(likely, sure)).toEqual(['firewall-blocks-port', 'firewall-blocks-all']);
    const later = [9, 5].map((since) => witness(cause(`p${since}`, 'firewall-blocks-port', 'likely', 'vm2'), since));
    const sooner = [7, 4].map((since) => witness(cause(`a${since}`, 'firewall-blocks-all', 'likely', 'vm1'), since));
    expect(ids(...later, ...sooner)).toEqual(['firewall-blocks-all', 'firewall-blocks-port']);
    const untimed = [null, null].map(() => witness(cause('p', 'firewall-blocks-port', 'likely', 'vm2')));
    expect(ids(...untimed, ...sooner)).toEqual(['firewall-blocks-all', 'firewall-blocks-port']);
  });

  test('a failure of connections explains the errors of an agent', () => {
    const agents = ['b', 'c'].map((name) => witness(file(name, 'agent-error')));
    expect(ids(...agents, witness(file('a', 'firewall-blocks-all')))[0]).toBe('firewall-blocks-all');
  });

  test('as many causes of one stage do not add up', () => {
    const three = ['firewall-blocks-all', 'firewall-blocks-port', 'firewall-blocks-service'].map((id) =>
      witness(file(id, id, on('vm1'))),
    );
    const stages = [...DIAGNOSES, { id: 'firewall-blocks-service', stage: 'tcp' }];
    const agents = ['b', 'c'].map((name) => witness(file(name, 'agent-error', on('vm2'))));
    expect(causesOf([...three, ...agents], stages)[0]?.id).toBe('agent-error');
  });

  test('a failure does not explain what is merely open', () => {
    const dns = witness(file('a', 'dns-server-unreachable', on('vm1')));
    const open = ['b', 'c'].map((name) =>
      witness(file(name, 'agent-error', { ...on('vm1'), tone: 'un', endpoints: [anEndpoint({})] })),
    );
    const others = ['d', 'e'].map((name) => witness(file(name, 'firewall-blocks-all', on('vm2'))));
    expect(ids(dns, ...open, ...others)[0]).toBe('firewall-blocks-all');
  });

  test.each(['log-unrecognised', 'messages-only'])(
    'single messages of a text of unknown kind explain nothing: %s',
    (id) => {
      const unknown = ['a', 'b'].map((name) => witness(file(name, id)));
      expect(ids(...unknown, witness(file('c', 'agent-error')))).toEqual(['agent-error', id]);
      const elsewhere = ['a', 'b'].map((name) => witness(file(name, id, on('vm1'))));
      expect(ids(...elsewhere, witness(file('c', 'agent-error', on('vm2'))))).toEqual(['agent-error', id]);
    },
  );

  test.each<[string, Partial<LogReport>, Partial<LogReport>]>([
    ['of a machine that does not tell its name', {}, on('vm2')],
    ['seen from a file that does not tell its machine', on('vm1'), {}],
    ['of the same machine', on('vm1'), on('vm1')],
  ])('a failure %s may explain what follows', (_, cause, follower) => {
    const dns = witness(file('a', 'dns-server-unreachable', cause));
    const agents = ['b', 'c'].map((name) => witness(file(name, 'agent-error', follower)));
    expect(ids(...agents, dns)[0]).toBe('dns-server-unreachable');
  });

  test.each<[string, number | null, number | null, string]>([
    ['of which no time is known', null, 5, 'dns-server-unreachable'],
    ['before what has no time', 5, null, 'dns-server-unreachable'],
    ['at the very moment', 5, 5, 'dns-server-unreachable'],
    ['that came later', 6, 5, 'agent-error'],
  ])('a failure %s', (_, since, until, first) => {
    const dns = witness(file('a', 'dns-server-unreachable'), since);
    const agents = ['b', 'c'].map((name) => witness(file(name, 'agent-error'), until));
    expect(ids(...agents, dns)[0]).toBe(first);
  });
});

test('a file without a root cause shows none', () => {
  expect(ids(witness(file('a', 'agent-error', { diagnosis: [] })))).toEqual([]);
  // it says neither good nor bad of anything
  expect(ids(witness(file('a', 'nothing-tested', { tone: 'un' })))).toEqual([]);
});

describe('the colour of a bundle', () => {
  const WHOLE = { complete: true, proven: true };
  const ok = file('ok', 'all-reachable', { tone: 'ok' });
  const quiet = file('quiet', 'nothing-tested', { tone: 'un' });
  const CAPTURE = { ...file('c.pcap', 'capture-no-outbound', { tone: 'un' }), kind: 'capture' } as unknown as LogReport;
  const OPEN = aMessage('x', { verdict: 'indeterminate' });
  const TOLD = aMessage('x', { verdict: 'informational' });
  const UNREAD = { line: 1 } as unknown as LogReport['unread'][number];

  test.each([
    ['green: everything is there and well', [ok], WHOLE, 'ok'],
    ['a journal that tells of nothing is no doubt', [ok, quiet], WHOLE, 'ok'],
    ['red: one file fails, whatever is there', [ok, file('a', 'firewall-blocks-all')], WHOLE, 'ng'],
    ['a text of unknown kind is no doubt', [ok, file('a', 'log-unrecognised', { tone: 'un' })], WHOLE, 'ok'],
    ['nor is one with messages that only inform', [ok, file('a', 'messages-only', { tone: 'un' })], WHOLE, 'ok'],
    ['a file that says nothing at all is none', [ok, file('a', '', { tone: 'un', diagnosis: [] })], WHOLE, 'ok'],
    ['a capture without connections is none', [ok, CAPTURE], WHOLE, 'ok'],
    ['amber: a destination is open', [ok, { ...quiet, endpoints: [anEndpoint({})] }], WHOLE, 'un'],
    ['amber: a message leaves something open', [ok, { ...quiet, findings: [OPEN] }], WHOLE, 'un'],
    ['a message that only informs does not', [ok, { ...quiet, findings: [TOLD] }], WHOLE, 'ok'],
    ['amber: a command was not read', [ok, { ...quiet, unread: [UNREAD] }], WHOLE, 'un'],
    ['amber: a log ends early', [ok, file('a', 'log-incomplete', { tone: 'un' })], WHOLE, 'un'],
    ['amber: the list was guessed by names', [ok], { complete: true, proven: false }, 'un'],
    ['amber: something is lacking', [ok], { complete: false, proven: true }, 'un'],
    ['amber: an empty bundle', [], { complete: false, proven: false }, 'un'],
  ] as const)('%s', (_, reports, list, tone) => {
    expect(toneOfBundle(reports, list)).toBe(tone);
  });
});
