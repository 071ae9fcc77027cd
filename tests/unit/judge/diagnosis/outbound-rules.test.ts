import { describe, expect, test } from 'vitest';
import { platformRule, ruledOut } from '../../../../src/judge/diagnosis/outbound-rules.ts';
import { NO_NETWORK_SETTINGS } from '../../../../src/judge/no-settings.ts';
import type { OutboundRule } from '../../../../src/model/settings.ts';
import { anEndpoint, aProbe, failing, NO_PROXY, someFacts, unconnected } from '../../../support/facts.ts';

const rule = (more: Partial<OutboundRule> = {}): OutboundRule => ({
  chain: 1,
  action: 'drop',
  destination: null,
  ports: [443],
  owner: false,
  line: 1,
  text: '-j DROP',
  ...more,
});
const factsOf = (endpoint: ReturnType<typeof anEndpoint>, ...outbound: readonly OutboundRule[]) =>
  someFacts({ endpoints: [endpoint], network: { ...NO_NETWORK_SETTINGS, outbound } });
const ruled = (...given: Parameters<typeof factsOf>) => ruledOut(factsOf(...given)).map((one) => one.rule);
const silent = unconnected('timeout', { dns: { addresses: ['20.1.2.3'] } });

describe('what fails as a rule lets it fail is that rule’s', () => {
  test.each([
    ['any address on its port', rule()],
    ['any port of its address', rule({ destination: '20.1.2.3', ports: null })],
    ['its network', rule({ destination: '20.0.0.0/8' })],
    ['everything', rule({ ports: null })],
  ])('dropped: %s', (_, one) => {
    expect(ruled(silent, one)).toEqual([one]);
    expect(ruled(failing('timeout', { dns: { addresses: ['20.1.2.3'] } }), one)).toEqual([one]);
  });

  test.each(['local', 'other'] as const)('dropped: %s', (cause) => {
    const one = rule();
    expect(ruled(unconnected(cause), one)).toEqual([one]);
  });

  test.each(['refused', 'host_unreachable', 'local', 'other'] as const)('rejected: %s', (cause) => {
    const one = rule({ action: 'reject' });
    expect(ruled(unconnected(cause), one)).toEqual([one]);
  });

  test('the last address of its network', () => {
    const one = rule({ destination: '0.0.0.0/24' });
    expect(ruled(unconnected('timeout', { dns: { addresses: ['0.0.0.255'] } }), one)).toEqual([one]);
  });

  test('of the platform, to which no proxy leads', () => {
    const one = rule({ ports: null });
    const facts = factsOf(failing('timeout', { service: 'platform' }), one);
    expect(ruledOut({ ...facts, proxy: { ...NO_PROXY, https: 'http://a:1' } })).toHaveLength(1);
  });

  test('the first rule of a chain counts, and every chain', () => {
    const [accept, drop] = [rule({ action: 'accept' }), rule()];
    expect(ruled(silent, drop, accept)).toEqual([drop]);
    expect(ruled(silent, accept, drop)).toEqual([]);
    expect(ruled(silent, accept, { ...drop, chain: 2 })).toEqual([{ ...drop, chain: 2 }]);
  });
});

describe('no rule takes', () => {
  test.each([
    ['another port', silent, rule({ ports: [80] })],
    ['another address', silent, rule({ destination: '20.1.2.4' })],
    ['another network', silent, rule({ destination: '20.2.0.0/16' })],
    ['a name that is no address', silent, rule({ destination: 'contoso.example/8' })],
    ['silence, where it would reject', silent, rule({ action: 'reject' })],
    ['a refusal, where it would be silent', unconnected('refused'), rule()],
    ['what is only for some users', silent, rule({ owner: true })],
    ['what works', anEndpoint({}), rule()],
    ['a name that leads nowhere', unconnected('timeout', { dns: { cause: 'gateway' } }), rule()],
  ])('%s', (_, endpoint, one) => {
    expect(ruled(endpoint, one)).toEqual([]);
  });

  test.each(['1.2.3', '0.1.2.3.4', '0.0.0.256', '0.1.0.-1', '0.0.0.1e-1', 'a.example'])(
    'what is no IPv4 address: %s',
    (address) => {
      expect(ruled(unconnected('timeout', { host: address }), rule({ destination: '0.0.0.0/8' }))).toEqual([]);
    },
  );

  test('a network that is none', () => {
    expect(ruled(unconnected('timeout', { host: '0.0.0.1' }), rule({ destination: 'contoso.example/8' }))).toEqual([]);
  });

  test('what goes through a proxy', () => {
    const facts = factsOf(failing('timeout', { https: { probe: 1 } }), rule());
    expect(ruledOut({ ...facts, proxy: { ...NO_PROXY, https: 'http://a:1' } })).toEqual([]);
    expect(ruledOut({ ...facts, probes: [aProbe(1, { detail: { viaProxy: true } })] })).toEqual([]);
  });
});

describe('a rule against the platform', () => {
  const platform = (...outbound: readonly OutboundRule[]) =>
    platformRule(someFacts({ network: { ...NO_NETWORK_SETTINGS, outbound } }));
  const all = rule({ destination: '168.63.129.16', ports: null });

  test('is found where root may not pass either', () => {
    expect(platform(all)).toEqual(all);
    expect(platform(rule({ destination: '169.254.169.254', ports: null }))).toBeDefined();
  });

  test.each([
    ['the agent’s own, which lets root pass', [{ ...all, action: 'accept', owner: true } as const, all]],
    ['one that accepts', [{ ...all, action: 'accept' } as const]],
    ['one for a port', [{ ...all, ports: [53] }]],
    ['one for another address', [{ ...all, destination: '10.0.0.4' }]],
    ['one for any address', [{ ...all, destination: null }]],
  ])('is not %s', (_, rules) => {
    expect(platform(...rules)).toBeUndefined();
  });
});
