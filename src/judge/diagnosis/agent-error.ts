import type { MessageFinding } from '../../model/finding.ts';
import type { Facts, Finding } from './facts.ts';
import { inOrder, layerOf, paramsOf, rootCauseOf, signatureOf } from './from-messages.ts';
import { WITHOUT_ENDPOINTS } from './order.ts';

/**
 * What an agent or an event log says of its own failures, where no other root cause explains it. Behind a named cause it is
 * what follows from it.
 */
export function agentError(facts: Facts, found: readonly Finding[]): Finding[] {
  // beside what was tested, messages without a cause of their own are listed and no more
  if (facts.journal === null && (facts.endpoints.length > 0 || facts.probes.length > 0)) return [];
  const messages = inOrder(facts.findings.filter((message) => isOwn(facts, message)));
  if (messages.length === 0) return [];
  const explained = found.some(({ rank }) => rank === 'failure');
  return [
    {
      id: 'agent-error',
      confidence: explained ? 'possible' : 'likely',
      endpoints: [],
      because: [],
      messages,
      params: { ...paramsOf(messages), ...(facts.journal === null ? {} : { journal: facts.journal }) },
      rank: explained ? 'remark' : 'failure',
      weight: WITHOUT_ENDPOINTS.agentError,
    },
  ];
}

/** The message of a service or an agent that tells of something wrong; in its own log any message is one. */
function isOwn(facts: Facts, message: MessageFinding): boolean {
  // good news, unless it is marked as a finding: the destination answered, and what comes after it failed
  if (message.verdict === 'reachable' && signatureOf(facts, message)?.finding !== true) return false;
  if (rootCauseOf(facts, message) !== null) return false;
  return facts.journal !== null || layerOf(facts, message) === 'service';
}
