import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRuns } from '../../../src/judge/comparison.ts';
import type { SettingShown } from '../../../src/model/comparison.ts';
import type { Diagnosis } from '../../../src/model/diagnosis.ts';
import type { Endpoint } from '../../../src/model/endpoint.ts';
import type { ConnectionReport, LogReport } from '../../../src/model/report.ts';
import { diagnose } from '../../support/analyzer.ts';
import { anAccount, anEndpoint, failing, type EndpointParts, unconnected, unnamed } from '../../support/facts.ts';

const HOST = 'contosostor01.blob.core.windows.net';
const OTHER = 'login.microsoftonline.com';
const nc = (host: string, output: string): string => `[root@vm01 ~]# nc -vz ${host} 443\n${output}\n`;
const GOOD = 'Ncat: Connected to 20.60.1.1:443.';
const LATE = 'Ncat: Connection timed out.';
const REFUSED = 'Ncat: Connection refused.';
const NOTHING = '^C';
const run = (...parts: readonly string[]) => diagnose(`${parts.join('')}[root@vm01 ~]# \n`);
const changes = (before: string, after: string) =>
  compareRuns(run(nc(HOST, before)), run(nc(HOST, after))).endpoints.map(({ change }) => change);

test('fixed is what failed and then was seen to work, and nothing else', () => {
  expect(changes(LATE, GOOD)).toEqual(['fixed']);
  expect(changes(GOOD, LATE)).toEqual(['worse']);
  expect(changes(LATE, LATE)).toEqual(['same']);
  expect(changes(GOOD, GOOD)).toEqual(['same']);
  expect(changes(LATE, NOTHING)).toEqual(['unclear']);
  expect(changes(NOTHING, GOOD)).toEqual(['unclear']);
});

test('what the second run does not mention is not fixed', () => {
  const found = compareRuns(run(nc(HOST, LATE)), run(nc(OTHER, GOOD)));
  expect(found.endpoints.map(({ host, change, after }) => [host, change, after?.verdict ?? null])).toEqual([
    [HOST, 'unclear', null],
    [OTHER, 'unclear', 'reachable'],
  ]);
  expect(found.outcome).toBe('unclear');
});

test('another reason of what still fails is told', () => {
  const [found] = compareRuns(run(nc(HOST, LATE)), run(nc(HOST, REFUSED))).endpoints;
  expect(found).toMatchObject({ change: 'same', isOtherReason: true });
  expect(compareRuns(run(nc(HOST, LATE)), run(nc(HOST, LATE))).endpoints[0]?.isOtherReason).toBe(false);
});

test('the outcome: the worst decides', () => {
  const outcome = (before: string[], after: string[]) =>
    compareRuns(
      run(...before.map((output, at) => nc([HOST, OTHER][at] ?? '', output))),
      run(...after.map((output, at) => nc([HOST, OTHER][at] ?? '', output))),
    ).outcome;
  expect(outcome([LATE, GOOD], [GOOD, GOOD])).toBe('fixed');
  expect(outcome([LATE, LATE], [GOOD, LATE])).toBe('partly');
  expect(outcome([LATE, LATE], [GOOD, NOTHING])).toBe('partly');
  expect(outcome([LATE, GOOD], [GOOD, LATE])).toBe('worse');
  expect(outcome([LATE, GOOD], [LATE, GOOD])).toBe('same');
  expect(outcome([LATE, GOOD], [NOTHING, GOOD])).toBe('unclear');
});

test('causes: gone, new, and those that stay', () => {
  const { causes } = compareRuns(run(nc(HOST, LATE)), run(nc(OTHER, LATE)));
  expect(causes.map(({ change, before, after }) => [change, (after ?? before)?.params['service']])).toEqual(
    [
      ['new', 'Entra ID'],
      ['gone', 'Azure Storage'],
    ].map(([change, service]) => [
      change,
      expect.stringContaining(service === 'Entra ID' ? 'Entra' : 'Storage') as unknown,
    ]),
  );
});

test('settings: only what both logs show, and a proxy that appears or goes', () => {
  const proxied = diagnose(
    `[root@vm01 ~]# env\nhttps_proxy=http://proxy.contoso.local:8080\n${nc(HOST, LATE)}[root@vm01 ~]# \n`,
  );
  const plain = run(nc(HOST, LATE));
  const [change] = compareRuns(plain, proxied).settings;
  expect(change).toMatchObject({ setting: 'proxy', before: { value: null } });
  expect(change?.after.value).toContain('proxy.contoso.local');
  expect(compareRuns(plain, plain).settings).toEqual([]);
});

test('the same machine by its name, in any case; unknown where a log does not tell it', () => {
  const named = (hostname: string | null) => {
    const report = run(nc(HOST, LATE));
    return { ...report, machine: { ...report.machine, hostname } };
  };
  expect(compareRuns(named('vm01'), named('VM01')).isSameMachine).toBe(true);
  expect(compareRuns(named('vm01'), named('vm02')).isSameMachine).toBe(false);
  expect(compareRuns(named('vm01'), named(null)).isSameMachine).toBeNull();
  expect(compareRuns(named(null), named('vm01')).isSameMachine).toBeNull();
});

test('turned around, fixed is worse, and nothing else changes its kind', () => {
  const outputs = fc.constantFrom(GOOD, LATE, REFUSED, NOTHING);
  fc.assert(
    fc.property(outputs, outputs, (one, other) => {
      const turned = { fixed: 'worse', worse: 'fixed', same: 'same', unclear: 'unclear' } as const;
      const there = changes(one, other);
      expect(changes(other, one)).toEqual(there.map((change) => turned[change]));
    }),
    { numRuns: 16 },
  );
});

const NOTHING_SHOWN = diagnose('');
const report = (more: Partial<LogReport> = {}): LogReport => ({ ...NOTHING_SHOWN, ...more });
/** A run that says of one destination after another what a test says; null: it does not speak of it. */
const verdicts = (...all: readonly (Endpoint['verdict'] | null)[]): LogReport =>
  report({
    endpoints: all.flatMap((verdict, at) => (verdict === null ? [] : anEndpoint({ host: `host${at}`, verdict }))),
  });

describe('each destination of either run', () => {
  const SAYS = ['reachable', 'unreachable', 'indeterminate', 'not_run', null] as const;

  test.each<[(typeof SAYS)[number], string]>([
    ['reachable', 'same worse unclear unclear unclear'],
    ['unreachable', 'fixed same unclear unclear unclear'],
    ['indeterminate', 'unclear unclear unclear unclear unclear'],
    ['not_run', 'unclear unclear unclear unclear unclear'],
    [null, 'unclear unclear unclear unclear'],
  ])('that was %s', (was, expected) => {
    const found = SAYS.filter((is) => was !== null || is !== null).map(
      (is) => compareRuns(verdicts(was), verdicts(is)).endpoints[0]?.change,
    );
    expect(found.join(' ')).toBe(expected);
  });

  test('stands once, with what both say of it; another port is another one', () => {
    const [was, is] = [anEndpoint({ host: 'A.example' }), anEndpoint({ host: 'a.EXAMPLE' })];
    const [lost, added] = [anEndpoint({ host: 'a.example', port: 80 }), anEndpoint({ host: 'b.example' })];
    expect(compareRuns(report({ endpoints: [was, lost] }), report({ endpoints: [added, is] })).endpoints).toEqual([
      { host: 'a.example', port: 80, change: 'unclear', isOtherReason: false, before: lost, after: null },
      { host: 'b.example', port: 443, change: 'unclear', isOtherReason: false, before: null, after: added },
      { host: 'a.EXAMPLE', port: 443, change: 'same', isOtherReason: false, before: was, after: is },
    ]);
  });

  test('worse ones first, then those that still fail, fixed ones, unclear ones, and what works as before', () => {
    const good = ['reachable', 'reachable'] as const;
    const unclear = ['unreachable', 'indeterminate'] as const;
    const fixed = ['unreachable', 'reachable'] as const;
    const failed = ['unreachable', 'unreachable'] as const;
    const worse = ['reachable', 'unreachable'] as const;
    const all = [good, unclear, fixed, failed, worse, good, unclear, fixed, failed, worse];
    const found = compareRuns(verdicts(...all.map(([was]) => was)), verdicts(...all.map(([, is]) => is)));
    // those of one kind stay in their order
    expect(found.endpoints.map(({ host }) => host.slice('host'.length)).join(' ')).toBe('4 9 3 8 2 7 1 6 0 5');
  });
});

describe('another reason', () => {
  const isOther = (before: Endpoint | null, after: Endpoint | null): boolean | undefined =>
    compareRuns(report({ endpoints: before === null ? [] : [before] }), {
      ...report({ endpoints: after === null ? [] : [after] }),
    }).endpoints[0]?.isOtherReason;
  const fails = (more: EndpointParts): Endpoint => anEndpoint({ verdict: 'unreachable', ...more });

  test.each<[string, Endpoint, Endpoint]>([
    ['of the name', unnamed('dns_nxdomain'), unnamed('dns_timeout')],
    ['of the connection', unconnected('timeout'), unconnected('refused')],
    ['of TLS', fails({ tls: { cause: 'tls_handshake' } }), fails({ tls: { cause: 'tls_untrusted' } })],
    ['of the request', failing('proxy_denied'), failing('proxy_auth')],
    ['at another layer', unconnected('timeout'), failing('timeout')],
    ['where only the state differs', fails({ tls: { status: 'indeterminate' } }), fails({})],
  ])('%s', (_, before, after) => {
    expect(isOther(before, after)).toBe(true);
    expect(isOther(after, before)).toBe(true);
    expect(isOther(before, before)).toBe(false);
  });

  test('is told only of what failed and still fails', () => {
    const [failed, works] = [unconnected('timeout'), anEndpoint({ tcp: { status: 'reachable', cause: 'ok' } })];
    for (const [before, after] of [
      [failed, works],
      [works, failed],
      [works, anEndpoint({})],
      [failed, null],
      [null, failed],
    ] as const)
      expect(isOther(before, after)).toBe(false);
  });
});

describe('the outcome', () => {
  type Pair = readonly [Endpoint['verdict'] | null, Endpoint['verdict'] | null];
  const FIXED: Pair = ['unreachable', 'reachable'];
  const GOOD_AGAIN: Pair = ['reachable', 'reachable'];
  const STILL: Pair = ['unreachable', 'unreachable'];
  const OPEN: Pair = ['unreachable', 'indeterminate'];
  const GONE: Pair = ['unreachable', null];
  const UNSEEN: Pair = [null, 'unreachable'];
  const DOUBT: Pair = ['indeterminate', 'indeterminate'];
  const NEW: Pair = [null, 'reachable'];

  test.each<[string, readonly Pair[], LogReport['tone'], string]>([
    ['everything that failed works', [FIXED, GOOD_AGAIN], 'ok', 'fixed'],
    ['what failed works, and what did not is in doubt', [FIXED, DOUBT], 'un', 'fixed'],
    ['one of two works', [FIXED, STILL], 'ng', 'partly'],
    ['one works, the other is in doubt', [FIXED, OPEN], 'un', 'partly'],
    ['one works, the other was not tested again', [FIXED, GONE], 'un', 'partly'],
    ['one works, another one fails that was not tested before', [FIXED, UNSEEN], 'ng', 'partly'],
    ['what failed works, and a message tells of another failure', [FIXED], 'ng', 'partly'],
    ['one works, another one fails now', [FIXED, ['reachable', 'unreachable']], 'ng', 'worse'],
    ['the same fails', [STILL], 'ng', 'same'],
    ['everything works as before', [GOOD_AGAIN, GOOD_AGAIN], 'ok', 'same'],
    ['one works as before, another one was not tested before', [GOOD_AGAIN, NEW], 'ok', 'same'],
    ['one fails as before, another one was not tested again', [STILL, GONE], 'ng', 'unclear'],
    ['what failed was not tested again', [GONE], 'un', 'unclear'],
    ['what fails was not tested before', [UNSEEN], 'ng', 'unclear'],
    ['what works was not tested before', [NEW], 'ok', 'unclear'],
    ['both are in doubt', [DOUBT], 'un', 'unclear'],
    ['nothing was tested', [], 'un', 'unclear'],
  ])('%s', (_, pairs, tone, outcome) => {
    const [before, after] = [verdicts(...pairs.map(([was]) => was)), verdicts(...pairs.map(([, is]) => is))];
    expect(compareRuns(before, { ...after, tone }).outcome).toBe(outcome);
  });
});

describe('a setting', () => {
  const settings = (before: ConnectionReport, after: ConnectionReport) => compareRuns(before, after).settings;
  const shown = (value: string | null, line: number | null = null): SettingShown => ({ value, line });
  const NONE = shown(null);
  const { proxy, network, machine } = NOTHING_SHOWN;

  const proxied = (http: string | null, https: string | null, line: number | null): LogReport =>
    report({ proxy: { ...proxy, http, https, line } });
  const accounts = (...all: readonly ReturnType<typeof anAccount>[]): LogReport =>
    report({ proxy: { ...proxy, accounts: all } });
  const user = (line: number, more: Parameters<typeof anAccount>[1] = {}): ReturnType<typeof anAccount> =>
    anAccount('current-user', { enabled: true, line, ...more });
  const tls = (client: 'enabled' | 'disabled'): LogReport =>
    report({ tls: { tls12: { client, server: 'default' } }, tlsShown: true });
  const route = (present: boolean, line: number): LogReport =>
    report({ network: { ...network, defaultRoute: { present, line } } });
  const servers = (...all: readonly string[]): LogReport =>
    report({ network: { ...network, dnsServers: all.map((address, at) => ({ address, line: at + 3 })) } });
  const addresses = (...all: readonly string[]): LogReport => report({ machine: { ...machine, addresses: all } });

  test.each<[string, LogReport, LogReport, string, string | null, SettingShown, SettingShown]>([
    ['proxy', proxied(null, null, 2), proxied('p:1', 'q:2', 5), 'proxy', null, shown(null, 2), shown('p:1 q:2', 5)],
    ['proxy of both kinds', proxied('p:1', 'p:1', 2), report(), 'proxy', null, shown('p:1', 2), NONE],
    ['proxy for https', report(), proxied(null, 'p:1', 7), 'proxy', null, NONE, shown('p:1', 7)],
    [
      'proxy of an account',
      accounts(anAccount('winhttp', { line: 1 }), user(4, { server: 'p:1', script: 'http://p/a.pac' })),
      accounts(user(6, { script: 'http://p/b.pac' }), anAccount('winhttp', { line: 9 })),
      'proxy-account',
      'current-user',
      shown('p:1', 4),
      shown('http://p/b.pac', 6),
    ],
    [
      'proxy of an account that is turned off',
      accounts(user(4, { server: 'p:1' })),
      accounts(user(6, { enabled: false, server: 'p:1' })),
      'proxy-account',
      'current-user',
      shown('p:1', 4),
      shown(null, 6),
    ],
    [
      'script of an account that is turned off',
      accounts(user(4, { enabled: false, server: 'p:1', script: 'http://p/a.pac' })),
      accounts(user(6)),
      'proxy-account',
      'current-user',
      shown('http://p/a.pac', 4),
      shown(null, 6),
    ],
    [
      'account that only one of them shows',
      report(),
      accounts(user(6, { server: 'p:1' })),
      'proxy-account',
      'current-user',
      NONE,
      shown('p:1', 6),
    ],
    ['TLS 1.2', tls('disabled'), tls('enabled'), 'tls12', null, shown('disabled'), shown('enabled')],
    ['default route', route(false, 3), route(true, 8), 'default-route', null, shown('absent', 3), shown('present', 8)],
    [
      'DNS servers',
      servers('10.0.0.1', '10.0.0.2', '10.0.0.1'),
      servers('10.0.0.2'),
      'dns-servers',
      null,
      shown('10.0.0.1 10.0.0.2', 3),
      shown('10.0.0.2', 3),
    ],
    [
      'addresses',
      addresses('10.0.0.4', '10.0.0.5'),
      addresses('10.0.0.9'),
      'addresses',
      null,
      shown('10.0.0.4 10.0.0.5'),
      shown('10.0.0.9'),
    ],
  ])('%s', (_, one, other, setting, of, before, after) => {
    expect(settings(one, other)).toEqual([{ setting, of, before, after }]);
    expect(settings(other, one)).toEqual([{ setting, of, before: after, after: before }]);
    expect(settings(one, one)).toEqual([]);
  });

  test.each<[string, LogReport]>([
    ['TLS', tls('disabled')],
    ['the default route', route(true, 8)],
    ['DNS servers', servers('10.0.0.1')],
    ['addresses', addresses('10.0.0.4')],
  ])('that one log does not show did not change: %s', (_, report1) => {
    expect(settings(report1, report())).toEqual([]);
    expect(settings(report(), report1)).toEqual([]);
  });

  test('of TLS needs a dump of the registry in both logs', () => {
    const byDefault = { ...tls('enabled'), tlsShown: false };
    expect(settings(tls('disabled'), byDefault)).toEqual([]);
    expect(settings(byDefault, tls('disabled'))).toEqual([]);
    expect(settings(tls('disabled'), { ...tls('enabled'), tls: {} })).toEqual([]);
  });

  test('each in its place: proxies, TLS, and the network', () => {
    const all = (at: number): LogReport => ({
      ...tls(at === 1 ? 'enabled' : 'disabled'),
      proxy: {
        ...proxy,
        http: `p:${at}`,
        accounts: [user(at, { server: `p:${at}` }), anAccount('winhttp', { enabled: true, server: `w:${at}` })],
      },
      network: { ...network, ...route(at === 1, at).network, dnsServers: servers(`10.0.0.${at}`).network.dnsServers },
      machine: { ...machine, addresses: [`10.1.0.${at}`] },
    });
    const both = { ...all(1), network: { ...all(1).network, defaultRoute: { present: true, line: 1 } } };
    expect(settings(both, all(2)).map(({ setting, of }) => [setting, of])).toEqual([
      ['proxy', null],
      ['proxy-account', 'current-user'],
      ['proxy-account', 'winhttp'],
      ['tls12', null],
      ['default-route', null],
      ['dns-servers', null],
      ['addresses', null],
    ]);
  });

  test('stands in logs: a capture shows none', () => {
    const capture = { ...NOTHING_SHOWN, kind: 'capture' } as unknown as ConnectionReport;
    expect(settings(proxied('p:1', null, 2), capture)).toEqual([]);
    expect(settings(capture, proxied('p:1', null, 2))).toEqual([]);
    expect(settings(capture, { ...capture })).toEqual([]);
  });
});

describe('causes', () => {
  const [any] = NOTHING_SHOWN.diagnosis;
  if (any === undefined) throw new Error('no diagnosis');
  const cause = (id: string, service?: string): Diagnosis => ({
    ...any,
    id,
    params: service === undefined ? {} : { service },
  });
  const causes = (before: readonly Diagnosis[], after: readonly Diagnosis[]) =>
    compareRuns(report({ diagnosis: before }), report({ diagnosis: after })).causes;

  test('that stay come with both, new ones in their place, and those that are gone last', () => {
    const [dns, proxy, tls] = [cause('dns-server-unreachable'), cause('proxy-denies'), cause('tls-inspection')];
    const still = { ...tls, confidence: 'possible' as const };
    expect(causes([dns, tls], [proxy, still])).toEqual([
      { change: 'new', before: null, after: proxy },
      { change: 'stays', before: tls, after: still },
      { change: 'gone', before: dns, after: null },
    ]);
  });

  test('are others where they speak of another service', () => {
    const [one, other] = [cause('firewall-blocks-service', 'A'), cause('firewall-blocks-service', 'B')];
    expect(causes([one], [other]).map(({ change }) => change)).toEqual(['new', 'gone']);
    expect(causes([one, other], [other]).map(({ change }) => change)).toEqual(['stays', 'gone']);
  });

  test('are none where nothing fails', () => {
    const neutral = ['all-reachable', 'proxy-in-use', 'private-endpoint', 'nothing-tested'].map((id) => cause(id));
    expect(causes(neutral, [])).toEqual([]);
    expect(causes([], neutral)).toEqual([]);
  });
});
