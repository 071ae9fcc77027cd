import { describe, expect, test } from 'vitest';
import type { Attempt } from '../../../../src/judge/capture/attempts.ts';
import { Destination } from '../../../../src/judge/capture/destination.ts';
import type { NewProbe } from '../../../../src/judge/capture/new-probe.ts';
import type { Known } from '../../../../src/judge/capture/lookups.ts';
import { carried, connected, signedBy, unconnected, type Result } from '../../../../src/judge/capture/result.ts';
import { EndpointTable } from '../../../../src/judge/services.ts';
import type { Endpoint } from '../../../../src/model/endpoint.ts';
import type { Cause } from '../../../../src/model/probe.ts';
import { knowledge } from '../../../support/knowledge.ts';

const HOST = 'pod01.backup.windowsazure.com';
const TABLE = new EndpointTable({
  endpoints: [
    { pattern: '*.windowsazure.com', port: 443, service: 'backup' },
    { pattern: '168.63.129.16', port: '80,32526', service: 'platform' },
  ],
  services: knowledge.services,
});
const FOUR = '20.1.1.1';
const SIX = '2603:1046::1';

const direct = (result: Result, address = FOUR): Attempt => ({
  host: HOST,
  port: 443,
  address,
  route: 'direct',
  result,
});
const proxied = (result: Result): Attempt => ({ host: HOST, port: 443, address: '10.0.0.9', route: 'proxy', result });

const WORKS = carried('reachable', 'ok', 'ok');
const BROKEN = carried('unreachable', 'tls_handshake', 'failed');
const SILENT = unconnected('unreachable', 'timeout');
const BARE = connected('reachable', 'ok', true);
const MADE = connected('reachable', 'ok');
const DOUBT = connected('indeterminate', 'empty_reply');
const CUT = unconnected('indeterminate', 'interrupted');
const viaProxy = (status: Result['status'], cause: Cause, proxyStatus: number): Result => ({
  ...carried(status, cause, null, { viaProxy: true, proxyStatus }),
  layers: {},
});

function endpointOf(attempts: readonly Attempt[], lookup?: Known, host = HOST, port = 443) {
  const destination = new Destination(host, port);
  for (const attempt of attempts) destination.add(attempt);
  const probes: NewProbe[] = [];
  const endpoint = destination.endpoint(lookup, TABLE, (probe) => probes.push(probe));
  return { endpoint, probes };
}
const of = (...attempts: readonly Attempt[]): Endpoint => endpointOf(attempts).endpoint;
const brief = ({ tcp, https, verdict }: Endpoint) =>
  `${tcp.status} ${tcp.cause} | ${https.status} ${https.cause} | ${verdict}`;

describe('the layers of a direct connection', () => {
  test('one with TLS has connected', () => {
    const { endpoint, probes } = endpointOf([direct(WORKS)]);
    expect(endpoint).toEqual({
      host: HOST,
      port: 443,
      service: 'backup',
      dns: { status: 'not_run', addresses: [FOUR], private: false, cause: null, probe: null },
      tcp: { status: 'reachable', cause: 'ok', probe: 1 },
      tls: { status: 'reachable', cause: null, issuer: null, probe: 1 },
      https: { status: 'reachable', cause: 'ok', httpStatus: null, probe: 1 },
      routes: [],
      verdict: 'reachable',
      decidedBy: 1,
    });
    expect(probes).toEqual([
      {
        tool: 'tls',
        host: HOST,
        port: 443,
        status: 'reachable',
        cause: 'ok',
        detail: { addresses: [FOUR] },
        layers: WORKS.layers,
        route: 'direct',
      },
    ]);
  });

  test('one without data shows the connection alone', () => {
    const { endpoint, probes } = endpointOf([direct(MADE)]);
    expect(endpoint).toMatchObject({
      tcp: { status: 'reachable', cause: 'ok', probe: 1 },
      tls: { status: 'not_run', cause: null, issuer: null, probe: null },
      https: { status: 'not_run', cause: null, httpStatus: null, probe: null },
      verdict: 'reachable',
      decidedBy: 1,
    });
    expect(probes).toMatchObject([{ tool: 'tcp', route: 'direct' }]);
  });

  test('an answer in the clear has its status', () => {
    const http = { status: 'ok', cause: null, code: 404, from: 'destination', line: 0 } as const;
    const { endpoint, probes } = endpointOf([direct({ ...WORKS, layers: { http }, detail: { httpStatus: 404 } })]);
    expect(endpoint.https).toMatchObject({ httpStatus: 404 });
    expect(probes).toMatchObject([{ tool: 'http', detail: { addresses: [FOUR], httpStatus: 404 } }]);
  });

  test.each<[string, readonly Attempt[], string]>([
    ['nothing', [], 'not_run null | not_run null | not_run'],
    ['silence', [direct(SILENT)], 'unreachable timeout | not_run null | unreachable'],
    ['open', [direct(CUT)], 'indeterminate interrupted | not_run null | indeterminate'],
    ['TLS breaks', [direct(BROKEN)], 'reachable ok | unreachable tls_handshake | unreachable'],
    ['TLS both ways', [direct(WORKS), direct(BROKEN)], 'reachable ok | indeterminate tls_handshake | indeterminate'],
    [
      'the connection both ways',
      [direct(MADE), direct(SILENT)],
      'indeterminate timeout | not_run null | indeterminate',
    ],
    [
      'TLS works, and another connection is not made',
      [direct(WORKS), direct(SILENT)],
      'unreachable timeout | reachable ok | indeterminate',
    ],
    [
      'TLS breaks, and another connection is made',
      [direct(BROKEN), direct(MADE)],
      'reachable ok | unreachable tls_handshake | unreachable',
    ],
    [
      'TLS breaks, and another is not made',
      [direct(BROKEN), direct(SILENT)],
      'unreachable timeout | unreachable tls_handshake | unreachable',
    ],
    [
      'TLS works, and another is open',
      [direct(WORKS), direct(CUT)],
      'indeterminate interrupted | reachable ok | reachable',
    ],
    [
      'a handshake alone proves nothing beside doubt',
      [direct(BARE), direct(DOUBT)],
      'indeterminate empty_reply | not_run null | indeterminate',
    ],
    ['an answer outweighs doubt', [direct(DOUBT), direct(MADE)], 'reachable ok | not_run null | reachable'],
    ['the end of the capture is no doubt', [direct(CUT), direct(BARE)], 'reachable ok | not_run null | reachable'],
    [
      'doubt says more than the end of the capture',
      [direct(CUT), direct(DOUBT)],
      'indeterminate empty_reply | not_run null | indeterminate',
    ],
  ])('%s', (_, attempts, expected) => {
    expect(brief(of(...attempts))).toBe(expected);
  });
});

describe('kinds of tries', () => {
  const reset = carried('unreachable', 'reset', 'failed');
  test('each is kept once, and the first that fails speaks', () => {
    expect(brief(of(direct(BROKEN), direct(BROKEN), direct(reset)))).toContain('unreachable tls_handshake');
    expect(brief(of(direct(reset), direct(BROKEN)))).toContain('unreachable reset');
  });

  test('up to 64 of them', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => direct(carried('reachable', 'ok', 'ok', { gateway: `g${at}` })));
    expect(of(...many(63), direct(BROKEN)).verdict).toBe('indeterminate');
    expect(of(...many(64), direct(BROKEN)).verdict).toBe('reachable');
    // the same again takes no room
    expect(of(...Array.from({ length: 70 }, () => direct(WORKS)), direct(BROKEN)).verdict).toBe('indeterminate');
  });

  test.each<[string, Result, Result]>([
    ['the layer', connected('reachable', 'ok'), carried('reachable', 'ok', null)],
    ['the verdict', connected('indeterminate', 'ok'), connected('reachable', 'ok')],
    ['the cause', connected('reachable', 'ok'), connected('reachable', 'http_error_from_destination')],
    ['whether data went', connected('reachable', 'ok'), connected('reachable', 'ok', true)],
    [
      'the status of the proxy',
      carried('reachable', 'ok', null, { proxyStatus: 1 }),
      carried('reachable', 'ok', null, { proxyStatus: 2 }),
    ],
    [
      'the gateway',
      carried('reachable', 'ok', null, { gateway: 'a' }),
      carried('reachable', 'ok', null, { gateway: 'b' }),
    ],
    ['TLS', carried('reachable', 'ok', null), carried('reachable', 'ok', 'ok')],
  ])('%s tells them apart', (_, one, two) => {
    // with room for one more kind, the third is kept only where the first two are one
    const fill = Array.from({ length: 62 }, (_none, at) =>
      direct(carried('reachable', 'ok', 'ok', { gateway: `g${at}` })),
    );
    expect(of(...fill, direct(one), direct(one), direct(BROKEN)).https.status).toBe('indeterminate');
    expect(of(...fill, direct(one), direct(two), direct(BROKEN)).https.status).not.toBe('indeterminate');
  });
});

describe('the two versions of IP', () => {
  test.each<[string, readonly Attempt[], string]>([
    ['IPv6 is dead where IPv4 works', [direct(SILENT, SIX), direct(MADE)], 'reachable'],
    ['IPv4 is dead where IPv6 works', [direct(SILENT), direct(MADE, SIX)], 'reachable'],
    ['also beside TLS', [direct(SILENT, SIX), direct(WORKS)], 'reachable'],
    ['what arrives and fails counts', [direct(BROKEN, SIX), direct(WORKS)], 'indeterminate'],
    ['the same version both ways', [direct(SILENT), direct(MADE)], 'indeterminate'],
    ['both are dead', [direct(SILENT, SIX), direct(SILENT)], 'unreachable'],
    ['both work, and one fails once', [direct(MADE, SIX), direct(MADE), direct(SILENT)], 'indeterminate'],
    ['one works in doubt only', [direct(SILENT, SIX), direct(DOUBT)], 'unreachable'],
    ['a version of its own', [direct(SILENT, SIX)], 'unreachable'],
  ])('%s', (_, attempts, verdict) => {
    expect(of(...attempts).verdict).toBe(verdict);
  });
});

describe('how many tries nobody answered', () => {
  const REFUSED = unconnected('unreachable', 'refused');
  /** What each probe tells, in the order of the probes. */
  const shares = (...attempts: readonly Attempt[]) =>
    endpointOf(attempts).probes.map(({ tool, route, detail: { attempts: all, unanswered } }) =>
      all === undefined && unanswered === undefined ? `${tool} ${route}` : `${tool} ${route} ${unanswered}/${all}`,
    );

  test.each<[string, readonly Attempt[], string[]]>([
    ['one of two', [direct(MADE), direct(SILENT)], ['tcp direct 1/2']],
    ['two of five', [MADE, SILENT, BARE, SILENT, MADE].map((result) => direct(result)), ['tcp direct 2/5']],
    ['beside TLS, which was answered', [direct(WORKS), direct(SILENT)], ['tls direct 1/2', 'tcp direct 1/2']],
    ['beside TLS that broke', [direct(BROKEN), direct(SILENT)], ['tls direct 1/2', 'tcp direct 1/2']],
    ['by IPv6', [direct(MADE, SIX), direct(SILENT, SIX)], ['tcp direct 1/2']],
    [
      'of the version of IP by which some were answered',
      [direct(SILENT), direct(MADE, SIX), direct(SILENT, SIX), direct(SILENT, SIX)],
      ['tcp direct 2/3'],
    ],
    [
      'of IPv4 where some were answered by both',
      [MADE, SILENT].flatMap((result) => [direct(result, SIX), direct(result), direct(MADE)]),
      ['tcp direct 1/4'],
    ],
    [
      'a refusal and what the capture cut off are neither',
      [MADE, SILENT, REFUSED, CUT].map((result) => direct(result)),
      ['tcp direct 1/2'],
    ],
    ['the proxy tells nothing of it', [proxied(WORKS), direct(MADE), direct(SILENT)], ['tcp direct 1/2', 'tls proxy']],
  ])('%s', (_, attempts, expected) => {
    expect(shares(...attempts)).toEqual(expected);
  });

  test.each<[string, readonly Attempt[], string[]]>([
    ['all were answered', [direct(MADE), direct(MADE)], ['tcp direct']],
    ['none was', [direct(SILENT), direct(SILENT)], ['tcp direct']],
    ['only the other version of IP was', [direct(MADE), direct(SILENT, SIX)], ['tcp direct']],
    ['one was refused', [direct(MADE), direct(REFUSED)], ['tcp direct']],
    ['only the proxy answered', [proxied(WORKS), direct(SILENT)], ['tcp direct', 'tls proxy']],
  ])('is not told where %s', (_, attempts, expected) => {
    expect(shares(...attempts)).toEqual(expected);
  });
});

describe('through a proxy', () => {
  const OPENED = { ...carried('reachable', 'ok', 'ok', { viaProxy: true, proxyStatus: 200 }) };
  const ASKED = viaProxy('unreachable', 'proxy_auth', 407);
  const DENIED = viaProxy('unreachable', 'proxy_denied', 403);

  test('alone it decides, without a word of the connection', () => {
    const { endpoint, probes } = endpointOf([proxied(DENIED)]);
    expect(endpoint).toMatchObject({
      dns: { addresses: [] },
      tcp: { status: 'not_run', cause: null, probe: null },
      https: { status: 'unreachable', cause: 'proxy_denied', probe: 1 },
      routes: [],
      verdict: 'unreachable',
      decidedBy: 1,
    });
    expect(probes).toMatchObject([{ tool: 'tls', route: 'proxy', detail: { addresses: [], proxyStatus: 403 } }]);
  });

  test.each<[string, readonly Result[], string]>([
    ['credentials that are asked for may come with the next request', [ASKED, OPENED], 'reachable'],
    ['they did not come', [ASKED], 'unreachable'],
    ['another refusal stays one', [DENIED, OPENED], 'indeterminate'],
    ['a status of 299 opens it', [ASKED, viaProxy('indeterminate', 'other', 299)], 'indeterminate'],
    ['a status of 300 does not', [ASKED, viaProxy('indeterminate', 'other', 300)], 'unreachable'],
    ['nor does one of 199', [ASKED, viaProxy('indeterminate', 'other', 199)], 'unreachable'],
    ['a try without a status opens nothing', [ASKED, { ...DOUBT, detail: { viaProxy: true } }], 'unreachable'],
  ])('%s', (_, results, verdict) => {
    expect(of(...results.map(proxied)).verdict).toBe(verdict);
  });

  describe('beside the direct way', () => {
    const routes = (attempts: readonly Attempt[]) => {
      const { routes: all, https, verdict } = of(...attempts);
      return [
        all.map(({ route, account, verdict: own }) => `${route} ${account} ${own}`),
        `${https.status} ${https.cause}`,
        verdict,
      ];
    };
    test.each<[string, Result, Result, string, string, string, string]>([
      ['both work', OPENED, WORKS, 'reachable', 'reachable', 'reachable ok', 'reachable'],
      ['the proxy refuses', DENIED, WORKS, 'unreachable', 'reachable', 'indeterminate proxy_denied', 'indeterminate'],
      [
        'the direct one breaks',
        OPENED,
        BROKEN,
        'reachable',
        'unreachable',
        'indeterminate tls_handshake',
        'indeterminate',
      ],
      ['both fail', DENIED, BROKEN, 'unreachable', 'unreachable', 'unreachable tls_handshake', 'unreachable'],
      ['the direct one is silent', OPENED, SILENT, 'reachable', 'unreachable', 'reachable ok', 'indeterminate'],
      ['the direct one is open', OPENED, CUT, 'reachable', 'indeterminate', 'reachable ok', 'indeterminate'],
      [
        'the direct one fails as well',
        DENIED,
        SILENT,
        'unreachable',
        'unreachable',
        'unreachable proxy_denied',
        'unreachable',
      ],
    ])('%s', (_, proxy, other, viaIt, directly, https, verdict) => {
      expect(routes([proxied(proxy), direct(other)])).toEqual([
        [`proxy null ${viaIt}`, `direct null ${directly}`],
        https,
        verdict,
      ]);
    });

    test('the same result by both is two tries', () => {
      expect(of(proxied(WORKS), direct(WORKS)).routes).toHaveLength(2);
    });

    test('each names the probe that shows it', () => {
      expect(of(proxied(WORKS), direct(WORKS)).routes.map(({ probe }) => probe)).toEqual([2, 1]);
      expect(of(proxied(WORKS), direct(SILENT)).routes.map(({ probe }) => probe)).toEqual([2, 1]);
    });

    test('the probe of the one that fails decides', () => {
      expect(of(proxied(DENIED), direct(WORKS)).decidedBy).toBe(2);
      expect(of(proxied(OPENED), direct(BROKEN)).decidedBy).toBe(1);
    });
  });
});

describe('the name', () => {
  const known = (cause: Cause, ...addresses: string[]): Known => ({
    host: HOST,
    cause,
    addresses,
    probe: { tool: 'dns', host: HOST, port: 53, status: 'reachable', cause, detail: {}, layers: {} },
  });
  const dns = (lookup: Known | undefined, attempts: readonly Attempt[], host = HOST) =>
    endpointOf(attempts, lookup, host).endpoint.dns;

  test('that was looked up shows its addresses beside those that were connected to', () => {
    const { endpoint, probes } = endpointOf([direct(WORKS), direct(WORKS, '20.1.1.2')], known('ok', '20.1.1.3', FOUR));
    expect(endpoint.dns).toEqual({
      status: 'resolved',
      addresses: [FOUR, '20.1.1.2', '20.1.1.3'],
      private: false,
      cause: 'ok',
      probe: 1,
    });
    expect(probes[0]).toMatchObject({ tool: 'dns' });
    expect(endpoint.decidedBy).toBe(2);
  });

  test('that fails was resolved somehow where something was connected to', () => {
    expect(dns(known('dns_timeout'), [direct(WORKS)])).toEqual({
      status: 'not_run',
      addresses: [FOUR],
      private: false,
      cause: 'dns_timeout',
      probe: null,
    });
  });

  test.each<[string, string, readonly string[], Known | undefined, boolean]>([
    ['a private address', HOST, ['10.1.1.1'], undefined, true],
    ['one of several', HOST, [FOUR, '10.1.1.1'], undefined, true],
    ['one of the lookup', HOST, [FOUR], known('ok', '10.1.1.1'), true],
    ['a public one', HOST, [FOUR], known('ok', FOUR), false],
    ['an address is no name', '10.1.1.1', ['10.1.1.1'], undefined, false],
    ['an address is no name, looked up or not', '10.1.1.1', ['10.1.1.1'], known('ok', '10.1.1.1'), false],
    ['an address of IPv6 is no name', 'fd00::a', ['fd00::a'], undefined, false],
  ])('leads to %s', (_, host, addresses, lookup, isPrivate) => {
    const attempts = addresses.map((address) => direct(WORKS, address));
    expect(dns(lookup, attempts, host).private).toBe(isPrivate);
  });

  test('has up to 32 addresses of each kind', () => {
    const many = (from: number) => Array.from({ length: 40 }, (_, at) => `20.${from}.0.${at}`);
    const attempts = many(1).map((address) => direct(WORKS, address));
    expect(dns(undefined, attempts).addresses).toEqual(many(1).slice(0, 32));
    expect(dns(known('ok', ...many(2)), attempts).addresses).toEqual([
      ...many(1).slice(0, 32),
      ...many(2).slice(0, 32),
    ]);
  });

  test('does not show the address of the proxy, and each address once', () => {
    expect(dns(undefined, [proxied(WORKS), direct(WORKS), direct(BROKEN)]).addresses).toEqual([FOUR]);
  });

  describe('that leads nowhere', () => {
    const sunk = known('gateway', '0.0.0.0');
    test('is blocked, whoever answers there', () => {
      const { endpoint } = endpointOf([direct(WORKS)], sunk);
      expect(endpoint).toMatchObject({
        dns: { status: 'resolved', cause: 'gateway', probe: 1 },
        https: { status: 'indeterminate', cause: 'gateway' },
        verdict: 'unreachable',
        decidedBy: 1,
      });
      expect(endpointOf([direct(BROKEN)], sunk).endpoint).toMatchObject({
        https: { status: 'unreachable', cause: 'tls_handshake' },
        decidedBy: 1,
      });
      expect(endpointOf([direct(MADE)], sunk).endpoint.tcp).toMatchObject({
        status: 'indeterminate',
        cause: 'gateway',
      });
    });

    test('does not matter where the proxy answers', () => {
      expect(endpointOf([proxied(WORKS)], sunk).endpoint).toMatchObject({
        https: { status: 'reachable', cause: 'ok' },
        verdict: 'reachable',
        decidedBy: 2,
      });
    });
  });
});

describe('the service', () => {
  test.each([
    [HOST, 443, 'backup'],
    ['a.example', 443, 'other'],
    ['a.example', 3260, 'ilr'],
    ['168.63.129.16', 80, 'platform'],
    ['168.63.129.16', 32526, 'platform'],
    ['168.63.129.16', 443, 'other'],
  ])('of %s on port %i is %s', (host, port, service) => {
    expect(endpointOf([direct(WORKS)], undefined, host, port).endpoint.service).toBe(service);
  });
});

describe('TLS over all connections', () => {
  const issued = signedBy(WORKS, 'CN=A', false);
  const opened = signedBy(WORKS, 'CN=Inspector', true);

  test.each<[string, readonly Result[], Endpoint['tls']]>([
    ['was not spoken', [MADE], { status: 'not_run', cause: null, issuer: null, probe: null }],
    [
      'works, and one shows the issuer',
      [WORKS, { ...issued, detail: { gateway: 'x' } }],
      { status: 'reachable', cause: null, issuer: 'CN=A', probe: 1 },
    ],
    [
      'was opened on the way',
      [issued, opened],
      { status: 'intercepted', cause: 'tls_untrusted', issuer: 'CN=Inspector', probe: 1 },
    ],
    [
      'was opened, and breaks',
      [BROKEN, opened],
      { status: 'intercepted', cause: 'tls_untrusted', issuer: 'CN=Inspector', probe: 1 },
    ],
    ['breaks', [BROKEN], { status: 'unreachable', cause: 'tls_handshake', issuer: null, probe: 1 }],
    [
      'breaks and works',
      [issued, BROKEN],
      { status: 'indeterminate', cause: 'tls_handshake', issuer: 'CN=A', probe: 1 },
    ],
  ])('%s', (_, results, tls) => {
    expect(of(...results.map((result) => direct(result))).tls).toEqual(tls);
  });
});
