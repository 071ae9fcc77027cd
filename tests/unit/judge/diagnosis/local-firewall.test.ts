import { expect, test } from 'vitest';
import { localFirewall } from '../../../../src/judge/diagnosis/local-firewall.ts';
import { NO_NETWORK_SETTINGS } from '../../../../src/judge/no-settings.ts';
import { anEndpoint, aProbe, failing, someFacts, unconnected } from '../../../support/facts.ts';

test('the machine itself refuses the connection', () => {
  const endpoints = [failing('local', { host: 'a', decidedBy: 3 }), unconnected('local', { host: 'b', decidedBy: 1 })];
  expect(localFirewall(someFacts({ endpoints: [...endpoints, failing('timeout')] }))).toStrictEqual([
    { id: 'local-firewall', confidence: 'likely', endpoints, because: [1, 3], rank: 'failure', weight: 2.5 },
  ]);
});

test.each([
  ['it is an address of the platform, which has a cause of its own', failing('local', { service: 'platform' })],
  ['another cause', failing('timeout')],
  ['the name leads nowhere', failing('local', { dns: { cause: 'gateway' } })],
  ['it works', anEndpoint({ https: { cause: 'local' } })],
])('not where %s', (_, endpoint) => {
  expect(localFirewall(someFacts({ endpoints: [endpoint] }))).toStrictEqual([]);
});

const RULE = {
  chain: 1,
  action: 'drop',
  destination: null,
  ports: [443],
  owner: false,
  line: 9,
  text: '-A OUTPUT -j DROP',
} as const;
const network = { ...NO_NETWORK_SETTINGS, outbound: [RULE] };

test('a rule of its firewall stops what fails so, and is named', () => {
  const silent = unconnected('timeout', { host: 'a', decidedBy: 2 });
  expect(localFirewall(someFacts({ endpoints: [silent], network }))).toStrictEqual([
    {
      id: 'local-firewall',
      confidence: 'likely',
      endpoints: [silent],
      because: [2],
      rank: 'failure',
      weight: 1.5,
      params: { how: 'rule', rule: '-A OUTPUT -j DROP' },
    },
  ]);
  const local = unconnected('local', { host: 'b', port: 3260 });
  expect(localFirewall(someFacts({ endpoints: [silent, local], network }))).toMatchObject([
    { endpoints: [local, silent], params: { how: 'rule' } },
  ]);
});

test('a rule alone says nothing', () => {
  expect(localFirewall(someFacts({ endpoints: [anEndpoint({})], network }))).toStrictEqual([]);
  expect(localFirewall(someFacts({ network }))).toStrictEqual([]);
});

test('what a rule stops of the platform has a cause of its own', () => {
  const endpoints = [unconnected('timeout', { service: 'platform' })];
  expect(localFirewall(someFacts({ endpoints, network }))).toStrictEqual([]);
});

test('a packet that a filter of Windows threw away leaves no doubt, and is told with its reason', () => {
  const endpoints = [unconnected('local', { decidedBy: 4 })];
  const drops = [{ id: 1207, name: 'INET_ReceiveInspection', text: 'WFP', firewall: true as const }];
  const of = (detail: object) =>
    localFirewall(
      someFacts({
        endpoints,
        probes: [aProbe(4, { detail })],
        knowledge: { traces: { drops, components: [], providers: [] } },
      }),
    )[0];
  expect(of({ dropReason: 1207, droppedBy: 'tcpip.sys' })).toMatchObject({
    id: 'local-firewall',
    confidence: 'certain',
    params: { how: 'drop', reason: 'INET_ReceiveInspection', meaning: 'WFP', driver: 'tcpip.sys' },
  });
  expect(of({ dropReason: 9 })?.params).toEqual({ how: 'drop', reason: '9', meaning: '', driver: '' });
  expect(of({})).toMatchObject({ confidence: 'likely' });
});

test('DNS that it threw away is told as such, of the platform as well; a connection is told first', () => {
  const drops = [{ id: 909, name: 'NL_InspectionDrop', text: 'WFP', firewall: true as const }];
  const dns = { status: 'failed', cause: 'local', probe: 4 } as const;
  const asked = unconnected('local', { host: '168.63.129.16', port: 53, service: 'platform', decidedBy: 4, dns });
  const connection = unconnected('local', { decidedBy: 5 });
  const probes = [
    aProbe(4, { detail: { server: '168.63.129.16', dropReason: 909, droppedBy: 'tcpip.sys' } }),
    aProbe(5, { detail: { dropReason: 909 } }),
  ];
  const of = (endpoints: readonly (typeof asked)[]) =>
    localFirewall(someFacts({ endpoints, probes, knowledge: { traces: { drops, components: [], providers: [] } } }))[0];
  const why = { reason: 'NL_InspectionDrop', meaning: 'WFP' };
  expect(of([asked])).toMatchObject({
    confidence: 'certain',
    endpoints: [asked],
    params: { how: 'drop-dns', server: '168.63.129.16', ...why, driver: 'tcpip.sys' },
  });
  const port = unconnected('local', { host: '168.63.129.16', port: 80, service: 'platform', decidedBy: 5 });
  expect(of([port])).toBeUndefined();
  expect(of([asked, connection])?.params).toEqual({ how: 'drop', ...why, driver: '' });
});

test('what shows the reason is told, where another one does not; a server that is not named is none', () => {
  const endpoints = [
    unconnected('local', { host: 'a', decidedBy: 4 }),
    unconnected('local', { host: 'b', decidedBy: 5 }),
  ];
  const traces = { drops: [], components: [], providers: [] };
  const probes = [aProbe(4, {}), aProbe(5, { detail: { dropReason: 9 } })];
  expect(localFirewall(someFacts({ endpoints, probes, knowledge: { traces } }))).toMatchObject([
    { confidence: 'certain', endpoints, params: { how: 'drop', reason: '9' } },
  ]);
  const dns = { status: 'failed', cause: 'local', probe: 5 } as const;
  const asked = [unconnected('local', { port: 53, decidedBy: 5, dns })];
  expect(localFirewall(someFacts({ endpoints: asked, probes, knowledge: { traces } }))[0]?.params).toEqual({
    how: 'drop-dns',
    server: '',
    reason: '9',
    meaning: '',
    driver: '',
  });
});
