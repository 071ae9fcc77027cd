import { describe, expect, test } from 'vitest';
import { judgeEndpoints, routeOf, targetOf, type Conditions } from '../../../src/judge/endpoints.ts';
import type { JudgedProbe } from '../../../src/judge/probes.ts';
import { EndpointTable } from '../../../src/judge/services.ts';
import type { Endpoint } from '../../../src/model/endpoint.ts';
import type { Cause, Layers } from '../../../src/model/probe.ts';
import {
  aRun,
  connect,
  CONDITIONS,
  HOST,
  lookup,
  netConnection,
  request,
  type Run,
} from '../../support/judged-probes.ts';
import { knowledge } from '../../support/knowledge.ts';

const TABLE = new EndpointTable({
  endpoints: [
    { pattern: '*.backup.windowsazure.com', port: 443, service: 'backup' },
    { pattern: '168.63.129.16', port: 80, service: 'platform' },
    { pattern: 'web.example', port: '80', service: 'storage' },
    { pattern: 'both.example', port: '80,443', service: 'storage' },
  ],
  services: knowledge.services,
});
const PLATFORM = { host: '168.63.129.16', port: 80 } as const;
const ADDRESS = '20.191.100.130';

function judge(probes: readonly JudgedProbe[], conditions: Partial<Conditions> = {}): Endpoint[] {
  return judgeEndpoints(probes, TABLE, { ...CONDITIONS, ...conditions });
}
function only(probes: readonly JudgedProbe[], conditions: Partial<Conditions> = {}): Endpoint | undefined {
  const [one, ...more] = judge(probes, conditions);
  expect(more).toEqual([]);
  return one;
}
const fails = (cause: Cause, more: Run = {}): Run => ({ status: 'unreachable', cause, ...more });
const resolves = (...addresses: string[]): Run => ({ detail: { addresses } });

describe('the destination of a run', () => {
  test.each<[string, JudgedProbe, string, number | null]>([
    ['its command', connect(1, { host: 'A.example', said: { host: 'b', port: '80' } }), 'a.example', 443],
    ['the line that decided', connect(1, { command: null, said: { host: 'B', ip: '1.2.3.4', port: '80' } }), 'b', 80],
    [
      'the first line that names a host',
      connect(1, { command: null, said: { ip: '1.2.3.4' }, lines: [{}, { host: 'c' }, { host: 'd' }] }),
      'c',
      null,
    ],
    ['its address', connect(1, { command: null, said: { ip: '1.2.3.4' } }), '1.2.3.4', null],
    ['a command without a port', connect(1, { port: null, said: { port: '80' } }), HOST, 80],
    ['nothing', connect(1, { command: null }), '', null],
    [
      'the list of Test-NetConnection',
      netConnection(1, { command: null, lines: [{ host: 'e' }], toldPort: 3260 }),
      'e',
      3260,
    ],
    [
      'another tool has no such list',
      connect(1, { command: null, lines: [{ host: 'e' }, { port: '3260' }] }),
      'e',
      null,
    ],
  ])('%s', (_, probe, host, port) => {
    expect(targetOf(probe)).toEqual({ host, port });
  });

  test('the one that its tool found, or found not to be named', () => {
    const probe = connect(1, { command: null, said: { host: 'b', port: '80' } });
    const found = (host: string | null): JudgedProbe => ({ ...probe, outcome: { ...probe.outcome, host } });
    expect(targetOf(found('C.example'))).toEqual({ host: 'c.example', port: 80 });
    expect(judge([found(null)])).toEqual([]);
  });
});

describe('one endpoint for each host and port', () => {
  const places = (...probes: JudgedProbe[]) => judge(probes).map(({ host, port }) => `${host}:${port}`);

  test('in the order in which they were first tested, the lookup included', () => {
    expect(
      places(
        connect(1, { host: 'b' }),
        lookup(2, { host: 'c' }),
        connect(3, { host: 'a' }),
        connect(4, { host: 'a', port: 80 }),
        request(5, { host: 'c' }),
        request(6, { host: 'b' }),
        lookup(7, { host: 'b' }),
      ),
    ).toEqual(['b:443', 'c:443', 'a:443', 'a:80']);
  });

  test('the same with a lookup behind', () => {
    expect(places(connect(1, { host: 'a' }), connect(2, { host: 'b' }), lookup(3, { host: 'a' }))).toEqual([
      'a:443',
      'b:443',
    ]);
  });

  test('without a port it is 443', () => {
    expect(places(request(1, { port: null }), connect(2))).toEqual([`${HOST}:443`]);
  });

  test.each([
    ['web.example', 80],
    ['both.example', 443],
    ['unknown.example', 443],
  ])('%s, which was only looked up, has the port of the table: %i', (host, port) => {
    expect(only([lookup(3, { host })])).toMatchObject({ host, port, dns: { status: 'resolved', probe: 3 } });
  });

  test('a lookup belongs to each port of its host', () => {
    const found = judge([lookup(1, resolves(ADDRESS)), connect(2), connect(3, { port: 3260 })]);
    expect(found.map(({ dns }) => dns.probe)).toEqual([1, 1]);
  });

  test('tools that test no destination make none, nor does a command without a host', () => {
    expect(places(aRun(1, 'ipconfig'), connect(2, { host: '', command: 'nc -vz' }), connect(3))).toEqual([
      `${HOST}:443`,
    ]);
    expect(places(connect(1, { command: null }))).toEqual([':443']);
  });

  test('of several runs of a tool by a route the last one counts', () => {
    expect(only([connect(1, fails('timeout')), connect(2)])).toMatchObject({ verdict: 'reachable', decidedBy: 2 });
    expect(only([request(1), request(2, fails('timeout'))])).toMatchObject({ verdict: 'unreachable', decidedBy: 2 });
    expect(only([lookup(1, fails('dns')), lookup(2, resolves(ADDRESS))])).toMatchObject({ dns: { probe: 2 } });
  });

  test.each([
    ['another tool', netConnection(2)],
    ['another route', connect(2, { route: 'direct' })],
  ])('the run of %s does not supersede it: the worst counts', (_, other) => {
    expect(only([connect(1, fails('timeout')), other])).toMatchObject({ verdict: 'unreachable', decidedBy: 1 });
    expect(only([other, connect(3, fails('timeout'))])).toMatchObject({ verdict: 'unreachable', decidedBy: 3 });
  });
});

describe('the service', () => {
  test.each<[string, Run, Partial<Conditions>, string]>([
    ['of the table', {}, {}, 'backup'],
    ['none', { host: 'x.example' }, {}, 'other'],
    ['of port 3260', { port: 3260 }, {}, 'ilr'],
    ['of the script', {}, { services: { backup: 'site-recovery' } }, 'site-recovery'],
    ['of the script, for what the table does not know', { host: 'x' }, { services: { other: 'mine' } }, 'mine'],
  ])('%s', (_, run, conditions, service) => {
    expect(only([connect(1, run)], conditions)).toMatchObject({ service });
  });
});

describe('the name', () => {
  test('an answer resolves it, and shows its addresses', () => {
    expect(only([lookup(4, resolves(ADDRESS, '10.1.2.3', ADDRESS))])).toMatchObject({
      dns: { status: 'resolved', addresses: [ADDRESS, '10.1.2.3'], private: true, cause: 'ok', probe: 4 },
      verdict: 'not_run',
      decidedBy: 4,
    });
    expect(only([lookup(4, resolves(ADDRESS))])?.dns.private).toBe(false);
    expect(only([lookup(4)])?.dns).toEqual({
      status: 'resolved',
      addresses: [],
      private: false,
      cause: 'ok',
      probe: 4,
    });
  });

  test('a failure makes it unreachable', () => {
    expect(only([lookup(4, fails('dns_nxdomain'))])).toMatchObject({
      dns: { status: 'failed', cause: 'dns_nxdomain', probe: 4 },
      tcp: { status: 'not_run', cause: null, probe: null },
      verdict: 'unreachable',
      decidedBy: 4,
    });
  });

  test('behind a proxy, which resolves names itself, it is open', () => {
    expect(only([lookup(4, fails('dns'))], { proxied: true })?.verdict).toBe('indeterminate');
    const direct = [lookup(4, fails('dns')), connect(5, { port: 3260, status: 'not_run' })];
    expect(only(direct, { proxied: true })?.verdict).toBe('unreachable');
  });

  test('what says nothing decides nothing', () => {
    for (const status of ['indeterminate', 'incomplete', 'not_run'] as const)
      expect(only([lookup(4, { status, cause: 'other' })])).toMatchObject({
        dns: { status: 'not_run', cause: null, probe: 4 },
        verdict: 'not_run',
        decidedBy: 4,
      });
    expect(only([connect(1)])?.dns).toMatchObject({ status: 'not_run', cause: null, probe: null });
  });

  describe('as other tools resolve it', () => {
    test.each<[string, readonly JudgedProbe[], Partial<Endpoint['dns']>]>([
      ['Test-NetConnection connects', [netConnection(2)], { status: 'resolved', cause: 'ok', probe: 2 }],
      [
        'it prints an address',
        [netConnection(2, fails('timeout', resolves(ADDRESS)))],
        { status: 'resolved', addresses: [ADDRESS], cause: 'ok', probe: 2 },
      ],
      ['it prints none', [netConnection(2, fails('timeout'))], { status: 'not_run', probe: null }],
      ['it knows no name', [netConnection(2, fails('dns'))], { status: 'failed', cause: 'dns', probe: 2 }],
      [
        'it knows no name, whatever it prints',
        [netConnection(2, fails('dns', resolves(ADDRESS)))],
        { status: 'failed', cause: 'dns', probe: 2 },
      ],
      ['nc connects: to what, it does not say', [connect(2, resolves(ADDRESS))], { status: 'not_run', addresses: [] }],
      ['nc knows no name', [connect(2, fails('dns'))], { status: 'failed', cause: 'dns', probe: 2 }],
      ['curl knows no name', [request(2, fails('dns_timeout'))], { status: 'failed', cause: 'dns_timeout', probe: 2 }],
      ['curl knows not the proxy’s', [request(2, fails('proxy_dns'))], { status: 'not_run', cause: null, probe: null }],
      ['curl fails otherwise', [request(2, fails('timeout'))], { status: 'not_run' }],
      ['curl does not decide', [request(2, { status: 'indeterminate', cause: 'dns' })], { status: 'not_run' }],
      [
        'curl knows no name, and Test-NetConnection does',
        [request(2, fails('dns')), netConnection(3)],
        { status: 'resolved', probe: 3 },
      ],
    ])('%s', (_, probes, dns) => {
      expect(only(probes)?.dns).toMatchObject(dns);
      // nslookup is not installed
      const missing = lookup(1, { status: 'not_run', cause: 'tool_missing' });
      expect(only([missing, ...probes])?.dns).toMatchObject(dns.probe === null ? { ...dns, probe: 1 } : dns);
    });
  });

  test('a server that was asked on purpose says nothing beside the machine’s own', () => {
    const asked = lookup(2, { asksServer: true, ...fails('dns') });
    expect(only([lookup(1, resolves(ADDRESS)), asked])?.dns).toMatchObject({ status: 'resolved', probe: 1 });
    expect(only([lookup(1, { ...resolves(ADDRESS), command: null, said: { host: HOST } }), asked])?.dns.probe).toBe(1);
    expect(only([asked])?.dns).toMatchObject({ status: 'failed', probe: 2 });
    expect(only([asked, lookup(3, { asksServer: true, ...resolves(ADDRESS) })])?.dns).toMatchObject({
      status: 'resolved',
      probe: 3,
    });
  });

  test('the last run of the machine’s own server counts', () => {
    expect(only([lookup(1, resolves(ADDRESS)), lookup(2, fails('dns'))])?.dns).toMatchObject({
      status: 'failed',
      probe: 2,
    });
  });
});

describe('the connection', () => {
  test.each<[string, Run, Partial<Endpoint['tcp']>, Endpoint['verdict']]>([
    ['is made', {}, { status: 'reachable', cause: 'ok', probe: 3 }, 'reachable'],
    ['is not made', fails('refused'), { status: 'unreachable', cause: 'refused', probe: 3 }, 'unreachable'],
    [
      'is open',
      { status: 'indeterminate', cause: 'other' },
      { status: 'indeterminate', cause: 'other' },
      'indeterminate',
    ],
    [
      'was not tried',
      { status: 'not_run', cause: 'tool_missing' },
      { status: 'not_run', cause: 'tool_missing', probe: 3 },
      'not_run',
    ],
    [
      'was broken off',
      { status: 'incomplete', cause: 'interrupted' },
      { status: 'not_run', cause: 'interrupted', probe: 3 },
      'not_run',
    ],
  ])('%s', (_, run, tcp, verdict) => {
    const found = only([connect(3, run)]);
    expect(found).toMatchObject({ tcp, verdict, decidedBy: verdict === 'not_run' ? null : 3 });
    expect(found).toMatchObject({
      https: { status: 'not_run', cause: null, httpStatus: null, probe: null },
      tls: { status: 'not_run', cause: null, issuer: null, probe: null },
      routes: [],
    });
  });

  test('of two tools the worse one counts', () => {
    const order = ['unreachable', 'indeterminate', 'reachable', 'incomplete', 'not_run'] as const;
    for (const [at, worse] of order.entries())
      for (const better of order.slice(at + 1)) {
        const probe = (tool: string, id: number, status: (typeof order)[number]) =>
          aRun(id, tool, { status, cause: 'other' });
        expect(only([probe('nc', 1, worse), probe('tnc', 2, better)])?.tcp.probe).toBe(1);
        expect(only([probe('nc', 1, better), probe('tnc', 2, worse)])?.tcp.probe).toBe(2);
      }
    expect(only([connect(1), netConnection(2)])?.tcp.probe).toBe(1);
  });

  describe('says nothing where a proxy carries the requests', () => {
    const tcp = (run: Run, conditions: Partial<Conditions>, ...more: JudgedProbe[]) =>
      only([connect(3, run), ...more], conditions)?.tcp.status;

    test.each<[string, Run, string]>([
      ['on 443', {}, 'indeterminate'],
      ['on 80', { port: 80 }, 'indeterminate'],
      ['where it fails', fails('timeout'), 'indeterminate'],
      ['not on another port', { port: 3260 }, 'reachable'],
      ['not to the platform', PLATFORM, 'reachable'],
      ['not where it was not tried', { status: 'not_run' }, 'not_run'],
    ])('%s', (_, run, status) => {
      expect(tcp(run, { proxied: true })).toBe(status);
      // where the log does not tell of a proxy, it may be there
      expect(tcp(run, { proxyUnknown: true })).toBe(status);
    });

    test('what is not known of a proxy takes nothing from it where the request itself decides', () => {
      expect(tcp({}, { proxyUnknown: true }, request(4))).toBe('reachable');
      expect(tcp({}, { proxyUnknown: true }, request(4, fails('tls_untrusted')))).toBe('reachable');
      expect(tcp({}, { proxyUnknown: true }, request(4, { status: 'indeterminate' }))).toBe('indeterminate');
      expect(tcp({}, { proxied: true }, request(4))).toBe('indeterminate');
    });
  });
});

describe('TLS', () => {
  const tls = (status: 'ok' | 'failed' | 'intercepted', issuer: string | null = null): Layers => ({
    tls: { status, cause: status === 'ok' ? null : 'tls_untrusted', line: 1, issuer, version: null },
  });

  test.each([
    ['ok', 'reachable', null],
    ['failed', 'unreachable', 'tls_untrusted'],
    ['intercepted', 'intercepted', 'tls_untrusted'],
  ] as const)('that is %s is %s', (shown, status, cause) => {
    const found = only([request(5, { layers: tls(shown, 'CN=A') })]);
    expect(found?.tls).toEqual({ status, cause, issuer: 'CN=A', probe: 5 });
  });

  test('that was opened on the way outweighs what came through, and a failure what is well', () => {
    const order = ['intercepted', 'failed', 'ok'] as const;
    for (const [at, worse] of order.entries())
      for (const better of order.slice(at + 1)) {
        const run = (id: number, tool: string, shown: typeof worse) => aRun(id, tool, { layers: tls(shown) });
        expect(only([run(1, 'curl', worse), run(2, 'iwr', better)])?.tls.probe).toBe(1);
        expect(only([run(1, 'curl', better), run(2, 'iwr', worse)])?.tls.probe).toBe(2);
      }
    expect(only([request(1, { layers: {} }), aRun(2, 'iwr', { layers: tls('ok') })])?.tls.probe).toBe(2);
  });

  test('that was opened on the way proves no destination', () => {
    const found = only([request(5, { layers: tls('intercepted'), detail: { httpStatus: 200 } })]);
    expect(found).toMatchObject({
      https: { status: 'indeterminate', cause: 'tls_untrusted', httpStatus: 200, probe: 5 },
      verdict: 'indeterminate',
      decidedBy: 5,
    });
    expect(only([request(5, { ...fails('proxy_denied'), layers: tls('intercepted') })])?.https).toMatchObject({
      status: 'unreachable',
      cause: 'proxy_denied',
    });
  });
});

/** `openssl s_client`: ends with the handshake. */
const handshake = (id: number, run: Run = {}): JudgedProbe => aRun(id, 'openssl', { route: 'direct', ...run });
const ok = { status: 'ok', cause: null, line: 1 } as const;
const failed = (cause: Cause) => ({ status: 'failed', cause, line: 1 }) as const;
const TLS = { ...ok, issuer: null, version: null } as const;

describe('what a request shows of the layers below it', () => {
  const open: Run = { status: 'incomplete', cause: 'interrupted' };

  test.each<[string, readonly JudgedProbe[], Endpoint['tcp']['status'], Endpoint['verdict']]>([
    ['a connection', [request(1, { route: 'direct', layers: { tcp: ok } })], 'reachable', 'reachable'],
    ['where the log knows no proxy', [request(1, { route: 'unknown', layers: { tcp: ok } })], 'reachable', 'reachable'],
    [
      'one behind which TLS failed',
      [request(1, { ...fails('tls_untrusted'), layers: { tcp: ok } })],
      'reachable',
      'unreachable',
    ],
    [
      'one that was broken off proves nothing above it',
      [request(1, { ...open, layers: { tcp: ok } })],
      'reachable',
      'not_run',
    ],
    [
      'one that failed',
      [request(1, { ...fails('timeout'), layers: { tcp: failed('timeout') } })],
      'unreachable',
      'unreachable',
    ],
    ['that of the proxy is none', [request(1, { route: 'proxy', layers: { tcp: ok } })], 'not_run', 'reachable'],
    ['nothing', [request(1, { layers: {} })], 'not_run', 'reachable'],
    [
      'of two tools the failure counts',
      [
        request(1, { layers: { tcp: ok } }),
        aRun(2, 'iwr', { ...fails('timeout'), layers: { tcp: failed('timeout') } }),
      ],
      'unreachable',
      'unreachable',
    ],
    [
      'a check of its own outweighs it',
      [connect(1, fails('refused')), request(2, { layers: { tcp: ok } })],
      'unreachable',
      'reachable',
    ],
  ])('%s', (_, probes, tcp, verdict) => {
    const found = only(probes);
    expect([found?.tcp.status, found?.verdict]).toEqual([tcp, verdict]);
  });

  test('where a proxy is in effect, only what surely went directly', () => {
    const tcp = (route: Run['route']) =>
      only([request(1, { route, layers: { tcp: ok } })], { proxied: true })?.tcp.status;
    expect([tcp('direct'), tcp('unknown'), tcp('proxy')]).toEqual(['reachable', 'not_run', 'not_run']);
  });

  test('the name, with its addresses, where nothing asked for it', () => {
    const run = { layers: { dns: ok, tcp: ok }, detail: { addresses: ['10.1.2.3'] } };
    expect(only([request(1, run)])?.dns).toEqual({
      status: 'resolved',
      addresses: ['10.1.2.3'],
      private: true,
      cause: 'ok',
      probe: 1,
    });
    expect(only([lookup(1, fails('dns_nxdomain')), request(2, run)])?.dns).toMatchObject({
      status: 'failed',
      probe: 1,
    });
    expect(only([request(1, { ...run, host: '10.1.2.3' })])?.dns.status).toBe('not_run');
    expect(only([request(1, { ...run, host: 'localhost' })])?.dns.status).toBe('not_run');
    expect(only([request(1, { ...run, route: 'proxy' })])?.dns.status).toBe('not_run');
  });

  test('an address that leads to the machine itself is no destination', () => {
    const run = { layers: { dns: ok, tcp: ok }, detail: { addresses: ['127.0.0.1'] } };
    expect(only([request(1, run)])).toMatchObject({
      tcp: { status: 'indeterminate' },
      https: { status: 'indeterminate' },
      verdict: 'unreachable',
    });
  });

  test('what was broken off has no result, and a reason for it', () => {
    const run = request(1, open);
    expect(only([{ ...run, raw: { ...run.raw, interrupted: true } }])?.https).toMatchObject({
      status: 'not_run',
      cause: 'interrupted',
    });
    expect(only([run])?.https).toMatchObject({ status: 'not_run', cause: null });
  });
});

describe('a handshake without a request', () => {
  test.each<[string, readonly JudgedProbe[], Partial<Conditions>, string]>([
    ['is complete', [handshake(1, { layers: { tcp: ok, tls: TLS } })], {}, 'reachable not_run reachable 1'],
    [
      'and more is asked for',
      [handshake(1, { layers: { tcp: ok, tls: TLS } })],
      { isRequested: () => true },
      'reachable not_run indeterminate 1',
    ],
    [
      'beside an answer',
      [handshake(1, { layers: { tcp: ok, tls: TLS } }), request(2)],
      {},
      'reachable reachable reachable 2',
    ],
    [
      'beside an answer that failed',
      [handshake(1, { layers: { tcp: ok, tls: TLS } }), request(2, fails('reset'))],
      {},
      'reachable unreachable unreachable 2',
    ],
    [
      'stalls',
      [handshake(1, { status: 'indeterminate', cause: 'stalled', layers: { tcp: ok } })],
      {},
      'reachable indeterminate indeterminate 1',
    ],
    [
      'is broken off',
      [handshake(1, { status: 'incomplete', cause: 'interrupted', layers: { tcp: ok } })],
      {},
      'reachable not_run not_run ',
    ],
    [
      'fails',
      [handshake(1, { ...fails('tls_handshake'), layers: { tcp: ok, tls: { ...TLS, status: 'failed' } } })],
      {},
      'reachable unreachable unreachable 1',
    ],
    [
      'finds no connection',
      [handshake(1, { ...fails('refused'), layers: { tcp: failed('refused') } })],
      {},
      'unreachable not_run unreachable 1',
    ],
    ['finds none, and shows nothing of it', [handshake(1, fails('timeout'))], {}, 'unreachable not_run unreachable 1'],
    [
      'finds none, and shows the name alone',
      [handshake(1, { ...fails('timeout'), layers: { dns: ok } })],
      {},
      'unreachable not_run unreachable 1',
    ],
    [
      'finds none through the proxy',
      [handshake(1, { ...fails('refused'), layers: { tcp: failed('refused') }, route: 'proxy' })],
      {},
      'not_run unreachable unreachable 1',
    ],
    ['is complete, and shows no layers', [handshake(1)], {}, 'not_run not_run reachable 1'],
    [
      'fails, and shows the connection alone',
      [handshake(1, { ...fails('reset'), layers: { tcp: ok } })],
      {},
      'reachable unreachable unreachable 1',
    ],
    [
      'finds none on the way that is not in use',
      [handshake(1, { ...fails('refused'), layers: { tcp: failed('refused') } })],
      { proxied: true },
      'indeterminate not_run indeterminate 1',
    ],
    [
      'finds none beside an answer through a proxy',
      [handshake(1, { ...fails('timeout'), layers: { tcp: failed('timeout') } }), request(2, { route: 'proxy' })],
      { proxied: true },
      'indeterminate reachable reachable 2',
    ],
    [
      'fails on the way that is not in use',
      [
        handshake(1, { ...fails('reset'), layers: { tcp: ok, tls: { ...TLS, status: 'failed' } } }),
        request(2, { route: 'proxy' }),
      ],
      { proxied: true },
      'indeterminate reachable reachable 2',
    ],
    [
      'gets another certificate there',
      [handshake(1, { ...fails('tls_untrusted'), layers: { tcp: ok, tls: { ...TLS, status: 'failed' } } })],
      { proxied: true },
      'reachable unreachable unreachable 1',
    ],
  ])('%s', (_, probes, conditions, expected) => {
    const found = only(probes, conditions);
    expect(`${found?.tcp.status} ${found?.https.status} ${found?.verdict} ${found?.decidedBy ?? ''}`).toBe(expected);
  });
});

describe('the request', () => {
  test.each<[string, Run, Partial<Endpoint['https']>, Endpoint['verdict']]>([
    [
      'is answered',
      { detail: { httpStatus: 404 } },
      { status: 'reachable', cause: 'ok', httpStatus: 404, probe: 3 },
      'reachable',
    ],
    [
      'fails',
      fails('tls_handshake'),
      { status: 'unreachable', cause: 'tls_handshake', httpStatus: null, probe: 3 },
      'unreachable',
    ],
    [
      'is open, for a reason',
      { status: 'indeterminate', cause: 'stalled' },
      { status: 'indeterminate', cause: 'stalled', probe: 3 },
      'indeterminate',
    ],
    [
      'is open',
      { status: 'indeterminate', cause: 'other' },
      { status: 'not_run', cause: null, probe: 3 },
      'indeterminate',
    ],
    [
      'is open, though nothing failed',
      { status: 'indeterminate', cause: 'ok' },
      { status: 'not_run', cause: null },
      'indeterminate',
    ],
    [
      'was not made',
      { status: 'not_run', cause: 'tool_missing' },
      { status: 'not_run', cause: null, probe: 3 },
      'not_run',
    ],
    [
      'was broken off',
      { status: 'incomplete', cause: 'interrupted' },
      { status: 'not_run', cause: null, probe: 3 },
      'not_run',
    ],
  ])('%s', (_, run, https, verdict) => {
    expect(only([request(3, run)])).toMatchObject({ https, verdict, decidedBy: verdict === 'not_run' ? null : 3 });
  });

  test.each<[string, Run, Run, Endpoint['verdict'], number]>([
    ['answers', {}, fails('timeout'), 'reachable', 4],
    ['fails', fails('tls_untrusted'), {}, 'unreachable', 4],
    ['is open', { status: 'indeterminate', cause: 'other' }, {}, 'indeterminate', 4],
    ['is open, for a reason', { status: 'indeterminate', cause: 'stalled' }, {}, 'indeterminate', 4],
    [
      'is open, and the connection fails',
      { status: 'indeterminate', cause: 'other' },
      fails('timeout'),
      'unreachable',
      4,
    ],
    [
      'is open for a reason, and the connection fails',
      { status: 'indeterminate', cause: 'stalled' },
      fails('timeout'),
      'unreachable',
      4,
    ],
    ['was not made', { status: 'not_run', cause: 'tool_missing' }, {}, 'reachable', 2],
    ['was not made, and the connection fails', { status: 'not_run' }, fails('timeout'), 'unreachable', 2],
  ])('that %s decides beside the connection', (_, asked, connected, verdict, decidedBy) => {
    const probes = [lookup(1, resolves(ADDRESS)), connect(2, connected), request(4, asked)];
    expect(only(probes)).toMatchObject({ verdict, decidedBy });
  });

  test('by address proves no more than that something answered: a certificate is for a name', () => {
    const asked = request(4, { ...fails('tls_untrusted', { host: ADDRESS }), detail: { httpStatus: 400 } });
    expect(only([asked])).toMatchObject({
      https: { status: 'not_run', cause: null, httpStatus: 400, probe: 4 },
      verdict: 'indeterminate',
      decidedBy: 4,
    });
    expect(only([connect(2, { host: ADDRESS }), asked])).toMatchObject({ verdict: 'reachable', decidedBy: 2 });
    expect(only([connect(2, fails('timeout', { host: ADDRESS })), asked])).toMatchObject({ verdict: 'unreachable' });
    expect(only([request(4, fails('tls_handshake', { host: ADDRESS }))])?.https.status).toBe('unreachable');
    expect(only([request(4, fails('tls_untrusted'))])?.https.status).toBe('unreachable');
  });
});

describe('a connection alone is left open', () => {
  const verdict = (conditions: Partial<Conditions>, run: Run = {}) => only([connect(3, run)], conditions)?.verdict;
  const END = { incomplete: true, lastSection: 4 } as const;

  test.each<[string, Partial<Conditions>, Run, Endpoint['verdict']]>([
    ['in the part in which the log ends', END, { section: 4 }, 'indeterminate'],
    ['not before it', END, { section: 3 }, 'reachable'],
    ['not in a whole log', { lastSection: 4 }, { section: 4 }, 'reachable'],
    ['where the script asks for an answer as well', { isRequested: () => true }, {}, 'indeterminate'],
    ['not on a port without answers', { isRequested: () => true }, { port: 3260 }, 'reachable'],
    ['not where it ends on such a port', END, { section: 4, port: 3260 }, 'reachable'],
    ['not where it fails', END, fails('refused', { section: 4 }), 'unreachable'],
  ])('%s', (_, conditions, run, expected) => {
    expect(verdict(conditions, run)).toBe(expected);
  });

  test('by host and port', () => {
    const isRequested = (host: string, port: number) => host === HOST && port === 443;
    expect(verdict({ isRequested })).toBe('indeterminate');
    expect(verdict({ isRequested }, { port: 80 })).toBe('reachable');
  });

  test('the part of its last run counts', () => {
    expect(only([connect(1, { section: 4 }), netConnection(2, { section: 3 })], END)?.verdict).toBe('reachable');
    expect(only([lookup(1, { section: 4 }), connect(2, { section: 3 })], END)?.verdict).toBe('reachable');
  });

  test('an answer closes it', () => {
    expect(only([connect(2), request(3)], { isRequested: () => true })?.verdict).toBe('reachable');
  });
});

describe('a name that leads to the machine itself', () => {
  const sunk = lookup(1, resolves('0.0.0.0', '127.0.0.1'));

  test('is blocked, whatever answers there', () => {
    expect(only([sunk])).toMatchObject({
      dns: { status: 'resolved', cause: 'gateway' },
      verdict: 'unreachable',
      decidedBy: 1,
    });
    expect(only([sunk, connect(2)])).toMatchObject({
      tcp: { status: 'indeterminate' },
      verdict: 'unreachable',
      decidedBy: 1,
    });
    expect(only([sunk, connect(2, fails('refused'))])).toMatchObject({ tcp: { status: 'unreachable' }, decidedBy: 1 });
    expect(only([sunk, request(3, { detail: { httpStatus: 200 } })])).toMatchObject({
      https: { status: 'indeterminate', cause: 'gateway', httpStatus: 200, probe: 3 },
      verdict: 'unreachable',
      decidedBy: 3,
    });
  });

  test('a request that fails there keeps its cause', () => {
    expect(only([sunk, request(3, fails('refused'))])?.https).toMatchObject({
      status: 'unreachable',
      cause: 'refused',
    });
  });

  test('does not matter where the proxy answers', () => {
    expect(only([sunk, request(3, { detail: { viaProxy: true } })])).toMatchObject({
      https: { status: 'reachable', cause: 'ok' },
      verdict: 'reachable',
    });
  });

  test('as the connection shows it', () => {
    expect(only([connect(2, resolves('127.0.0.1'))])).toMatchObject({ verdict: 'unreachable', decidedBy: 2 });
    expect(only([lookup(1), connect(2, resolves('127.0.0.1'))])).toMatchObject({
      verdict: 'unreachable',
      decidedBy: 1,
    });
  });

  test('is not blocked where one address is another machine’s', () => {
    expect(only([lookup(1, resolves('0.0.0.0', ADDRESS)), connect(2)])?.verdict).toBe('reachable');
    expect(only([lookup(1, resolves('0.0.0.0')), connect(2, resolves(ADDRESS))])?.verdict).toBe('reachable');
  });
});

describe('several machines', () => {
  test('the one that fails speaks: what they saw is not mixed', () => {
    const probes = [
      lookup(1, { machine: 'a', ...resolves(ADDRESS) }),
      request(2, { machine: 'a' }),
      lookup(3, { machine: 'b', ...fails('dns_nxdomain') }),
      request(4, { machine: 'b', ...fails('dns') }),
    ];
    const failing = {
      dns: { status: 'failed', probe: 3 },
      https: { status: 'unreachable', probe: 4 },
      verdict: 'unreachable',
      decidedBy: 4,
    };
    expect(only(probes)).toMatchObject(failing);
    expect(only([...probes.slice(2), ...probes.slice(0, 2)])).toMatchObject(failing);
  });

  test('from bad to good: fails, open, works, not tested', () => {
    const order = ['unreachable', 'indeterminate', 'reachable', 'not_run'] as const;
    for (const [at, worse] of order.entries())
      for (const better of order.slice(at + 1))
        for (const turned of [false, true]) {
          const run = (id: number, machine: string, status: typeof worse) =>
            connect(id, { machine, status, cause: 'other' });
          const both = [run(1, 'a', turned ? better : worse), run(2, 'b', turned ? worse : better)];
          expect(only(both)?.tcp.probe).toBe(turned ? 2 : 1);
        }
  });

  test('of two alike the first speaks', () => {
    expect(only([connect(1, { machine: 'a' }), connect(2, { machine: 'b' })])?.decidedBy).toBe(1);
  });

  test('a run without a prompt is one of its own', () => {
    expect(only([connect(1, { machine: 'a', ...fails('timeout') }), connect(2)])?.decidedBy).toBe(1);
    expect(only([connect(1, { machine: 'a', ...fails('timeout') }), connect(2, { machine: 'a' })])?.decidedBy).toBe(2);
  });
});

describe('the addresses of the platform, which are for root only', () => {
  const user = { ...PLATFORM, root: false } as const;
  test.each<[string, readonly JudgedProbe[], Endpoint['verdict']]>([
    ['silence for another user is open', [connect(1, fails('timeout', user))], 'indeterminate'],
    ['silence for root is a failure', [connect(1, fails('timeout', { ...user, root: true }))], 'unreachable'],
    ['so it is where the user is not known', [connect(1, fails('timeout', PLATFORM))], 'unreachable'],
    ['a refusal is a failure for everybody', [connect(1, fails('refused', user))], 'unreachable'],
    ['a silent request is open as well', [request(1, fails('timeout', user))], 'indeterminate'],
    [
      'one refusal among silence is a failure',
      [connect(1, fails('timeout', user)), request(2, fails('refused', user))],
      'unreachable',
    ],
    [
      'what was not tried takes nothing from it',
      [connect(1, fails('timeout', user)), request(2, { ...user, status: 'not_run', cause: 'tool_missing' })],
      'indeterminate',
    ],
    ['a name that fails is a failure', [lookup(1, { host: PLATFORM.host, ...fails('dns') })], 'unreachable'],
    ['an answer is one', [connect(1, fails('timeout', user)), request(2, user)], 'reachable'],
    ['another host is for everybody', [connect(1, fails('timeout', { root: false }))], 'unreachable'],
  ])('%s', (_, probes, verdict) => {
    expect(only(probes)?.verdict).toBe(verdict);
  });
});

describe('a connection to an address that the log shows for other hosts only', () => {
  const other = lookup(1, { host: 'other.example', ...resolves('20.9.9.9') });
  const own = lookup(2, resolves(ADDRESS));
  const verdict = (...probes: JudgedProbe[]) => judge(probes).find(({ host }) => host === HOST)?.verdict;
  const to = (address: string) => connect(5, resolves(address));

  test('is no proof', () => {
    const [, found] = judge([other, own, to('20.9.9.9')]);
    expect(found).toMatchObject({ tcp: { status: 'indeterminate', cause: 'other' }, verdict: 'indeterminate' });
  });

  test('is one where the address is its own, or nobody’s', () => {
    expect(verdict(other, own, to(ADDRESS))).toBe('reachable');
    expect(verdict(other, own, to('20.8.8.8'))).toBe('reachable');
    expect(verdict(other, lookup(2, resolves('20.9.9.9')), to('20.9.9.9'))).toBe('reachable');
    expect(verdict(other, own, connect(5))).toBe('reachable');
  });

  test('is one where it was asked for by its address, or fails anyway', () => {
    const byAddress = judge([other, connect(5, { host: '20.9.9.8', ...resolves('20.9.9.9') })]);
    expect(byAddress.at(-1)?.verdict).toBe('reachable');
    expect(verdict(other, own, connect(5, fails('refused', resolves('20.9.9.9'))))).toBe('unreachable');
  });

  test('is one where both stand behind one canonical name', () => {
    const chain = (host: string, address: string, ...cnames: string[]): Run => ({
      host,
      detail: { addresses: [address], cnames },
    });
    const shared = lookup(1, chain('other.example', '20.9.9.9', 'x', 'edge.example'));
    const third = lookup(3, { host: 'third.example', ...resolves('20.9.9.9') });
    expect(verdict(shared, third, lookup(2, chain(HOST, ADDRESS, 'y', 'z', 'edge.example')), to('20.9.9.9'))).toBe(
      'reachable',
    );
    expect(verdict(shared, lookup(2, chain(HOST, ADDRESS, 'edge.example', 'y')), to('20.9.9.9'))).toBe('indeterminate');
    expect(verdict(shared, own, to('20.9.9.9'))).toBe('indeterminate');
    expect(verdict(other, own, to('20.9.9.9'))).toBe('indeterminate');
  });

  test('is none for a machine that did not look the name up itself', () => {
    const chain = (id: number, host: string, address: string) =>
      lookup(id, { host, machine: 'a', detail: { addresses: [address], cnames: ['edge.example'] } });
    const probes = [chain(1, 'other.example', '20.9.9.9'), chain(2, HOST, ADDRESS)];
    expect(verdict(...probes, connect(5, { machine: 'a', ...resolves('20.9.9.9') }))).toBe('reachable');
    expect(verdict(...probes, connect(5, { machine: 'b', ...resolves('20.9.9.9') }))).toBe('indeterminate');
  });

  test('a connection shows no address for others', () => {
    const connected = connect(1, { host: 'other.example', ...resolves('20.9.9.9') });
    expect(verdict(connected, own, to('20.9.9.9'))).toBe('reachable');
  });
});

test('wget asks for an answer as well, and Invoke-WebRequest', () => {
  for (const tool of ['wget', 'iwr'])
    expect(only([aRun(1, tool)])?.https).toMatchObject({ status: 'reachable', probe: 1 });
});

test('a connection alone asks for no answer; one that shows more does', () => {
  const found = (layers: Layers) => only([request(1, { layers })]);
  expect(found({ tcp: ok })).toMatchObject({
    tcp: { status: 'reachable', cause: 'ok' },
    https: { status: 'not_run', probe: 1 },
    verdict: 'reachable',
  });
  expect(found({ tcp: ok, tls: TLS })?.https.status).toBe('reachable');
  expect(found({ tcp: ok, http: { ...ok, code: 200, from: 'destination' } })?.https.status).toBe('reachable');
});

test('a lookup that tells nothing takes nothing from one that does', () => {
  const other = (run: Run) => aRun(2, 'dig', { port: null, ...run });
  const dns = (...probes: JudgedProbe[]) => only(probes)?.dns;
  expect(dns(lookup(1), other({ status: 'indeterminate', cause: 'other' }))).toMatchObject({
    status: 'resolved',
    probe: 1,
  });
  expect(dns(lookup(1), other(fails('dns_nxdomain')))).toMatchObject({ status: 'failed', probe: 2 });
  expect(dns(other({ status: 'indeterminate', cause: 'other' }))).toMatchObject({ status: 'not_run', probe: 2 });
});

describe('routes', () => {
  const proxy = (run: Run = {}) => request(4, { route: 'proxy', ...run });
  const direct = (run: Run = {}) => request(5, { route: 'direct', ...run });
  const routes = (probes: readonly JudgedProbe[], conditions: Partial<Conditions> = {}) =>
    only(probes, conditions)?.routes.map(({ route, account, verdict }) => `${route} ${account ?? ''} ${verdict}`);

  test.each<[string, readonly JudgedProbe[], readonly string[]]>([
    ['both by request', [proxy(), direct(fails('timeout'))], ['proxy  reachable', 'direct  unreachable']],
    [
      'the proxy’s answer shows itself',
      [request(4, { detail: { viaProxy: true }, route: 'direct' }), aRun(5, 'iwr', { route: 'direct' })],
      ['proxy  reachable', 'direct  reachable'],
    ],
    ['a connection is direct', [proxy(fails('proxy_denied')), connect(3)], ['proxy  unreachable', 'direct  reachable']],
    [
      'a request says more than a connection',
      [proxy(), connect(3), direct(fails('reset'))],
      ['proxy  reachable', 'direct  unreachable'],
    ],
    ['a connection that fails', [proxy(), connect(3, fails('timeout'))], ['proxy  reachable', 'direct  unreachable']],
    ['the proxy alone', [proxy()], []],
    ['the direct one alone', [direct(), connect(3)], []],
    ['a route that is not known', [request(4), connect(3)], []],
    ['the other is not known', [proxy(), request(5)], []],
    ['a connection that was not tried', [proxy(), connect(3, { status: 'not_run' })], []],
    ['a connection that was broken off', [proxy(), connect(3, { status: 'incomplete' })], []],
    [
      'a request that was broken off',
      [proxy({ status: 'incomplete' }), direct()],
      ['proxy  not_run', 'direct  reachable'],
    ],
  ])('%s', (_, probes, expected) => {
    expect(routes(probes)).toEqual(expected);
  });

  test('each names the run that shows it', () => {
    const runs = (...probes: JudgedProbe[]) => only(probes)?.routes.map(({ probe }) => probe);
    expect(runs(proxy(), connect(3))).toEqual([4, 3]);
    expect(runs(proxy(), connect(3), direct())).toEqual([4, 5]);
  });

  test('a connection alone is left open here as well', () => {
    expect(routes([proxy(), connect(3)], { isRequested: () => true })).toEqual([
      'proxy  reachable',
      'direct  indeterminate',
    ]);
  });

  test('of a request', () => {
    expect(routeOf(request(1, { route: 'direct' }))).toBe('direct');
    expect(routeOf(request(1, { route: 'direct', detail: { viaProxy: true } }))).toBe('proxy');
    expect(routeOf(request(1, { detail: { viaProxy: false } }))).toBe('unknown');
  });
});

describe('ways that something on the machine takes', () => {
  const aside = (probe: JudgedProbe): JudgedProbe => ({ ...probe, outcome: { ...probe.outcome, aside: true } });
  const direct = (id: number, run: Run): JudgedProbe => request(id, { route: 'direct', ...run });
  const proxied = (id: number, run: Run = {}): JudgedProbe =>
    request(id, { route: 'proxy', detail: { viaProxy: true, proxy: '10.0.0.9:3128' }, ...run });

  test('decide; what nobody takes is shown beside them', () => {
    expect(only([proxied(1), aside(direct(2, fails('timeout')))])).toMatchObject({
      verdict: 'reachable',
      decidedBy: 1,
    });
    expect(only([proxied(1, fails('proxy_denied')), aside(direct(2, {}))])).toMatchObject({
      verdict: 'unreachable',
      decidedBy: 1,
      routes: expect.arrayContaining([expect.objectContaining({ route: 'direct', verdict: 'reachable' })]) as unknown,
    });
  });

  test('or, where all are such, those that were tried', () => {
    expect(only([aside(direct(1, fails('timeout')))])).toMatchObject({ verdict: 'unreachable', decidedBy: 1 });
  });

  test('stand beside each other by the proxy, and by the size of what was sent', () => {
    const through = (id: number, proxy: string, run: Run = {}): JudgedProbe =>
      request(id, { route: 'proxy', ...run, detail: { viaProxy: true, proxy } });
    expect(only([through(1, 'a:80', fails('proxy_denied')), through(2, 'b:80')])).not.toMatchObject({
      verdict: 'reachable',
    });
    expect(only([through(1, 'a:80', fails('proxy_denied')), through(2, 'a:80')])).toMatchObject({
      verdict: 'reachable',
    });
    const sized = (id: number, large: 'lost' | 'passed', run: Run): JudgedProbe =>
      request(id, { ...run, detail: { large } });
    const lost = sized(2, 'lost', { status: 'indeterminate', cause: 'stalled' });
    expect(only([lost, direct(3, {})])?.verdict).not.toBe('reachable');
    expect(only([lost, sized(3, 'passed', {})])?.verdict).not.toBe('reachable');
  });
});
