import { describe, expect, test } from 'vitest';
import { Names } from '../../../../src/capture/names.ts';
import type { NewProbe } from '../../../../src/judge/capture/new-probe.ts';
import {
  endpointOfLookup,
  endpointOfServer,
  endpointOfStopped,
  Lookups,
  portsOf,
  stoppedServers,
  type Known,
} from '../../../../src/judge/capture/lookups.ts';
import { EndpointTable } from '../../../../src/judge/services.ts';
import { GATEWAYS } from '../../../support/connections.ts';
import { knowledge } from '../../../support/knowledge.ts';

const HOST = 'pod01.backup.windowsazure.com';
const SERVER = '10.0.0.53';
const TABLE = new EndpointTable({
  endpoints: [
    { pattern: '*.windowsazure.com', port: 443, service: 'backup' },
    { pattern: '168.63.129.16', port: '80,53,32526', service: 'platform' },
    { pattern: '169.254.169.254', port: 80, service: 'platform' },
    { pattern: '10.9.9.9', port: 53, service: 'dns' },
  ],
  services: knowledge.services,
});

interface Asked {
  readonly name?: string;
  readonly server?: string;
  /** When it was asked; null: never, only the answer was seen. */
  readonly at?: number | null;
  readonly rcode?: number | null;
  readonly addresses?: readonly string[];
  readonly aliases?: readonly string[];
  readonly inner?: boolean;
}

function namesOf(...all: readonly Asked[]): Names {
  const names = new Names();
  for (const {
    name = HOST,
    server = SERVER,
    at = 100,
    rcode = null,
    addresses = [],
    aliases = [],
    inner = false,
  } of all) {
    const message = { questions: [name], further: [], whole: true };
    if (at !== null) names.dns({ ...message, response: false, rcode: 0, answers: [] }, server, at, inner);
    if (rcode === null) continue;
    const answers = [
      ...aliases.map((value) => ({ name, kind: 'alias' as const, value })),
      ...addresses.map((value) => ({ name, kind: 'address' as const, value })),
    ];
    names.dns({ ...message, response: true, rcode, answers }, server, (at ?? 100) + 1, inner);
  }
  return names;
}
const lookupsOf = (lastPacket: number | null, ...all: readonly Asked[]) =>
  new Lookups(namesOf(...all), lastPacket, new Set(['10.0.0.4']), TABLE, GATEWAYS);
const failing = (lastPacket: number | null, ...all: readonly Asked[]) =>
  [...lookupsOf(lastPacket, ...all).failing()].map(({ host, cause }) => `${host} ${cause}`);

describe('what came of a name', () => {
  test('an answer', () => {
    const asked = {
      name: HOST.toUpperCase(),
      rcode: 0,
      addresses: ['20.1.1.1', '20.1.1.2'],
      aliases: ['edge.example'],
    };
    expect(lookupsOf(200, asked).of(HOST)).toEqual({
      host: HOST,
      cause: 'ok',
      addresses: ['20.1.1.1', '20.1.1.2'],
      probe: {
        tool: 'dns',
        host: HOST,
        port: 53,
        status: 'reachable',
        cause: 'ok',
        detail: { server: SERVER, addresses: ['20.1.1.1', '20.1.1.2'], cnames: ['edge.example'], answered: true },
        layers: { dns: { status: 'ok', cause: null, line: 0 } },
      },
    });
  });

  test.each([
    [1, 'dns'],
    [2, 'dns_servfail'],
    [3, 'dns_nxdomain'],
    [5, 'dns_refused'],
    [15, 'dns'],
  ])('code %i is %s', (rcode, cause) => {
    expect(lookupsOf(200, { rcode }).of(HOST)).toMatchObject({
      cause,
      addresses: [],
      probe: {
        status: 'unreachable',
        cause,
        detail: { answered: true },
        layers: { dns: { status: 'failed', cause } },
      },
    });
    expect(failing(200, { rcode })).toEqual([`${HOST} ${cause}`]);
  });

  test('an answer without an address is no failure: another kind of record was asked for', () => {
    expect(lookupsOf(200, { rcode: 0 }).of(HOST)?.cause).toBe('ok');
    expect(failing(200, { rcode: 0 })).toEqual([]);
  });

  test('no answer, once it was waited for', () => {
    expect(lookupsOf(200, {}).of(HOST)).toMatchObject({ cause: 'dns_timeout', probe: { detail: { answered: false } } });
    expect(failing(103, {})).toEqual([`${HOST} dns_timeout`]);
    expect(failing(102.9, {})).toEqual([]);
    expect(failing(null, { at: Number.NaN })).toEqual([`${HOST} dns_timeout`]);
  });

  test('an address that leads nowhere', () => {
    expect(lookupsOf(200, { rcode: 0, addresses: ['0.0.0.0', '::'] }).of(HOST)).toMatchObject({
      cause: 'gateway',
      probe: { status: 'reachable', cause: 'gateway', layers: { dns: { status: 'ok', cause: 'gateway' } } },
    });
    expect(failing(200, { rcode: 0, addresses: ['0.0.0.0'] })).toEqual([`${HOST} gateway`]);
    expect(failing(200, { rcode: 0, addresses: ['146.112.61.104'] })).toEqual([`${HOST} gateway`]);
    expect(failing(200, { rcode: 0, addresses: ['0.0.0.0', '20.1.1.1'] })).toEqual([]);
    expect(failing(200, { rcode: 0, addresses: ['20.1.1.1'] })).toEqual([]);
  });

  test('its aliases are not listed without end', () => {
    const aliases = Array.from({ length: 40 }, (_, at) => `a${at}.example`);
    expect(lookupsOf(200, { rcode: 0, addresses: ['20.1.1.1'], aliases }).of(HOST)?.probe.detail.cnames).toEqual(
      aliases.slice(0, 32),
    );
  });

  test('an answer is told, whether Azure needs the name or not', () => {
    const asked = { name: 'a.example', rcode: 0, addresses: ['20.1.1.1'] };
    expect(lookupsOf(200, asked).of('a.example')).toMatchObject({ host: 'a.example', cause: 'ok' });
  });

  test('of a name that nobody asked for nothing is known', () => {
    expect(lookupsOf(200).of(HOST)).toBeUndefined();
    expect(lookupsOf(200, { inner: true, rcode: 3 }).of(HOST)).toBeUndefined();
  });
});

describe('a failing name is noise', () => {
  test.each<[string, readonly Asked[]]>([
    ['where Azure does not need it and a DNS server answers', [{ name: 'a.example', rcode: 3 }]],
    [
      'also where another name got the answer',
      [{ name: 'a.example' }, { name: 'b.example', rcode: 0, addresses: ['1.2.3.4'] }],
    ],
    ['where only its answer was seen', [{ at: null, rcode: 3 }]],
    ['inside a tunnel', [{ inner: true, rcode: 3 }]],
    ['backwards', [{ name: '4.0.0.10.in-addr.arpa' }]],
    ['of the local network', [{ name: 'printer.local' }]],
    ['without a dot', [{ name: 'wpad' }]],
    ['to a group of IPv4', [{ server: '224.0.0.251' }]],
    ['to another group', [{ server: '239.1.1.1' }]],
    ['to a group of IPv6', [{ server: 'ff02::fb' }]],
    ['asked of the machine itself', [{ server: '10.0.0.4' }]],
    ['which is no name', [{ name: 'a b.example' }]],
    [
      'with a suffix behind a name that was found',
      [
        { name: 'x.windowsazure.com', rcode: 0, addresses: ['20.1.1.1'] },
        { name: 'x.windowsazure.com.corp.windowsazure.com', rcode: 3 },
      ],
    ],
    [
      'with a suffix behind a name in capitals',
      [
        { name: 'X.windowsazure.com', rcode: 0, addresses: ['20.1.1.1'] },
        { name: 'x.windowsazure.com.windowsazure.com', rcode: 3 },
      ],
    ],
  ])('%s', (_, all) => {
    expect(failing(200, ...all)).toEqual([]);
  });

  test.each<[string, readonly Asked[], readonly string[]]>([
    [
      'where no DNS server answers at all',
      [{ name: 'a.example' }, { name: 'b.example' }],
      ['a.example dns_timeout', 'b.example dns_timeout'],
    ],
    [
      'where only a tunnel holds an answer',
      [{ name: 'a.example' }, { name: 'b.example', inner: true, rcode: 3 }],
      ['a.example dns_timeout'],
    ],
    ['of a server that is no group', [{ server: '223.1.1.1' }], [`${HOST} dns_timeout`]],
    ['of a server behind a group’s number', [{ server: '240.1.1.1' }], [`${HOST} dns_timeout`]],
    ['of a server with a number within', [{ server: '10.224.0.1' }, { server: '10.224.0.1' }], [`${HOST} dns_timeout`]],
    ['of a server of IPv6', [{ server: 'fd00::ff:1' }], [`${HOST} dns_timeout`]],
    [
      'behind a name that failed as well',
      [
        { name: 'x.windowsazure.com', rcode: 3 },
        { name: 'x.windowsazure.com.windowsazure.com', rcode: 3 },
      ],
      ['x.windowsazure.com dns_nxdomain', 'x.windowsazure.com.windowsazure.com dns_nxdomain'],
    ],
    [
      'behind a name that was denied with an address',
      [
        { name: 'x.windowsazure.com', rcode: 3, addresses: ['20.1.1.1'] },
        { name: 'x.windowsazure.com.windowsazure.com', rcode: 3 },
      ],
      ['x.windowsazure.com.windowsazure.com dns_nxdomain'],
    ],
    [
      'behind a name without an address',
      [
        { name: 'x.windowsazure.com', rcode: 0 },
        { name: 'x.windowsazure.com.windowsazure.com', rcode: 3 },
      ],
      ['x.windowsazure.com.windowsazure.com dns_nxdomain'],
    ],
    [
      'behind a name that only a tunnel found',
      [
        { name: 'x.windowsazure.com', rcode: 0, addresses: ['20.1.1.1'], inner: true },
        { name: 'x.windowsazure.com.windowsazure.com', rcode: 3 },
      ],
      ['x.windowsazure.com.windowsazure.com dns_nxdomain'],
    ],
  ])('not %s', (_, all, expected) => {
    expect(failing(200, ...all)).toEqual(expected);
  });
});

function added(): { readonly add: (probe: NewProbe) => number; readonly probes: NewProbe[] } {
  const probes: NewProbe[] = [];
  return { probes, add: (probe) => 40 + probes.push(probe) };
}
const UNTRIED = {
  tcp: { status: 'not_run', cause: null, probe: null },
  tls: { status: 'not_run', cause: null, issuer: null, probe: null },
  routes: [],
  https: { status: 'not_run', cause: null, httpStatus: null, probe: null },
};

describe('a name without any connection to it', () => {
  const of = (asked: Asked) => {
    const { add, probes } = added();
    const lookup = lookupsOf(200, asked).of(asked.name ?? HOST) as Known;
    return { endpoint: endpointOfLookup(lookup, TABLE, add), probes, lookup };
  };

  test('that fails cannot be reached', () => {
    const { endpoint, probes, lookup } = of({ rcode: 3 });
    expect(endpoint).toEqual({
      ...UNTRIED,
      host: HOST,
      port: 443,
      service: 'backup',
      dns: { status: 'failed', addresses: [], private: false, cause: 'dns_nxdomain', probe: 41 },
      verdict: 'unreachable',
      decidedBy: 41,
    });
    expect(probes).toEqual([lookup.probe]);
    expect(of({ name: 'a.example' }).endpoint).toMatchObject({ service: 'other', dns: { cause: 'dns_timeout' } });
  });

  test('that leads nowhere cannot be reached, where Azure needs it', () => {
    expect(of({ rcode: 0, addresses: ['0.0.0.0'] }).endpoint).toMatchObject({
      dns: { status: 'resolved', addresses: ['0.0.0.0'], cause: 'gateway' },
      verdict: 'unreachable',
    });
    const other = { host: 'a.example', cause: 'gateway', addresses: ['0.0.0.0'], probe: {} as NewProbe } as const;
    expect(endpointOfLookup(other, TABLE, added().add)).toBeNull();
  });

  test('that is found says nothing', () => {
    const { endpoint, probes } = of({ rcode: 0, addresses: ['20.1.1.1'] });
    expect([endpoint, probes]).toEqual([null, []]);
  });
});

test('the ports of a rule', () => {
  const rule = { pattern: 'a', service: 's' };
  expect(portsOf({ ...rule, port: 443 })).toEqual([443]);
  expect(portsOf({ ...rule, port: '80,32526' })).toEqual([80, 32526]);
});

describe('a DNS server of the platform', () => {
  const PLATFORM = '168.63.129.16';
  const of = (server: Partial<Parameters<typeof endpointOfServer>[0]>, lastPacket: number | null = 200) => {
    const { add, probes } = added();
    const endpoint = endpointOfServer(
      { address: PLATFORM, queries: 1, responses: 0, firstQuery: 100, ...server },
      lastPacket,
      TABLE,
      add,
    );
    return { endpoint, probes };
  };

  test('that answers shows that port 53 is open', () => {
    const { endpoint, probes } = of({ responses: 1 }, 100);
    expect(endpoint).toEqual({
      ...UNTRIED,
      host: PLATFORM,
      port: 53,
      service: 'platform',
      dns: { status: 'resolved', addresses: [], private: false, cause: 'ok', probe: 41 },
      verdict: 'reachable',
      decidedBy: 41,
    });
    expect(probes).toEqual([
      {
        tool: 'dns',
        host: PLATFORM,
        port: 53,
        status: 'reachable',
        cause: 'ok',
        detail: { server: PLATFORM, answered: true },
        layers: { dns: { status: 'ok', cause: null, line: 0 } },
      },
    ]);
  });

  test('that is silent shows that it is not', () => {
    const { endpoint, probes } = of({});
    expect(endpoint).toMatchObject({
      dns: { status: 'failed', cause: 'dns_timeout' },
      verdict: 'unreachable',
      decidedBy: 41,
    });
    expect(probes).toMatchObject([
      {
        status: 'unreachable',
        cause: 'dns_timeout',
        detail: { answered: false },
        layers: { dns: { status: 'failed', cause: 'dns_timeout' } },
      },
    ]);
  });

  test.each<[string, Parameters<typeof of>, boolean]>([
    ['three seconds are enough', [{}, 103], true],
    ['fewer are not', [{}, 102.9], false],
    ['nor is a time that is not known', [{ firstQuery: Number.NaN }, 200], false],
    ['without times nothing is known', [{ firstQuery: Number.NaN }, null], false],
    ['nobody asked it', [{ queries: 0, responses: 1 }], false],
    ['another server', [{ address: '10.0.0.53', responses: 1 }], false],
    ['a server of another service', [{ address: '10.9.9.9', responses: 1 }], false],
    ['an address without that port', [{ address: '169.254.169.254', responses: 1 }], false],
  ])('%s', (_, [server, lastPacket], isTold) => {
    const { endpoint, probes } = of(server, lastPacket);
    expect(endpoint !== null).toBe(isTold);
    expect(probes).toHaveLength(isTold ? 1 : 0);
  });
});

describe('a DNS server that the machine keeps from itself', () => {
  const OWN = new Set(['10.0.0.4']);
  const drop = (more: object = {}) => ({
    client: '10.0.0.4',
    server: SERVER,
    answers: 0,
    detail: { dropReason: 909, droppedBy: 'tcpip.sys' },
    ...more,
  });
  const stopped = (drops: readonly ReturnType<typeof drop>[], ...all: readonly Asked[]) => [
    ...stoppedServers(namesOf(...all), drops, OWN).keys(),
  ];

  test('is one of which no answer got through', () => {
    expect(stopped([drop()])).toEqual([SERVER]);
    expect(stopped([drop()], {})).toEqual([SERVER]);
    // the answer was captured ahead of the filter that threw it away
    expect(stopped([drop({ answers: 1 })], { rcode: 0, addresses: ['20.1.1.1'] })).toEqual([SERVER]);
  });

  test('is none that answered, nor one that others ask, or that the machine itself is', () => {
    expect(stopped([drop()], { rcode: 0, addresses: ['20.1.1.1'] })).toEqual([]);
    expect(stopped([drop({ answers: 1 })], { rcode: 0 }, { rcode: 0, name: 'b.example' })).toEqual([]);
    expect(stopped([drop({ client: '10.0.0.9' })])).toEqual([]);
    expect(stopped([drop({ server: '10.0.0.4' })])).toEqual([]);
  });

  test('names that were asked of it fail by the machine itself, with the proof', () => {
    const names = namesOf({}, { name: 'b.windowsazure.com', server: '10.0.0.54' });
    const lookups = new Lookups(names, 200, OWN, TABLE, GATEWAYS, stoppedServers(names, [drop()], OWN));
    expect([...lookups.failing()].map(({ host, cause, probe }) => [host, cause, probe.detail.dropReason])).toEqual([
      [HOST, 'local', 909],
      ['b.windowsazure.com', 'dns_timeout', undefined],
    ]);
  });

  test('what it answered ahead of the filter fails as well', () => {
    const names = namesOf({ rcode: 3 });
    const lookups = new Lookups(names, 200, OWN, TABLE, GATEWAYS, stoppedServers(names, [drop({ answers: 1 })], OWN));
    const [found] = lookups.failing();
    expect([found?.cause, found?.probe.detail.dropReason]).toEqual(['local', 909]);
  });

  test('is an endpoint that cannot be reached, with the reason and the driver', () => {
    const probes: NewProbe[] = [];
    const add = (probe: NewProbe): number => probes.push(probe);
    expect(endpointOfStopped(drop(), TABLE, add)).toMatchObject({
      host: SERVER,
      port: 53,
      service: 'other',
      dns: { status: 'failed', cause: 'local', probe: 1, addresses: [], private: false },
      verdict: 'unreachable',
      decidedBy: 1,
    });
    expect(probes).toMatchObject([
      {
        tool: 'dns',
        status: 'unreachable',
        cause: 'local',
        detail: { server: SERVER, answered: false, dropReason: 909, droppedBy: 'tcpip.sys' },
        layers: { dns: { status: 'failed', cause: 'local' } },
      },
    ]);
    expect(endpointOfStopped(drop({ server: '168.63.129.16' }), TABLE, add).service).toBe('platform');
    expect(endpointOfStopped(drop({ server: '169.254.169.254' }), TABLE, add).service).toBe('other');
  });
});
