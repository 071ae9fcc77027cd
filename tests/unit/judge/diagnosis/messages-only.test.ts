import { MESSAGES_ALONE, UNRECOGNISED } from '#locale/report.ts';
import { describe, expect, test } from 'vitest';
import type { Signature } from '../../../../src/knowledge/types.ts';
import { diagnose } from '../../../../src/judge/diagnosis/index.ts';
import { messagesOnly } from '../../../../src/judge/diagnosis/messages-only.ts';
import type { MessageFinding } from '../../../../src/model/finding.ts';
import type { Cause } from '../../../../src/model/probe.ts';
import { analyzer } from '../../../support/analyzer.ts';
import { aFinding, aMessage, anEndpoint, aProbe, messagesKnown, someFacts } from '../../../support/facts.ts';

const ranges: Signature['ranges'] = [{ from: 110, to: 111, verdict: 'unreachable', cause: 'timeout' }];
const knowledge = messagesKnown({
  mount: { layer: 'tcp', cause: null, ranges },
  refused: { layer: 'tcp', cause: 'refused' },
  named: { layer: 'tls', rootCause: 'tls-inspection' },
  note: { layer: 'tls', cause: null },
});
const failed = (signature: string, more: Partial<MessageFinding> = {}) =>
  aMessage(signature, { verdict: 'unreachable', ...more });
const only = (...findings: MessageFinding[]) => messagesOnly(someFacts({ recognised: false, findings, knowledge }), []);

describe('a text with messages and no check', () => {
  test('a failure that they tell is the conclusion', () => {
    const findings = [failed('mount', { line: 4, count: 2, params: { n: '110' } })];
    expect(only(...findings)).toStrictEqual([
      {
        id: 'messages-only',
        confidence: 'likely',
        endpoints: [],
        because: [],
        messages: findings,
        params: { messages: 2, line: 4, kind: 'timeout' },
        rank: 'failure',
        weight: 0.05,
      },
    ]);
  });

  test('what is open is one as well, whether the text is recognised or not', () => {
    const findings = [aMessage('mount', { verdict: 'indeterminate', params: { n: '112' } })];
    for (const recognised of [true, false])
      expect(messagesOnly(someFacts({ recognised, findings, knowledge }), [])).toMatchObject([
        { rank: 'failure', params: { kind: 'connection' } },
      ]);
  });

  test.each<[string, readonly Cause[]]>([
    ['timeout', ['timeout']],
    ['refused', ['refused']],
    ['route', ['route', 'host_unreachable']],
    ['tls', ['tls_untrusted', 'tls_handshake', 'revocation']],
    ['dns', ['dns', 'dns_timeout', 'dns_nxdomain', 'dns_servfail', 'dns_refused']],
    ['proxy', ['proxy_denied', 'proxy_auth', 'proxy_unreachable', 'proxy_dns', 'proxy_upstream']],
    ['connection', ['other', 'reset', 'stalled', 'local']],
  ])('the kind %s', (kind, causes) => {
    for (const cause of causes) {
      const known = messagesKnown({ x: { layer: 'tcp', cause } });
      const found = messagesOnly(someFacts({ findings: [failed('x')], knowledge: known }), []);
      expect(found[0]?.params?.['kind'], cause).toBe(kind);
    }
  });

  test('messages of two kinds are failures of the connection', () => {
    const [found] = only(failed('mount', { params: { n: '110' } }), failed('refused', { line: 2 }));
    expect(found?.params).toMatchObject({ kind: 'connection', messages: 2 });
  });

  test('one that is not known is a failure of the connection', () => {
    expect(only(failed('new'))[0]?.params).toMatchObject({ kind: 'connection' });
  });

  test('what only informs is told where nothing else can be read', () => {
    const findings = [aMessage('note')];
    expect(only(...findings)).toMatchObject([
      { confidence: 'possible', rank: 'state', messages: findings, params: { kind: 'note' } },
    ]);
    expect(messagesOnly(someFacts({ findings, knowledge }), [])).toEqual([]);
    expect(only(aMessage('note', { verdict: 'not_run' }))).toHaveLength(1);
  });

  test('good news is none, and a message with a root cause of its own has that', () => {
    expect(only(aMessage('refused', { verdict: 'reachable' }))).toEqual([]);
    expect(only(failed('named'))).toEqual([]);
  });
});

test('none beside a check, in a journal, and where a cause is known', () => {
  const facts = { findings: [failed('refused')], knowledge };
  expect(messagesOnly(someFacts({ ...facts, probes: [aProbe(1)] }), [])).toEqual([]);
  expect(messagesOnly(someFacts({ ...facts, endpoints: [anEndpoint({})] }), [])).toEqual([]);
  expect(messagesOnly(someFacts({ ...facts, journal: 'Agent' }), [])).toEqual([]);
  expect(messagesOnly(someFacts(facts), [aFinding('failure')])).toEqual([]);
  expect(messagesOnly(someFacts(facts), [aFinding('state')])).toEqual([]);
  expect(messagesOnly(someFacts(facts), [aFinding('remark')])).toHaveLength(1);
});

test('it leads in place of a text that cannot be read', () => {
  const facts = someFacts({ recognised: false, findings: [failed('refused')], knowledge });
  expect(diagnose(facts).map(({ id }) => id)).toEqual(['messages-only']);
});

test('a failure that the kernel tells, alone, is red and says that something failed', () => {
  const text = '[ 6328.381224] CIFS: VFS: Error connecting to socket. Aborting operation.\n';
  const { report } = analyzer.analyzeText('x.log', text);
  expect([report.tone, report.diagnosis[0]?.id]).toEqual(['ng', 'messages-only']);
  expect(report.diagnosis[0]?.params['kind']).toBe('connection');
  expect(report.diagnosis[0]?.lines).toEqual([1]);
});

test('a text of messages alone is called so, and a text of nothing known is not', () => {
  const titleOf = (text: string): string => analyzer.analyzeText('x.log', text).report.recognised.title;
  expect(titleOf('CIFS: VFS: Error connecting to socket. Aborting operation.\n')).toBe(MESSAGES_ALONE);
  expect(titleOf('the quick brown fox\n')).toBe(UNRECOGNISED);
});
