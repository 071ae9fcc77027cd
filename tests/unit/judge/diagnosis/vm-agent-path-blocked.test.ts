import { describe, expect, test } from 'vitest';
import { vmAgentPathBlocked } from '../../../../src/judge/diagnosis/vm-agent-path-blocked.ts';
import { NO_NETWORK_SETTINGS } from '../../../../src/judge/no-settings.ts';
import type { Cause } from '../../../../src/model/probe.ts';
import { anEndpoint, aProbe, failing, someFacts, unconnected } from '../../../support/facts.ts';

const PLATFORM = { host: '168.63.129.16', port: 80, service: 'platform' } as const;
const fails = (cause: Cause) => unconnected(cause, { ...PLATFORM, decidedBy: 2 });
const found = (...endpoints: ReturnType<typeof anEndpoint>[]) => vmAgentPathBlocked(someFacts({ endpoints }));

describe('the addresses of the platform cannot be reached', () => {
  test('possible where it is all that was tested', () => {
    const one = fails('timeout');
    expect(found(one)).toStrictEqual([
      {
        id: 'vm-agent-path-blocked',
        confidence: 'possible',
        endpoints: [one],
        because: [2],
        rank: 'failure',
        weight: 1.5,
        params: { address: '168.63.129.16', port: 80, how: 'timeout' },
      },
    ]);
    expect(found(one, failing('timeout'))).toMatchObject([{ confidence: 'possible', endpoints: [one] }]);
  });

  test('likely where several fail, where others answer, and where the machine itself refuses', () => {
    const two = [fails('timeout'), unconnected('timeout', { ...PLATFORM, host: '169.254.169.254' })];
    expect(found(...two)).toMatchObject([{ confidence: 'likely', endpoints: two }]);
    expect(found(failing('timeout'), fails('timeout'), anEndpoint({}))).toMatchObject([{ confidence: 'likely' }]);
    expect(found(fails('local'))).toMatchObject([{ confidence: 'likely' }]);
  });

  test.each<[Cause, string]>([
    ['refused', 'refused'],
    ['local', 'local'],
    ['proxy_denied', 'proxy'],
    ['proxy_unreachable', 'proxy'],
    ['gateway', 'proxy'],
    ['timeout', 'timeout'],
    ['other', 'timeout'],
    ['host_unreachable', 'timeout'],
  ])('%s is told as %s', (cause, how) => {
    expect(found(fails(cause))).toMatchObject([{ params: { how } }]);
  });
});

describe('silence for a user who is not root', () => {
  const open = anEndpoint({
    ...PLATFORM,
    port: 32526,
    verdict: 'indeterminate',
    decidedBy: 4,
    tcp: { cause: 'timeout' },
  });

  test('is worth a second look', () => {
    expect(found(anEndpoint({}), open)).toStrictEqual([
      {
        id: 'vm-agent-path-blocked',
        confidence: 'possible',
        endpoints: [open],
        because: [4],
        rank: 'failure',
        weight: 1,
        params: { address: '168.63.129.16', port: 32526, how: 'timeout' },
      },
    ]);
  });

  test('yields to what fails for certain', () => {
    const one = fails('refused');
    expect(found(open, one)).toMatchObject([{ endpoints: [one], params: { port: 80, how: 'refused' } }]);
  });
});

test.each([
  ['another service fails', failing('timeout')],
  ['it works', anEndpoint(PLATFORM)],
  ['it works, though one connection was silent', anEndpoint({ ...PLATFORM, tcp: { cause: 'timeout' } })],
  ['it is open for another cause', anEndpoint({ ...PLATFORM, verdict: 'indeterminate', tcp: { cause: 'reset' } })],
  ['another service is open', anEndpoint({ verdict: 'indeterminate', tcp: { cause: 'timeout' } })],
])('not where %s', (_, endpoint) => {
  expect(found(endpoint)).toStrictEqual([]);
});

describe('a rule of the guest’s firewall', () => {
  const drop = {
    chain: 1,
    action: 'drop',
    destination: '168.63.129.16',
    ports: null,
    owner: false,
    line: 9,
    text: '-j DROP',
  } as const;
  const network = { ...NO_NETWORK_SETTINGS, outbound: [drop] };

  test('makes likely what fails so, and is named', () => {
    const one = fails('timeout');
    expect(vmAgentPathBlocked(someFacts({ endpoints: [one], network }))).toMatchObject([
      {
        id: 'vm-agent-path-blocked',
        confidence: 'likely',
        endpoints: [one],
        params: { address: '168.63.129.16', port: 80, how: 'rule', rule: '-j DROP' },
      },
    ]);
    expect(vmAgentPathBlocked(someFacts({ endpoints: [fails('refused')], network }))).toMatchObject([
      { confidence: 'possible', params: { how: 'refused' } },
    ]);
  });

  test('of another destination is not named', () => {
    const outbound = [{ ...drop, destination: null, ports: [443] }];
    const endpoints = [unconnected('timeout', { host: 'a' }), fails('timeout')];
    expect(vmAgentPathBlocked(someFacts({ endpoints, network: { ...network, outbound } }))).toMatchObject([
      { params: { how: 'timeout' } },
    ]);
  });

  test('is all that there is to say where nothing was tested', () => {
    expect(vmAgentPathBlocked(someFacts({ network }))).toStrictEqual([
      {
        id: 'vm-agent-path-blocked',
        confidence: 'possible',
        endpoints: [],
        because: [],
        rank: 'state',
        weight: 2,
        params: { address: '168.63.129.16', how: 'rule', rule: '-j DROP' },
      },
    ]);
    expect(vmAgentPathBlocked(someFacts({ endpoints: [anEndpoint(PLATFORM)], network }))).toStrictEqual([]);
  });

  test('is normal where it is the agent’s own', () => {
    const outbound = [{ ...drop, action: 'accept', owner: true } as const, drop];
    expect(vmAgentPathBlocked(someFacts({ network: { ...network, outbound } }))).toStrictEqual([]);
  });
});

test('DNS that a filter inside the machine threw away is no way of the agent; without that proof it is one', () => {
  const dns = { status: 'failed', cause: 'local', probe: 4 } as const;
  const asked = unconnected('local', { host: '168.63.129.16', port: 53, service: 'platform', decidedBy: 4, dns });
  const of = (detail: object) =>
    vmAgentPathBlocked(someFacts({ endpoints: [asked], probes: [aProbe(4, { detail })] })).map(({ id }) => id);
  expect(of({ dropReason: 909 })).toEqual([]);
  expect(of({})).toEqual(['vm-agent-path-blocked']);
});
