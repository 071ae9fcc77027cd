import { describe, expect, test } from 'vitest';
import { firewall } from '../../../../src/judge/diagnosis/firewall.ts';
import { NO_NETWORK_SETTINGS } from '../../../../src/judge/no-settings.ts';
import { anEndpoint, aProbe, failing, NO_PROXY, someFacts, unconnected } from '../../../support/facts.ts';

const ids = (facts: Parameters<typeof someFacts>[0]) => firewall(someFacts(facts)).map(({ id }) => id);
const BACKUP = 'firewall-blocks-service';

describe('what is no firewall', () => {
  test.each([
    ['nothing fails', [anEndpoint({})]],
    ['it was answered', [failing('tls_untrusted')]],
    ['one host refuses and others of its service answer', [unconnected('refused'), anEndpoint({})]],
    ['a host of no service refuses', [unconnected('refused', { service: 'other' })]],
    ['there is no host, and nothing answers: the route is missing', [unconnected('host_unreachable')]],
    ['it is one of the platform', [unconnected('timeout', { service: 'platform' })]],
    ['the name leads nowhere', [unconnected('timeout', { dns: { cause: 'gateway' } })]],
  ])('%s', (_, endpoints) => {
    expect(ids({ endpoints })).toEqual([]);
  });

  test('a proxy that is set for http alone explains what fails on 443', () => {
    const proxy = { ...NO_PROXY, state: 'http_only' } as const;
    expect(ids({ endpoints: [failing('timeout')], proxy })).toEqual([]);
    expect(ids({ endpoints: [failing('timeout'), unconnected('timeout', { port: 3260 })], proxy })).toEqual([
      'firewall-blocks-port',
    ]);
  });

  test('a rule of the machine’s own explains what it drops', () => {
    const outbound = [
      { chain: 1, action: 'drop', destination: null, ports: null, owner: false, line: 9, text: '' } as const,
    ];
    expect(ids({ endpoints: [unconnected('timeout')], network: { ...NO_NETWORK_SETTINGS, outbound } })).toEqual([]);
  });
});

describe('what is one', () => {
  test.each([
    ['silence', [unconnected('timeout')]],
    ['a failure without a reason', [unconnected('other')]],
    ['every tested host of a service refuses', [unconnected('refused'), unconnected('refused', { host: 'b' })]],
    [
      'no route to host, while a public destination answers',
      [unconnected('host_unreachable'), anEndpoint({ service: 'entra' })],
    ],
  ])('%s', (_, endpoints) => {
    expect(ids({ endpoints })).toEqual([BACKUP]);
  });

  test('a device that says that it forbids the connection', () => {
    const endpoints = [unconnected('host_unreachable', { tcp: { probe: 2 } })];
    expect(ids({ endpoints, probes: [aProbe(2, { detail: { rejectedBy: '10.0.0.1' } })] })).toEqual([BACKUP]);
  });
});

describe('how it keeps the connections from being made', () => {
  const how = (facts: Parameters<typeof someFacts>[0]) => firewall(someFacts(facts)).map(({ params }) => params);
  const rejected = (host: string, probe: number | null = null) =>
    unconnected('host_unreachable', { host, tcp: { probe } });
  const answers = anEndpoint({ service: 'entra' });

  test('by silence, also where only some refuse', () => {
    expect(how({ endpoints: [unconnected('timeout')] })).toStrictEqual([{ how: 'silent' }]);
    expect(how({ endpoints: [rejected('a'), unconnected('timeout'), answers] })).toStrictEqual([{ how: 'silent' }]);
  });

  test('by silence, where it refuses one service and not the other', () => {
    const endpoints = [
      unconnected('refused', { port: 9000 }),
      unconnected('timeout', { port: 9000, service: 'storage' }),
      anEndpoint({}),
    ];
    expect(how({ endpoints })).toStrictEqual([{ port: 9000, how: 'silent' }]);
  });

  test('by refusing', () => {
    expect(how({ endpoints: [unconnected('refused')] })).toStrictEqual([{ how: 'refused' }]);
  });

  test('by prohibiting it, with its address where it names itself', () => {
    expect(how({ endpoints: [rejected('a'), answers] })).toStrictEqual([{ how: 'prohibited' }]);
    const probes = [aProbe(3, { detail: { rejectedBy: '10.0.0.1' } })];
    expect(how({ endpoints: [rejected('a'), rejected('b', 3), answers], probes })).toStrictEqual([
      { how: 'prohibited', by: '10.0.0.1' },
    ]);
  });
});
