import { describe, expect, test } from 'vitest';
import { FurtherLogs, mergeReports } from '../../../src/judge/merge.ts';
import { NO_NETWORK_SETTINGS } from '../../../src/judge/no-settings.ts';
import type { FormatDefinition, Knowledge } from '../../../src/knowledge/types.ts';
import type { Endpoint, WorkloadState } from '../../../src/model/endpoint.ts';
import type { LogReport } from '../../../src/model/report.ts';
import { aProbe, anAccount, anEndpoint, NO_PROXY } from '../../support/facts.ts';

const format = { id: 'script', tests: ['backup'] } as unknown as FormatDefinition;
const knowledge = {
  formats: [{ id: 'other', tests: ['nothing'] }, format],
  services: [{ id: 'backup', name: 'Azure Backup', short: 'Backup', tag: '', description: '' }],
  workloads: [
    { id: 'mars', name: 'MARS', needs: [{ service: 'backup', route: 'either' }], accounts: ['local-system'], note: '' },
    { id: 'direct', name: 'Direct', needs: [{ service: 'backup', route: 'direct' }], accounts: [], note: '' },
  ],
} as unknown as Knowledge;
const WHOLE = { name: 'all.log', bytes: 10, encoding: 'utf-8', lines: 5 } as const;

let lastId = 0;
function part(more: Partial<LogReport> = {}): LogReport {
  lastId += 1;
  return {
    schema: 1,
    kind: 'log',
    rules: 'r',
    source: { name: 'part', bytes: 1, encoding: 'shift_jis', lines: 2 },
    format: 'script',
    recognised: { id: 'script', title: `T${lastId}`, because: [], chosenByReader: false },
    machine: { hostname: `vm${lastId}`, os: null, startedAt: null, addresses: [], durationSeconds: null },
    complete: true,
    script: true,
    proxy: NO_PROXY,
    proxied: false,
    tls: {},
    tlsShown: false,
    network: NO_NETWORK_SETTINGS,
    probes: [aProbe(lastId)],
    endpoints: [],
    services: [],
    workloads: [],
    diagnosis: [{ id: `d${lastId}` } as unknown as LogReport['diagnosis'][number]],
    tone: 'ok',
    annotations: [{ line: lastId } as unknown as LogReport['annotations'][number]],
    findings: [],
    unread: [],
    firstLine: 7,
    ...more,
  };
}
const at = (host: string, verdict: Endpoint['verdict'], port = 443) => anEndpoint({ host, verdict, port });
const workload = (id: string, status: WorkloadState['status'], name: string) =>
  ({ id, status, name }) as unknown as WorkloadState;
const merged = (...parts: LogReport[]) => mergeReports(parts, WHOLE, knowledge);

describe('each host and port once', () => {
  const verdicts = (...parts: LogReport[]) =>
    merged(...parts).endpoints.map(({ host, port, verdict }) => `${host}:${port} ${verdict}`);

  test('in the order in which they first appear', () => {
    expect(
      verdicts(
        part({ endpoints: [at('b', 'reachable'), at('a', 'reachable', 80)] }),
        part({ endpoints: [at('a', 'reachable'), at('b', 'reachable'), at('c', 'not_run')] }),
      ),
    ).toEqual(['b:443 reachable', 'a:80 reachable', 'a:443 reachable', 'c:443 not_run']);
  });

  test('with its worst verdict: fails, open, not tested, works', () => {
    const order = ['unreachable', 'indeterminate', 'not_run', 'reachable'] as const;
    for (const [place, worse] of order.entries())
      for (const better of order.slice(place + 1)) {
        expect(verdicts(part({ endpoints: [at('a', worse)] }), part({ endpoints: [at('a', better)] }))).toEqual([
          `a:443 ${worse}`,
        ]);
        expect(verdicts(part({ endpoints: [at('a', better)] }), part({ endpoints: [at('a', worse)] }))).toEqual([
          `a:443 ${worse}`,
        ]);
      }
  });

  test('of two alike the first stands', () => {
    const [one, two] = [at('a', 'reachable'), at('a', 'reachable')];
    expect(merged(part({ endpoints: [one] }), part({ endpoints: [two] })).endpoints[0]).toBe(one);
  });
});

describe('the report over all of them', () => {
  test('is of the whole source, with the parts one after the other', () => {
    const parts = [
      part({ findings: [{ verdict: 'reachable' } as unknown as LogReport['findings'][number]] }),
      part({ unread: [{ command: 'x', tool: null, lines: [1, 1] }] }),
    ];
    const report = merged(...parts);
    expect(report.source).toEqual({ name: 'all.log', bytes: 10, encoding: 'utf-8', lines: 5 });
    expect(report).toMatchObject({ firstLine: 1, parts });
    expect(report.probes).toEqual(parts.flatMap(({ probes }) => probes));
    expect(report.annotations).toEqual(parts.flatMap(({ annotations }) => annotations));
    expect(report.findings).toHaveLength(1);
    expect(report.unread).toHaveLength(1);
    expect(report.tone).toBe('un');
  });

  test('is complete where all of them are', () => {
    expect(merged(part(), part()).complete).toBe(true);
    expect(merged(part({ complete: false }), part()).complete).toBe(false);
  });

  test('has the format of the first that was recognised', () => {
    const unknown = part({ format: 'unknown' });
    const read = part();
    expect(merged(unknown, read)).toMatchObject({ format: 'script', recognised: read.recognised });
    expect(merged(unknown, part({ format: 'unknown' }))).toMatchObject({
      format: 'unknown',
      recognised: unknown.recognised,
    });
  });

  test('is told by the log in which most fails, the first of those alike', () => {
    const one = part({ endpoints: [at('a', 'reachable'), at('b', 'unreachable')] });
    const two = part({ endpoints: [at('a', 'unreachable'), at('b', 'unreachable')] });
    expect(merged(one, two).diagnosis).toBe(two.diagnosis);
    expect(merged(two, one).diagnosis).toBe(two.diagnosis);
    expect(merged(one, part({ endpoints: [at('c', 'unreachable')] })).diagnosis).toBe(one.diagnosis);
    // what has no diagnosis of its own cannot speak
    expect(merged(one, { ...two, diagnosis: [] }).diagnosis).toBe(one.diagnosis);
  });

  test('has its colour from all of them', () => {
    expect(
      merged(part({ endpoints: [at('a', 'reachable')] }), part({ endpoints: [at('a', 'unreachable')] })).tone,
    ).toBe('ng');
    expect(merged(part({ endpoints: [at('a', 'reachable')] })).tone).toBe('ok');
  });

  test('counts the services over all endpoints', () => {
    const report = merged(part({ endpoints: [at('a', 'reachable')] }), part({ endpoints: [at('b', 'unreachable')] }));
    expect(report.services).toMatchObject([{ id: 'backup', status: 'partial', endpoints: 2, unreachable: 1 }]);
  });

  test('there has to be one', () => {
    expect(() => merged()).toThrow(/no report/u);
  });
});

describe('a workload', () => {
  const works = [at('a', 'reachable')];
  const states = (...parts: LogReport[]) => merged(...parts).workloads.map(({ id, status }) => `${id} ${status}`);

  test('is judged over all endpoints', () => {
    expect(states(part({ endpoints: works }))).toEqual(['mars ok', 'direct ok']);
    expect(merged(part({ endpoints: works })).workloads[0]).toMatchObject({ tested: true });
    expect(merged(part({ endpoints: works, format: 'strange' })).workloads[0]).toMatchObject({ tested: false });
    expect(states(part({ endpoints: works, format: 'unknown' }))).toEqual(['mars unknown', 'direct unknown']);
  });

  test('is not seen directly where one of them went through a proxy', () => {
    expect(states(part({ endpoints: works, proxied: true }), part())).toEqual(['mars ok', 'direct unknown']);
  });

  test('follows the accounts of the log that speaks', () => {
    const proxy = { ...NO_PROXY, accounts: [anAccount('current-user')] };
    expect(states(part({ endpoints: works, proxy }))).toEqual(['mars unknown', 'direct ok']);
    expect(states(part(), part({ endpoints: works, proxy }))).toEqual(['mars ok', 'direct ok']);
  });

  test('what one machine could not do, all of them cannot either', () => {
    const own = (status: WorkloadState['status'], name: string) => ({
      workloads: [workload('direct', 'ok', 'x'), workload('mars', status, name)],
    });
    const state = (...parts: LogReport[]) =>
      merged(part({ endpoints: works }), ...parts).workloads.find(({ id }) => id === 'mars');
    expect(state(part(own('ok', 'ok')), part(own('affected', 'one')))).toMatchObject({
      status: 'affected',
      name: 'one',
    });
    expect(state(part(own('unknown', 'two')), part(own('affected', 'one')))).toMatchObject({ name: 'one' });
    expect(state(part(own('ok', 'ok')), part(own('unknown', 'two')))).toMatchObject({ status: 'unknown', name: 'two' });
    expect(state(part(own('ok', 'ok')))).toMatchObject({ status: 'ok', name: 'MARS' });
    expect(state(part({ workloads: [workload('direct', 'affected', 'x')] }))).toMatchObject({
      status: 'ok',
      name: 'MARS',
    });
    // what is not ok over all of them stays as it is, unless one machine says more
    const nothing = merged(part(own('unknown', 'two'))).workloads.find(({ id }) => id === 'mars');
    expect(nothing).toMatchObject({ status: 'unknown', name: 'MARS' });
  });
});

describe('logs beyond those with a report of their own', () => {
  test('are none at first', () => {
    const further = new FurtherLogs();
    expect([further.report, further.count]).toEqual([null, 0]);
  });

  test('have one report together: what counts for the verdicts', () => {
    const further = new FurtherLogs();
    const first = part({ format: 'unknown', endpoints: [at('a', 'reachable')] });
    const second = part({ endpoints: [at('a', 'unreachable')], complete: false, proxied: true });
    further.add(first);
    expect(further.report).toEqual({ ...first, endpoints: first.endpoints });
    further.add(second);
    further.add(part({ format: 'other', endpoints: [at('b', 'reachable')] }));
    expect(further.count).toBe(3);
    expect(further.report).toMatchObject({
      format: 'script',
      recognised: second.recognised,
      machine: first.machine,
      complete: false,
      proxied: true,
    });
    expect(further.report?.endpoints.map(({ host, verdict }) => `${host} ${verdict}`)).toEqual([
      'a unreachable',
      'b reachable',
    ]);
  });

  test('stay complete and direct where all of them are', () => {
    const further = new FurtherLogs();
    further.add(part());
    further.add(part());
    expect(further.report).toMatchObject({ complete: true, proxied: false });
  });
});

test('where a script tests as each account, an account whose settings are known was seen', () => {
  const every = { ...knowledge, formats: [...knowledge.formats, { ...format, id: 'every', everyAccount: true }] };
  const proxy = { ...NO_PROXY, accounts: [anAccount('local-system')] };
  const endpoints = [anEndpoint({ service: 'backup', verdict: 'reachable' })];
  const statusOf = (id: string): string | undefined =>
    mergeReports(
      [part({ format: id, endpoints, proxy }), part({ format: id, endpoints, proxy })],
      WHOLE,
      every as Knowledge,
    ).workloads.find((own) => own.id === 'mars')?.status;
  expect([statusOf('every'), statusOf('script')]).toEqual(['ok', 'unknown']);
});
