import { describe, expect, test } from 'vitest';
import { judgeWorkloads, type WorkloadEvidence } from '../../../src/judge/workloads.ts';
import type { Endpoint, WorkloadState } from '../../../src/model/endpoint.ts';
import type { ProxyAccount } from '../../../src/model/settings.ts';
import type { Status } from '../../../src/model/probe.ts';
import { knowledge } from '../../support/knowledge.ts';

function endpoint(service: string, verdict: Status, more: Partial<Endpoint> = {}): Endpoint {
  return {
    host: `${service}.example`,
    port: 443,
    service,
    dns: { status: 'resolved', addresses: ['20.1.2.3'], private: false, cause: 'ok', probe: null },
    tcp: { status: verdict, cause: null, probe: null },
    tls: { status: 'not_run', cause: null, issuer: null, probe: null },
    https: { status: verdict, cause: null, httpStatus: null, probe: null },
    routes: [],
    verdict,
    decidedBy: null,
    ...more,
  };
}

function account(name: ProxyAccount['account'], server: string | null, bypass: readonly string[] = []): ProxyAccount {
  return { account: name, enabled: server !== null, server, bypass, script: null, autoDetect: null, line: 1 };
}

function judge(id: string, evidence: Partial<WorkloadEvidence>): WorkloadState {
  const all = judgeWorkloads(knowledge.workloads, {
    endpoints: [],
    proxied: false,
    accounts: [],
    whole: true,
    tests: [],
    ...evidence,
  });
  return all.find((workload) => workload.id === id) as WorkloadState;
}

const THREE = ['backup', 'storage', 'entra'];
const works = THREE.map((service) => endpoint(service, 'reachable'));

describe('a workload is ok only by its own account and route', () => {
  test('every needed service was seen to work', () => {
    expect(judge('mars', { endpoints: works })).toMatchObject({ status: 'ok', missing: [], because: THREE });
  });

  test.each(THREE)('without %s it is unknown, and says what is missing', (service) => {
    const endpoints = works.filter((known) => known.service !== service);
    expect(judge('mars', { endpoints })).toMatchObject({ status: 'unknown', missing: [service] });
  });

  test('one open endpoint keeps a service from being seen to work', () => {
    const endpoints = [...works, endpoint('storage', 'indeterminate')];
    expect(judge('mars', { endpoints })).toMatchObject({ status: 'unknown', missing: ['storage'] });
  });

  test('a service that fails affects it, and is named alone', () => {
    const endpoints = [...works, endpoint('storage', 'unreachable')];
    expect(judge('mars', { endpoints })).toMatchObject({ status: 'affected', because: ['storage'] });
  });

  test.each<[string, ProxyAccount[], string]>([
    ['both go directly', [account('current-user', null), account('local-system', null)], 'ok'],
    [
      'both use the same proxy',
      [account('current-user', 'p:1', ['A', 'b']), account('local-system', 'p:1', ['b', 'a'])],
      'ok',
    ],
    ['the proxies differ', [account('current-user', 'p:1'), account('local-system', 'q:1')], 'unknown'],
    ['the exceptions differ', [account('current-user', 'p:1', ['a']), account('local-system', 'p:1')], 'unknown'],
    ['only the tester has a proxy', [account('current-user', 'p:1'), account('local-system', null)], 'unknown'],
    ['only the account has a proxy', [account('current-user', null), account('local-system', 'p:1')], 'unknown'],
    ['the account is not shown', [account('current-user', null)], 'unknown'],
    ['the tester is not shown', [account('local-system', null)], 'unknown'],
  ])('MARS as Local System: %s', (_, accounts, status) => {
    const state = judge('mars', { endpoints: works, accounts });
    expect(state).toMatchObject({ status, account: 'local-system', missing: status === 'ok' ? [] : THREE });
    // what fails for the person who ran the test need not fail for the agent either
    const failing = works.map(({ service }) => endpoint(service, 'unreachable'));
    expect(judge('mars', { endpoints: failing, accounts }).status).toBe(status === 'ok' ? 'affected' : 'unknown');
  });

  test.each<[string, Partial<ProxyAccount>, Partial<ProxyAccount>, string]>([
    ['both use the same script', { script: 'http://a' }, { script: 'http://a' }, 'ok'],
    ['the scripts differ', { script: 'http://a' }, { script: 'http://b' }, 'unknown'],
    ['one has a script', { script: 'http://a' }, {}, 'unknown'],
    ['one has switched it off', { enabled: true, server: 'p:1' }, { server: 'p:1' }, 'unknown'],
    ['both have none, whatever is written down', { server: 'p:1', bypass: ['a'] }, { server: 'q:1', bypass: [] }, 'ok'],
    [
      'an exception twice, and one in capitals',
      { enabled: true, server: 'p:1', bypass: ['K', 'a', 'a'] },
      // the sign for kelvin is a small k in lower case, and stays itself in upper case
      { enabled: true, server: 'p:1', bypass: ['A', '\u212A'] },
      'ok',
    ],
    [
      'exceptions that are alike only one behind the other',
      { enabled: true, server: 'p:1', bypass: ['ab', 'c'] },
      { enabled: true, server: 'p:1', bypass: ['a', 'bc'] },
      'unknown',
    ],
  ])('the proxies of two accounts: %s', (_, tester, own, status) => {
    const accounts = [
      { ...account('current-user', null), ...tester },
      { ...account('local-system', null), ...own },
    ];
    expect(judge('mars', { endpoints: works, accounts }).status).toBe(status);
  });

  test('a source that tests the ways of every account has seen those whose settings it shows', () => {
    const accounts = [account('current-user', null), account('local-system', 'p:1')];
    expect(judge('mars', { endpoints: works, accounts })).toMatchObject({ status: 'unknown', missing: THREE });
    const everyAccount = true;
    expect(judge('mars', { endpoints: works, accounts, everyAccount })).toMatchObject({ status: 'ok', missing: [] });
    expect(judge('sql', { endpoints: works, accounts, everyAccount })).toMatchObject({
      status: 'unknown',
      account: 'workload-plugin',
      missing: THREE,
    });
  });

  test('SQL needs Local System and the plug-in account', () => {
    const both = [account('current-user', null), account('local-system', null)];
    expect(judge('sql', { endpoints: works, accounts: [...both, account('workload-plugin', null)] }).status).toBe('ok');
    expect(judge('sql', { endpoints: works, accounts: [...both, account('workload-plugin', 'p:1')] })).toMatchObject({
      status: 'unknown',
      account: 'workload-plugin',
    });
    expect(judge('mars', { endpoints: works, accounts: [...both, account('workload-plugin', 'p:1')] }).status).toBe(
      'ok',
    );
  });

  test('HANA goes to Backup and Storage directly: what a proxy reached is not seen', () => {
    expect(judge('hana', { endpoints: works, proxied: true })).toMatchObject({
      status: 'unknown',
      missing: ['backup', 'storage'],
      route: 'direct',
    });
    const routes = (direct: Status) =>
      ({
        routes: [
          { route: 'proxy', account: null, verdict: 'reachable', probe: null },
          { route: 'direct', account: null, verdict: direct, probe: null },
        ],
      }) as const;
    const by = (direct: Status) => THREE.map((service) => endpoint(service, 'reachable', routes(direct)));
    expect(judge('hana', { endpoints: by('reachable'), proxied: true }).status).toBe('ok');
    expect(judge('hana', { endpoints: by('unreachable'), proxied: true })).toMatchObject({
      status: 'affected',
      because: ['backup', 'storage'],
    });
  });

  test('the VM backup lives on the platform addresses, which no proxy reaches', () => {
    expect(judge('vm', {})).toMatchObject({ status: 'unknown', missing: ['platform'], tested: false });
    const platform = (verdict: Status) => [endpoint('platform', verdict, { host: '168.63.129.16', port: 80 })];
    expect(judge('vm', { endpoints: platform('reachable'), proxied: true }).status).toBe('ok');
    expect(judge('vm', { endpoints: platform('unreachable') })).toMatchObject({
      status: 'affected',
      because: ['platform'],
    });
  });

  describe('what is known by a route', () => {
    const rule = (route: 'direct' | 'proxy' | 'either') =>
      [{ id: 'w', name: 'W', needs: [{ service: 'backup', route }], accounts: [], note: '' }] as const;
    const by = (route: 'direct' | 'proxy' | 'either', proxied: boolean, more: Partial<Endpoint> = {}) =>
      judgeWorkloads(rule(route), {
        endpoints: [endpoint(more.service ?? 'backup', 'unreachable', more)],
        proxied,
        accounts: [],
        whole: true,
        tests: [],
      })[0];

    test.each<['direct' | 'proxy' | 'either', boolean, Partial<Endpoint>, string]>([
      ['either', false, {}, 'affected'],
      ['either', true, {}, 'affected'],
      ['direct', false, {}, 'affected'],
      ['direct', true, {}, 'unknown'],
      ['direct', true, { port: 80 }, 'unknown'],
      ['direct', true, { port: 3260 }, 'affected'],
      ['proxy', false, {}, 'unknown'],
      ['proxy', true, {}, 'affected'],
      ['proxy', true, { port: 80 }, 'affected'],
      ['proxy', true, { port: 3260 }, 'unknown'],
      [
        'direct',
        false,
        { routes: [{ route: 'proxy', account: null, verdict: 'unreachable', probe: null }] },
        'unknown',
      ],
      ['proxy', true, { routes: [{ route: 'direct', account: null, verdict: 'unreachable', probe: null }] }, 'unknown'],
      [
        'proxy',
        false,
        { routes: [{ route: 'proxy', account: null, verdict: 'unreachable', probe: null }] },
        'affected',
      ],
    ])('%s, with a proxy: %s, %j', (route, proxied, more, status) => {
      expect(by(route, proxied, more)).toMatchObject({ status, route: route === 'direct' ? 'direct' : 'either' });
    });
  });

  test('where no account is shown, none is named', () => {
    expect(judge('mars', { endpoints: works }).account).toBeNull();
    expect(judge('hana', { endpoints: works, accounts: [account('current-user', null)] }).account).toBeNull();
  });

  test('file recovery on port 3260 is direct, proxy or not', () => {
    const endpoints = [endpoint('ilr', 'reachable', { port: 3260 })];
    expect(judge('ilr', { endpoints, proxied: true }).status).toBe('ok');
  });

  test('a piece of a terminal tests no workload: never ok, though what fails is told', () => {
    expect(judge('mars', { endpoints: works, whole: false })).toMatchObject({ status: 'unknown', missing: THREE });
    const failing = [...works, endpoint('entra', 'unreachable')];
    expect(judge('mars', { endpoints: failing, whole: false }).status).toBe('affected');
  });

  test('a format tells which workloads it tests', () => {
    const tests = ['backup', 'storage', 'entra', 'ilr'];
    expect(judge('mars', { endpoints: works, tests }).tested).toBe(true);
    expect(judge('site-recovery', { endpoints: works, tests }).tested).toBe(false);
  });
});
