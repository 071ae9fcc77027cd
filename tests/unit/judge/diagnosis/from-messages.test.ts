import { describe, expect, test } from 'vitest';
import {
  fromMessages,
  inOrder,
  layerOf,
  paramsOf,
  rootCauseOf,
} from '../../../../src/judge/diagnosis/from-messages.ts';
import type { Cause } from '../../../../src/model/probe.ts';
import { aFinding, aMessage, messagesKnown, someFacts } from '../../../support/facts.ts';

const knowledge = messagesKnown({
  'says-path': { rootCause: 'vm-agent-path-blocked' },
  'says-space': { rootCause: 'disk-space' },
  'says-nothing': { rootCause: 'nothing-tested' },
  'asks-in-vain': { rootCause: 'dns-server-unreachable', layer: 'dns' },
  'name-fails': { layer: 'dns', cause: 'dns_timeout' },
  'other-fails': { layer: 'service', cause: 'other' },
});
const journal = 'Agent';
const at = (clock: string): string => `2026-11-20T${clock}Z`;

describe('a message that names its root cause', () => {
  test('leads to it, with what it says of itself', () => {
    const first = aMessage('says-path', { line: 4, count: 3, firstAt: '2026-11-20T01:02:03Z' });
    const more = aMessage('says-path', { line: 9 });
    const [found, ...others] = fromMessages(someFacts({ findings: [more, first], journal, knowledge }), []);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ id: 'vm-agent-path-blocked', confidence: 'likely', rank: 'failure', endpoints: [] });
    expect(found?.messages).toEqual([first, more]);
    expect(found?.params).toEqual({ messages: 4, line: 4, since: '2026-11-20 01:02:03 UTC', how: 'message' });
  });

  test('does so beside commands of a terminal, too', () => {
    const findings = [aMessage('says-space')];
    expect(fromMessages(someFacts({ findings, knowledge }), []).map(({ id }) => id)).toEqual(['disk-space']);
  });

  test('is not said twice where the tests have shown it', () => {
    const tested = { ...aFinding('failure'), id: 'disk-space' };
    expect(fromMessages(someFacts({ findings: [aMessage('says-space')], knowledge }), [tested])).toEqual([]);
  });

  test('weighs less than any destination that was tested', () => {
    const findings = [aMessage('says-space')];
    for (const { weight } of fromMessages(someFacts({ findings, knowledge }), [])) expect(weight).toBeLessThan(1);
  });
});

test('a harmless message is no failure', () => {
  const facts = someFacts({ findings: [aMessage('says-nothing')], journal, knowledge });
  expect(fromMessages(facts, [])).toEqual([]);
  expect(rootCauseOf(facts, aMessage('says-nothing'))).toBe('nothing-tested');
});

describe('a failure that names no root cause', () => {
  const findings = [aMessage('name-fails', { verdict: 'unreachable' })];

  test('stands for that of its cause in a journal, and only possibly', () => {
    expect(fromMessages(someFacts({ findings, journal, knowledge }), [])).toMatchObject([
      { id: 'dns-server-unreachable', confidence: 'possible' },
    ]);
  });

  test('stands for none beside other commands, nor where it is no failure', () => {
    expect(fromMessages(someFacts({ findings, knowledge }), [])).toEqual([]);
    const open = [aMessage('name-fails', { verdict: 'indeterminate' })];
    expect(fromMessages(someFacts({ findings: open, journal, knowledge }), [])).toEqual([]);
  });

  test('of an unknown cause stands for none', () => {
    const other = [aMessage('other-fails', { verdict: 'unreachable' })];
    expect(fromMessages(someFacts({ findings: other, journal, knowledge }), [])).toEqual([]);
  });
});

test.each<[Cause, string]>([
  ['dns_timeout', 'dns-server-unreachable'],
  ['dns_servfail', 'dns-server-unreachable'],
  ['dns_refused', 'dns-server-unreachable'],
  ['dns', 'dns-server-unreachable'],
  ['dns_nxdomain', 'dns-record-missing'],
  ['tls_untrusted', 'tls-inspection'],
  ['tls_handshake', 'tls-handshake-fails'],
  ['revocation', 'revocation-unreachable'],
  ['proxy_denied', 'proxy-denies'],
  ['proxy_auth', 'proxy-requires-auth'],
  ['proxy_unreachable', 'proxy-unreachable'],
  ['proxy_upstream', 'proxy-cannot-reach'],
  ['route', 'route-missing'],
  ['local', 'local-firewall'],
])('in a journal %s stands for %s', (cause, id) => {
  const facts = someFacts({ journal, knowledge: messagesKnown({ fails: { layer: 'tcp', cause } }) });
  expect(rootCauseOf(facts, aMessage('fails', { verdict: 'unreachable' }))).toBe(id);
});

test('a message that nobody knows stands for nothing', () => {
  const facts = someFacts({ journal, knowledge });
  expect(rootCauseOf(facts, aMessage('unknown', { verdict: 'unreachable' }))).toBeNull();
  expect(layerOf(facts, aMessage('unknown'))).toBeNull();
  expect(layerOf(facts, aMessage('other-fails'))).toBe('service');
});

test('one of several messages that names the root cause makes it likely', () => {
  const findings = [
    aMessage('name-fails', { verdict: 'unreachable', line: 1 }),
    aMessage('asks-in-vain', { verdict: 'unreachable', line: 2 }),
  ];
  expect(fromMessages(someFacts({ findings, journal, knowledge }), [])).toMatchObject([
    { id: 'dns-server-unreachable', confidence: 'likely', messages: findings },
  ]);
});

test('the second one weighs hardly less than the first', () => {
  const findings = [aMessage('says-path', { line: 1 }), aMessage('says-space', { line: 2 })];
  const [first, second] = fromMessages(someFacts({ findings, journal, knowledge }), []);
  expect(first?.weight).toBeGreaterThan(second?.weight ?? Infinity);
  expect(second?.weight).toBeGreaterThan(0.3);
});

describe('what messages tell of themselves', () => {
  test.each<[string, Readonly<Record<string, string>>[], string | undefined]>([
    ['the host that the first of them names', [{}, { host: 'a.example' }, { host: 'b.example' }], 'a.example'],
    ['an address where none names a host', [{ ip: '10.0.0.1' }], '10.0.0.1'],
    ['the host before the address', [{ ip: '10.0.0.1', host: 'a.example' }], 'a.example'],
    ['nothing where none is named', [{ word: 'x' }], undefined],
  ])('%s', (_, all, host) => {
    const told = paramsOf(all.map((params) => aMessage('says-path', { params })));
    expect(told['host']).toBe(host);
    expect('host' in told).toBe(host !== undefined);
  });

  test('of none of them there is nothing to tell', () => {
    expect(paramsOf([])).toStrictEqual({ messages: 0 });
  });
});

describe('several symptoms, one cause', () => {
  const early = aMessage('name-fails', { verdict: 'unreachable', line: 9, firstAt: '2026-11-20T02:00:00Z' });
  const late = aMessage('says-path', { verdict: 'unreachable', line: 2, firstAt: '2026-11-20T11:00:30+09:00' });

  test('the one that was said first leads, whatever its zone and line', () => {
    const found = fromMessages(someFacts({ findings: [late, early], journal, knowledge }), []);
    const sorted = found.toSorted((a, b) => b.weight - a.weight).map(({ id }) => id);
    expect(sorted).toEqual(['dns-server-unreachable', 'vm-agent-path-blocked']);
  });

  test('by the moment and not by what the clock shows', () => {
    const west = { ...late, firstAt: '2026-11-19T21:00:30-05:00' };
    expect(inOrder([west, early])).toEqual([early, west]);
  });

  test('of one moment by their lines', () => {
    const again = { ...early, line: 4 };
    expect(inOrder([early, again]).map(({ line }) => line)).toEqual([4, 9]);
  });

  test('by their lines where one states no time', () => {
    expect(inOrder([early, { ...late, firstAt: null }]).map(({ line }) => line)).toEqual([2, 9]);
    expect(inOrder([early, late, { ...early, firstAt: null, line: 5 }]).map(({ line }) => line)).toEqual([2, 5, 9]);
  });
});

describe('a name that was asked for in vain, by whatever program', () => {
  const once = (clock: string, more = {}): ReturnType<typeof aMessage> =>
    aMessage('asks-in-vain', { firstAt: at(clock), lastAt: at(clock), line: 1, ...more });
  const failed = (clock: string): ReturnType<typeof aMessage> =>
    aMessage('says-space', { verdict: 'unreachable', firstAt: at(clock), lastAt: at(clock), line: 9 });
  const told = (...findings: ReturnType<typeof aMessage>[]): (readonly [string, string, string])[] =>
    fromMessages(someFacts({ findings, journal, knowledge }), [])
      .toSorted((a, b) => b.weight - a.weight)
      .map(({ id, confidence, rank }) => [id, confidence, rank] as const);

  test('is possibly the root cause where nothing else is told', () => {
    expect(told(once('02:00:00'))).toEqual([['dns-server-unreachable', 'possible', 'failure']]);
  });

  test('explains what fails within ten minutes after it', () => {
    const named = ['dns-server-unreachable', 'likely', 'failure'];
    const space = ['disk-space', 'likely', 'failure'];
    expect(told(once('02:00:00'), failed('02:00:30'))).toEqual([named, space]);
    expect(told(once('02:00:00'), failed('02:10:00'))).toEqual([named, space]);
  });

  test('explains what is only open, what fails at the same moment, and what goes on failing', () => {
    const [named, space] = [
      ['dns-server-unreachable', 'likely', 'failure'],
      ['disk-space', 'likely', 'failure'],
    ];
    const open = { ...failed('02:00:30'), verdict: 'indeterminate' as const };
    expect(told(once('02:00:00'), open)).toEqual([named, space]);
    expect(told(once('02:00:00'), failed('02:00:00'))).toEqual([named, space]);
    const goesOn = { ...failed('01:50:00'), lastAt: at('02:00:30') };
    expect(told(once('02:00:00'), goesOn)).toContainEqual(named);
    const asksOn = once('02:00:00', { count: 2, lastAt: at('05:00:00') });
    expect(told(asksOn, failed('02:00:30'))).toEqual([named, space]);
  });

  test('is more than that where a program says that the name failed', () => {
    const said = aMessage('name-fails', { verdict: 'unreachable', firstAt: at('02:00:01'), lastAt: at('02:00:01') });
    expect(told(once('02:00:00'), said)).toEqual([['dns-server-unreachable', 'likely', 'failure']]);
  });

  test('is told with its messages, and its weight is behind all that is known to fail', () => {
    const messages = [once('02:00:00', { count: 2, params: { host: 'a.example' } })];
    const facts = someFacts({ findings: [...messages, failed('01:00:00')], journal, knowledge });
    const [space, found] = fromMessages(facts, []).toSorted((a, b) => b.weight - a.weight);
    expect(space?.id).toBe('disk-space');
    expect(found).toMatchObject({ id: 'dns-server-unreachable', rank: 'remark', messages });
    expect(found?.params).toEqual({
      messages: 2,
      line: 1,
      since: '2026-11-20 02:00:00 UTC',
      host: 'a.example',
      how: 'message',
    });
    expect(found?.weight).toBeGreaterThan(0);
    expect(found?.weight).toBeLessThan(0.3);
  });

  test('is no remark beside what was seen to work', () => {
    const works = aMessage('other-fails', { verdict: 'reachable', firstAt: at('03:00:00') });
    expect(told(once('02:00:00'), works)).toEqual([['dns-server-unreachable', 'possible', 'failure']]);
  });

  test('is a remark beside what fails before it, or long after', () => {
    const rest = [
      ['disk-space', 'likely', 'failure'],
      ['dns-server-unreachable', 'possible', 'remark'],
    ];
    expect(told(once('02:00:00'), failed('02:10:01'))).toEqual(rest);
    expect(told(once('02:00:00'), failed('01:59:59'))).toEqual(rest);
  });

  test('has nothing to do with what fails within the machine', () => {
    const within = { ...failed('02:00:30'), verdict: 'informational' as const };
    expect(told(once('02:00:00'), within)).toContainEqual(['dns-server-unreachable', 'possible', 'remark']);
  });

  test('tells of the server itself where it goes on: ten times within an hour', () => {
    const often = (count: number, until: string): unknown =>
      told(once('02:00:00', { count, lastAt: at(until) }))[0]?.[1];
    expect(often(10, '03:00:00')).toBe('likely');
    expect(often(9, '03:00:00')).toBe('possible');
    expect(often(10, '03:00:01')).toBe('possible');
    expect(often(10, '02:00:00')).toBe('likely');
  });

  test('goes on in the messages that have a time', () => {
    const untimed = once('02:00:00', { firstAt: null, lastAt: null });
    expect(told(once('02:00:00', { count: 9, lastAt: at('02:30:00') }), untimed)).toEqual([
      ['dns-server-unreachable', 'likely', 'failure'],
    ]);
  });

  test.each([
    ['in its own zone', '2026-11-20T02:00:00Z', '2026-11-20T11:00:30+09:00'],
    ['as the clock shows, where one states no zone', '2026-11-20T02:00:00', '2026-11-20T02:00:30+09:00'],
  ])('is compared with what fails %s', (_, asked, fails) => {
    const failure = { ...failed('02:00:00'), firstAt: fails, lastAt: fails };
    expect(told(once('02:00:00', { firstAt: asked, lastAt: asked }), failure)).toContainEqual([
      'dns-server-unreachable',
      'likely',
      'failure',
    ]);
  });

  test('does not tell of the server where nobody knows how long it went on', () => {
    const untimed = once('02:00:00', { count: 10, firstAt: null, lastAt: null });
    expect(told(untimed)).toEqual([['dns-server-unreachable', 'possible', 'failure']]);
  });
});
