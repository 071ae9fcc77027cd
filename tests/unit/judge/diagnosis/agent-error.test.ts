import { describe, expect, test } from 'vitest';
import { agentError } from '../../../../src/judge/diagnosis/agent-error.ts';
import { aFinding, aMessage, anEndpoint, aProbe, messagesKnown, someFacts } from '../../../support/facts.ts';

const knowledge = messagesKnown({
  agent: { layer: 'service', cause: null },
  tool: { layer: 'tls', cause: 'tls_handshake' },
  named: { rootCause: 'disk-space' },
});
const findings = [aMessage('agent', { line: 3, count: 2 })];

describe('in the log of an agent', () => {
  test('what it says of its own failures is the cause where no other is known', () => {
    expect(agentError(someFacts({ findings, journal: 'Agent', knowledge }), [])).toStrictEqual([
      {
        id: 'agent-error',
        confidence: 'likely',
        endpoints: [],
        because: [],
        messages: findings,
        params: { messages: 2, line: 3, journal: 'Agent' },
        rank: 'failure',
        weight: 0.1,
      },
    ]);
  });

  test('it is told beside what was tested as well', () => {
    const facts = { findings, journal: 'Agent', knowledge, endpoints: [anEndpoint({})], probes: [aProbe(1)] };
    expect(agentError(someFacts(facts), [])).toHaveLength(1);
  });

  test('behind another cause it is what follows', () => {
    const facts = someFacts({ findings, journal: 'Agent', knowledge });
    expect(agentError(facts, [aFinding('failure')])).toMatchObject([{ rank: 'remark', confidence: 'possible' }]);
    expect(agentError(facts, [aFinding('remark')])).toMatchObject([{ rank: 'failure' }]);
  });

  test('any message counts, but for good news and those with a cause of their own', () => {
    const of = (...ids: string[]) =>
      agentError(someFacts({ findings: ids.map((id) => aMessage(id)), journal: 'A', knowledge }), []);
    expect(of('tool')).toHaveLength(1);
    expect(of('named')).toEqual([]);
    const good = [aMessage('agent', { verdict: 'reachable' })];
    expect(agentError(someFacts({ findings: good, journal: 'A', knowledge }), [])).toEqual([]);
  });

  test('an answer counts where its message says that something after it failed', () => {
    const marked = messagesKnown({ mount: { layer: 'tcp', cause: 'ok', finding: true } });
    const mount = [aMessage('mount', { verdict: 'reachable' })];
    const of = (journal: string | null) =>
      agentError(someFacts({ findings: mount, journal, knowledge: marked }), []).map(({ confidence }) => confidence);
    expect(of('ILR')).toEqual(['likely']);
    expect(of(null)).toEqual([]);
  });
});

describe('in another text', () => {
  test('only the messages of agents and services count', () => {
    const [found, ...others] = agentError(someFacts({ findings, knowledge }), []);
    expect(others).toEqual([]);
    expect(found?.params).toStrictEqual({ messages: 2, line: 3 });
    expect(agentError(someFacts({ findings: [aMessage('tool')], knowledge }), [])).toEqual([]);
  });

  test('none beside what was tested', () => {
    expect(agentError(someFacts({ findings, endpoints: [anEndpoint({})], knowledge }), [])).toEqual([]);
    expect(agentError(someFacts({ findings, probes: [aProbe(1)], knowledge }), [])).toEqual([]);
  });
});
