import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/judge/diagnosis/index.ts';
import type { Facts } from '../../../../src/judge/diagnosis/facts.ts';
import {
  aMessage,
  anAccount,
  anEndpoint,
  aProbe,
  failing,
  messagesKnown,
  NO_PROXY,
  someFacts,
  unconnected,
  unnamed,
} from '../../../support/facts.ts';

const ids = (facts: Partial<Facts>) => diagnose(someFacts(facts)).map(({ id }) => id);
const on = (server: string) => ({ enabled: true, server });
const accounts = [anAccount('current-user', on('a:1')), anAccount('local-system', on('b:1'))];
const works = anEndpoint({ https: { status: 'reachable' } });
const resolves = anEndpoint({ host: 'r', dns: { status: 'resolved' } });
const missing = aProbe(1, { tool: 'nc', status: 'not_run', cause: 'tool_missing' });
const sunk = failing('refused', { dns: { status: 'resolved', cause: 'gateway' } });

describe('each root cause leads where it is the only one', () => {
  test.each<[string, Partial<Facts>]>([
    ['dns-server-unreachable', { endpoints: [unnamed('dns_timeout')] }],
    ['dns-record-missing', { endpoints: [unnamed('dns_nxdomain'), resolves] }],
    ['dns-sinkhole', { endpoints: [sunk] }],
    ['vm-agent-path-blocked', { endpoints: [unconnected('timeout', { host: '168.63.129.16', service: 'platform' })] }],
    ['local-firewall', { endpoints: [failing('local')] }],
    ['route-missing', { endpoints: [unconnected('route')] }],
    ['proxy-denies', { endpoints: [failing('proxy_denied')] }],
    ['proxy-requires-auth', { endpoints: [failing('proxy_auth')] }],
    ['proxy-unreachable', { endpoints: [failing('proxy_unreachable')] }],
    ['proxy-cannot-reach', { endpoints: [failing('proxy_upstream')] }],
    ['proxy-half-configured', { endpoints: [failing('timeout')], proxy: { ...NO_PROXY, state: 'http_only' } }],
    [
      'proxy-bypass-covers',
      {
        endpoints: [failing('timeout', { host: 'a.example' })],
        proxy: { ...NO_PROXY, accounts: [anAccount('current-user', { ...on('a:1'), bypass: ['*.example'] })] },
      },
    ],
    [
      'tls12-disabled',
      { endpoints: [failing('tls_handshake')], tls: { tls12: { client: 'disabled', server: 'default' } } },
    ],
    ['tls-inspection', { endpoints: [failing('tls_untrusted')] }],
    ['gateway-block-page', { endpoints: [failing('gateway')] }],
    ['tls-handshake-fails', { endpoints: [failing('tls_handshake')] }],
    ['revocation-unreachable', { endpoints: [failing('revocation')] }],
    ['connection-stalls', { endpoints: [failing('stalled')] }],
    ['private-endpoint', { endpoints: [failing('timeout', { dns: { private: true, status: 'resolved' } })] }],
    ['proxy-in-use', { endpoints: [works], proxied: true, proxy: { ...NO_PROXY, https: 'http://p:1' } }],
    ['firewall-blocks-service', { endpoints: [failing('timeout')] }],
    ['destination-refuses', { endpoints: [failing('empty_reply')] }],
    ['log-incomplete', { endpoints: [works], complete: false }],
    ['all-reachable', { endpoints: [works] }],
    ['tool-missing', { probes: [missing] }],
    ['mixed-result', { endpoints: [works, anEndpoint({ verdict: 'indeterminate' })] }],
    ['nothing-tested', {}],
    ['log-unrecognised', { recognised: false }],
  ])('%s', (id, facts) => {
    expect(ids(facts)[0]).toBe(id);
  });

  test.each<[string, Partial<Facts>]>([
    ['proxy-accounts-differ', { proxy: { ...NO_PROXY, accounts } }],
    ['proxy-bypass-missing', { proxy: { ...NO_PROXY, accounts } }],
    ['proxy-not-enabled', { proxy: { ...NO_PROXY, accounts: [anAccount('current-user', { server: 'a:1' })] } }],
  ])('%s only follows, as a remark', (id, facts) => {
    expect(ids({ ...facts, endpoints: [works] })[0]).toBe('all-reachable');
    expect(ids(facts)).toContain(id);
  });
});

test('what an agent says of its own failures follows what was tested and what was told', () => {
  const knowledge = messagesKnown({ agent: { layer: 'service', cause: null }, named: { rootCause: 'disk-space' } });
  const told = { journal: 'Agent', knowledge, findings: [aMessage('agent'), aMessage('named', { line: 2 })] };
  const ranks = (facts: Parameters<typeof someFacts>[0]) =>
    diagnose(someFacts(facts)).map(({ id, confidence }) => `${id} ${confidence}`);
  expect(ranks(told)).toEqual(['disk-space likely', 'agent-error possible']);
  expect(ranks({ ...told, findings: [aMessage('agent')], endpoints: [failing('timeout')] })).toEqual([
    'firewall-blocks-service possible',
    'agent-error possible',
  ]);
  expect(ranks({ ...told, findings: [aMessage('agent')] })).toEqual(['agent-error likely']);
});

describe('the order', () => {
  test('failures come before the state of the log, and remarks last, whatever they weigh', () => {
    expect(ids({ endpoints: [works, failing('timeout')], probes: [missing], complete: false })).toEqual([
      'firewall-blocks-service',
      'log-incomplete',
      'tool-missing',
    ]);
  });

  test('also where the rule of the remark is asked first', () => {
    const hidden = anEndpoint({ dns: { status: 'resolved', private: true } });
    const tls = { tls12: { client: 'disabled', server: 'default' } } as const;
    expect(ids({ endpoints: [hidden, failing('empty_reply')], tls })).toEqual([
      'destination-refuses',
      'tls12-disabled',
      'private-endpoint',
    ]);
  });

  test('of two failures the one that explains more leads', () => {
    const [one, two] = [failing('proxy_denied'), failing('tls_untrusted')];
    expect(ids({ endpoints: [one, two, two] })).toEqual(['tls-inspection', 'proxy-denies']);
    expect(ids({ endpoints: [one, one, two] })).toEqual(['proxy-denies', 'tls-inspection']);
  });

  test('of a log that is not recognised nothing else is said', () => {
    expect(ids({ recognised: false, endpoints: [failing('timeout')] })).toEqual(['log-unrecognised']);
  });
});

test('its words are filled in', () => {
  const knowledge = {
    diagnoses: [
      {
        id: 'nothing-tested',
        stage: 'result',
        title: ['T'],
        cause: ['N'],
        summary: ['S'],
        why: ['W'],
        steps: [{ text: ['Do {x}', 'Do it'] }],
      },
    ],
  };
  expect(diagnose(someFacts({ knowledge }))).toStrictEqual([
    {
      id: 'nothing-tested',
      confidence: 'possible',
      because: [],
      params: { reachable: 0, unreachable: 0 },
      steps: [{ text: 'Do it', command: null, platform: 'any' }],
      next: ['Do it'],
      title: 'T',
      name: 'N',
      summary: 'S',
      why: 'W',
    },
  ]);
});
