import { describe, expect, test } from 'vitest';
import { destinationRefuses, groupOf, refusedGroups } from '../../../../src/judge/diagnosis/destination-refuses.ts';
import { NO_NETWORK_SETTINGS } from '../../../../src/judge/no-settings.ts';
import { anEndpoint, failing, someFacts, unconnected } from '../../../support/facts.ts';

const fires = (...endpoints: ReturnType<typeof anEndpoint>[]) => destinationRefuses(someFacts({ endpoints }));

describe('something at the address turns the connection down', () => {
  test('one host of a service refuses, and another does not', () => {
    const refused = unconnected('refused', { host: 'a', tcp: { probe: 2 }, decidedBy: 2 });
    expect(fires(refused, anEndpoint({ host: 'b' }))).toStrictEqual([
      {
        id: 'destination-refuses',
        confidence: 'possible',
        endpoints: [refused],
        because: [2],
        rank: 'failure',
        weight: 1,
      },
    ]);
  });

  test('a destination that belongs to no service', () => {
    expect(fires(unconnected('refused', { service: 'other' }))).toHaveLength(1);
    expect(fires(unconnected('reset', { service: 'other' }))).toHaveLength(1);
  });

  test('a connection that is ended without an answer, even where all of the service do so', () => {
    expect(fires(failing('empty_reply'))).toHaveLength(1);
  });

  test.each([
    ['every host of the service refuses on this port: a firewall is likelier', [unconnected('refused')]],
    [
      'it is one of the platform',
      [unconnected('refused', { service: 'platform' }), anEndpoint({ service: 'platform' })],
    ],
    ['it is silent', [unconnected('timeout'), anEndpoint({})]],
    ['the reset came in TLS', [failing('reset', { tcp: { status: 'reachable' } }), anEndpoint({})]],
    ['it works', [anEndpoint({ tcp: { status: 'reachable', cause: 'refused' } })]],
  ])('not where %s', (_, endpoints) => {
    expect(fires(...endpoints)).toStrictEqual([]);
  });
});

describe('services and ports of which every tested host refuses', () => {
  const groups = (...endpoints: ReturnType<typeof anEndpoint>[]) => [...refusedGroups({ endpoints })];
  const refused = unconnected('refused');

  test.each([
    ['all of them refuse', [refused, unconnected('refused', { host: 'b' })], ['backup 443']],
    ['one answers', [refused, anEndpoint({})], []],
    ['one fails otherwise', [refused, failing('timeout')], []],
    ['one was not tested', [refused, anEndpoint({ verdict: 'not_run' })], ['backup 443']],
    ['another port answers', [refused, anEndpoint({ port: 3260 })], ['backup 443']],
    ['another service answers', [refused, anEndpoint({ service: 'storage' })], ['backup 443']],
    ['the hosts belong to no service', [unconnected('refused', { service: 'other' })], []],
    ['a refusal that decided nothing', [anEndpoint({ https: { cause: 'refused' } })], []],
  ])('%s', (_, endpoints, expected) => {
    expect(groups(...endpoints)).toEqual(expected);
  });

  test('a group is a service on a port', () => {
    expect(groupOf({ service: 'backup', port: 3260 })).toBe('backup 3260');
  });
});

test('nor where a rule of the machine’s own firewall rejects', () => {
  const outbound = [
    { chain: 1, action: 'reject', destination: null, ports: null, owner: false, line: 9, text: '' } as const,
  ];
  const facts = { endpoints: [unconnected('refused', { service: 'other' })] };
  expect(destinationRefuses(someFacts({ ...facts, network: { ...NO_NETWORK_SETTINGS, outbound } }))).toStrictEqual([]);
  expect(destinationRefuses(someFacts(facts))).toHaveLength(1);
});
