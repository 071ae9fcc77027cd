import { describe, expect, test } from 'vitest';
import {
  blocked,
  causeOf,
  failingBy,
  failureOf,
  endpointsOf,
  isDenied,
  isListedWrong,
  isRefusedConnect,
  isSunk,
  isThroughProxy,
  isTlsOff,
  probeOf,
  probesOf,
  rejecterOf,
  someNameResolves,
  unreachable,
  unresolved,
  withoutHttpsProxy,
} from '../../../../src/judge/diagnosis/facts.ts';
import type { Cause } from '../../../../src/model/probe.ts';
import {
  anEndpoint,
  aPrivateName,
  aProbe,
  failing,
  NO_PROXY,
  someFacts,
  unconnected,
  unnamed,
  type EndpointParts,
} from '../../../support/facts.ts';

describe('why an endpoint cannot be reached', () => {
  test.each<[string, EndpointParts, Cause]>([
    ['the name alone', { dns: { status: 'failed', cause: 'dns_nxdomain' } }, 'dns_nxdomain'],
    ['a name without a reason', { dns: { status: 'failed' } }, 'dns'],
    [
      'a name for which the request fails',
      { dns: { status: 'failed', cause: 'dns_timeout' }, https: { cause: 'dns' } },
      'dns_timeout',
    ],
    [
      'a name for which the request fails in its own words',
      { dns: { status: 'failed', cause: 'dns_nxdomain' }, https: { cause: 'dns_servfail' } },
      'dns_nxdomain',
    ],
    [
      'a name that the proxy resolves',
      { dns: { status: 'failed', cause: 'dns_nxdomain' }, https: { cause: 'proxy_denied' } },
      'proxy_denied',
    ],
    ['a request without a name', { dns: { cause: 'ok' }, https: { cause: 'dns' } }, 'dns'],
    [
      'the request before the connection',
      { https: { cause: 'tls_handshake' }, tcp: { cause: 'timeout' } },
      'tls_handshake',
    ],
    [
      'the connection, where the request does not say',
      { https: { cause: 'other' }, tcp: { status: 'unreachable', cause: 'refused' } },
      'refused',
    ],
    ['a connection without a reason', { https: { cause: 'other' }, tcp: { status: 'unreachable' } }, 'other'],
    [
      'a connection that is merely open',
      { https: { cause: 'other' }, tcp: { status: 'indeterminate', cause: 'reset' } },
      'other',
    ],
    [
      'a request that does say',
      { https: { cause: 'reset' }, tcp: { status: 'unreachable', cause: 'timeout' } },
      'reset',
    ],
    [
      'the connection before the name',
      { tcp: { cause: 'timeout' }, dns: { status: 'resolved', cause: 'ok' } },
      'timeout',
    ],
    ['the name, where there is nothing else', { dns: { status: 'resolved', cause: 'gateway' } }, 'gateway'],
    ['nothing at all', {}, 'other'],
  ])('%s', (_, parts, cause) => {
    expect(causeOf(anEndpoint(parts))).toBe(cause);
  });
});

describe('endpoints that fail', () => {
  const sunk = failing('timeout', { dns: { cause: 'gateway' } });
  const silent = failing('timeout');
  const name = unnamed('dns_timeout');
  const open = anEndpoint({ verdict: 'indeterminate', https: { cause: 'timeout' } });
  const facts = someFacts({ endpoints: [sunk, silent, name, open, anEndpoint({ https: { cause: 'timeout' } })] });

  test('are those with the verdict', () => {
    expect(unreachable(facts)).toEqual([sunk, silent, name]);
  });

  test('for a cause, unless the name leads nowhere', () => {
    expect(failingBy(facts, new Set(['timeout']))).toEqual([silent]);
    expect(failingBy(facts, new Set(['refused']))).toEqual([]);
  });

  test('for a name that is not resolved', () => {
    expect(unresolved(facts)).toEqual([name]);
  });

  test('a name that leads nowhere', () => {
    expect(isSunk(sunk)).toBe(true);
    expect(isSunk(silent)).toBe(false);
    expect(isSunk(anEndpoint({ dns: { cause: 'gateway' } }))).toBe(false);
  });
});

describe('a name is denied', () => {
  const probes = [aProbe(1, { detail: { answered: true } }), aProbe(2, { detail: { answered: false } }), aProbe(3)];
  test.each<[string, EndpointParts, boolean]>([
    ['there is no such name', { dns: { cause: 'dns_nxdomain' } }, true],
    ['an answer without an address', { dns: { cause: 'dns', probe: 1 } }, true],
    ['no answer', { dns: { cause: 'dns', probe: 2 } }, false],
    ['a lookup that does not tell', { dns: { cause: 'dns', probe: 3 } }, false],
    ['no lookup', { dns: { cause: 'dns' } }, false],
    ['an answer that is a failure of the server', { dns: { cause: 'dns_servfail', probe: 1 } }, false],
  ])('%s', (_, parts, expected) => {
    expect(isDenied(someFacts({ probes }), anEndpoint(parts))).toBe(expected);
  });
});

test('a probe is found by its id', () => {
  const probes = [aProbe(1), aProbe(5)];
  const facts = someFacts({ probes });
  expect(probeOf(facts, 5)).toBe(probes[1]);
  // a second time, and of others
  expect(probeOf(facts, 1)).toBe(probes[0]);
  expect(probeOf(someFacts({ probes: [aProbe(1, { tool: 'nc' })] }), 1)?.tool).toBe('nc');
  expect(probeOf(facts, 2)).toBeUndefined();
  expect(probeOf(facts, null)).toBeUndefined();
});

describe('some name resolves', () => {
  const probes = [aProbe(1), aProbe(2, { command: null })];
  test.each<[string, EndpointParts, boolean, boolean]>([
    ['an address is shown', { dns: { status: 'resolved' } }, true, true],
    ['a connection by name', { tcp: { status: 'reachable', probe: 1 } }, true, true],
    ['a connection without a name', { tcp: { status: 'reachable', probe: 2 } }, false, false],
    ['an address that is reached', { host: '10.0.0.1', tcp: { status: 'reachable', probe: 1 } }, false, false],
    ['a connection that nobody names', { tcp: { status: 'reachable' } }, false, false],
    ['a connection that is not made', { tcp: { status: 'unreachable', probe: 1 } }, false, false],
    ['a request by name: not where a proxy resolves it', { https: { status: 'reachable', probe: 1 } }, true, false],
    ['a request without a name', { https: { status: 'reachable', probe: 2 } }, false, false],
    ['a request that fails', { https: { status: 'unreachable', probe: 1 } }, false, false],
    ['nothing', { dns: { status: 'failed' } }, false, false],
  ])('%s', (_, parts, direct, proxied) => {
    const endpoints = [unnamed('dns_timeout'), anEndpoint(parts)];
    expect(someNameResolves(someFacts({ endpoints, probes }))).toBe(direct);
    expect(someNameResolves(someFacts({ endpoints, probes, proxied: true }))).toBe(proxied);
  });
});

test('a request goes through a proxy by the settings, or because its probe shows it', () => {
  const asked = anEndpoint({ https: { probe: 1 } });
  const via = [aProbe(1, { detail: { viaProxy: true } })];
  expect(isThroughProxy(someFacts({ proxy: { ...NO_PROXY, https: 'http://p:1' } }), asked)).toBe(true);
  expect(isThroughProxy(someFacts({ probes: via }), asked)).toBe(true);
  expect(isThroughProxy(someFacts({ probes: via }), anEndpoint({}))).toBe(false);
  expect(isThroughProxy(someFacts({ probes: [aProbe(1)] }), asked)).toBe(false);
  expect(isThroughProxy(someFacts({}), asked)).toBe(false);
});

test('a verdict rests on the probe that decided, and on those of the name and the connection that fail', () => {
  const endpoints = [
    anEndpoint({ decidedBy: 12, dns: { status: 'failed', probe: 3 }, tcp: { status: 'unreachable', probe: 7 } }),
    anEndpoint({ decidedBy: 3, dns: { status: 'resolved', probe: 1 }, tcp: { status: 'reachable', probe: 2 } }),
    anEndpoint({}),
  ];
  expect(probesOf(endpoints)).toEqual([3, 7, 12]);
});

describe('connections that are prevented', () => {
  const off = { tls12: { client: 'disabled', server: 'default' } } as const;
  test.each<[string, ReturnType<typeof anEndpoint>, boolean]>([
    ['silence', failing('timeout'), true],
    ['without a reason', failing('other'), true],
    ['no route to host', unconnected('host_unreachable'), true],
    ['a refusal', unconnected('refused'), true],
    ['a reset of the connection', unconnected('reset'), true],
    ['a reset in TLS', failing('reset'), false],
    ['an answer', failing('tls_untrusted'), false],
    ['it works', anEndpoint({ https: { cause: 'timeout' } }), false],
    ['the platform', failing('timeout', { service: 'platform' }), false],
    ['a name that leads nowhere', failing('timeout', { dns: { cause: 'gateway' } }), false],
  ])('%s', (_, endpoint, expected) => {
    expect(blocked(someFacts({ endpoints: [endpoint] }))).toEqual(expected ? [endpoint] : []);
  });

  test('TLS that the machine itself has switched off prevents no connection', () => {
    const endpoints = [unconnected('reset', { https: { status: 'not_run' } }), failing('timeout')];
    expect(blocked(someFacts({ endpoints, tls: off }))).toEqual(endpoints);
  });
});

describe('the connection itself is refused or reset', () => {
  test.each<[string, ReturnType<typeof anEndpoint>, boolean]>([
    ['refused', failing('refused'), true],
    ['reset, without a request', unconnected('reset'), true],
    ['reset, and the request is open', unconnected('reset', { https: { status: 'indeterminate' } }), true],
    ['reset in the request', unconnected('reset', { https: { status: 'unreachable', cause: 'reset' } }), false],
    ['reset once it was made', anEndpoint({ tcp: { status: 'reachable', cause: 'reset' } }), false],
    ['silence', unconnected('timeout'), false],
  ])('%s', (_, endpoint, expected) => {
    expect(isRefusedConnect(endpoint)).toBe(expected);
  });
});

test('a device that rejects names itself in the probe of the connection', () => {
  const probes = [aProbe(2, { detail: { rejectedBy: '10.0.0.1' } })];
  expect(rejecterOf(someFacts({ probes }), anEndpoint({ tcp: { probe: 2 } }))).toBe('10.0.0.1');
  expect(rejecterOf(someFacts({ probes }), anEndpoint({ https: { probe: 2 } }))).toBeUndefined();
});

describe('what goes the direct way for want of https_proxy', () => {
  const half = { ...NO_PROXY, state: 'http_only' } as const;
  const silent = failing('timeout');
  test('is what fails on 443, as long as no request gets through', () => {
    const endpoints = [silent, unconnected('timeout', { port: 3260 }), failing('tls_untrusted'), anEndpoint({})];
    expect(withoutHttpsProxy(someFacts({ proxy: half, endpoints }))).toEqual([silent]);
    expect(withoutHttpsProxy(someFacts({ endpoints }))).toEqual([]);
    const answered = [...endpoints, anEndpoint({ https: { status: 'reachable' } })];
    expect(withoutHttpsProxy(someFacts({ proxy: half, endpoints: answered }))).toEqual([]);
  });
});

describe('TLS 1.2 is switched off on the machine', () => {
  const off = { tls12: { client: 'disabled', server: 'default' } } as const;
  test.each<[string, ReturnType<typeof anEndpoint>, boolean]>([
    ['TLS breaks', failing('tls_handshake'), true],
    ['a connection that was made is reset', failing('reset', { tcp: { status: 'reachable' } }), true],
    ['a connection that was not made is reset', failing('reset', { tcp: { status: 'unreachable' } }), false],
    ['a connection that was made is silent', failing('timeout', { tcp: { status: 'reachable' } }), false],
  ])('%s', (_, endpoint, expected) => {
    expect(isTlsOff(someFacts({ tls: off }), endpoint)).toBe(expected);
    expect(isTlsOff(someFacts({}), endpoint)).toBe(false);
    expect(isTlsOff(someFacts({ tls: { tls12: { client: 'default', server: 'disabled' } } }), endpoint)).toBe(false);
  });
});

test('a failure weighs as much as it explains, and more where a rule says so', () => {
  const endpoints = [failing('timeout', { decidedBy: 2 }), failing('timeout')];
  const found = { id: 'x', confidence: 'likely', endpoints, because: [2], rank: 'failure' } as const;
  expect(failureOf('x', 'likely', endpoints)).toStrictEqual({ ...found, weight: 2 });
  expect(failureOf('x', 'likely', endpoints, { weight: -1, params: { a: 1 } })).toStrictEqual({
    ...found,
    weight: 1,
    params: { a: 1 },
  });
});

describe('names on the list of a private endpoint', () => {
  const listed = aPrivateName({ name: 'v.privatelink.jpe.backup.windowsazure.com', state: 'differs' });
  const right = aPrivateName({ name: 'w.privatelink.jpe.backup.windowsazure.com' });
  const open = aPrivateName({ name: 'x.privatelink.jpe.backup.windowsazure.com', state: 'open' });
  const [bare, labelled] = ['V.jpe.backup.windowsazure.com', listed.name].map((host) => anEndpoint({ host }));
  expect.assert(bare !== undefined && labelled !== undefined);

  test('are those of endpoints in whatever form', () => {
    const facts = someFacts({ endpoints: [bare, labelled, anEndpoint({})] });
    expect(endpointsOf(facts, [right, listed])).toEqual([bare, labelled]);
    expect(endpointsOf(facts, [])).toEqual([]);
  });

  test.each<[string, string, boolean]>([
    ['leads elsewhere', listed.name, true],
    ['leads elsewhere, written otherwise', 'V.jpe.backup.windowsazure.com', true],
    ['leads where it should', right.name, false],
    ['was not asked for', open.name, false],
    ['is not on the list', 'y.jpe.backup.windowsazure.com', false],
  ])('%s', (_, host, expected) => {
    expect(isListedWrong(someFacts({ privateNames: [right, open, listed] }), anEndpoint({ host }))).toBe(expected);
  });
});
