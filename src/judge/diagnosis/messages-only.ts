import type { MessageFinding } from '../../model/finding.ts';
import type { Cause } from '../../model/probe.ts';
import { withVerdict } from '../../signatures/verdict.ts';
import type { Facts, Finding } from './facts.ts';
import { inOrder, paramsOf, rootCauseOf, signatureOf } from './from-messages.ts';
import { WITHOUT_ENDPOINTS } from './order.ts';

/** What failed, by its cause; any other is a failure of the connection. */
const KINDS: Partial<Record<Cause, string>> = {
  timeout: 'timeout',
  refused: 'refused',
  route: 'route',
  host_unreachable: 'route',
  tls_untrusted: 'tls',
  tls_handshake: 'tls',
  revocation: 'tls',
  dns: 'dns',
  dns_timeout: 'dns',
  dns_nxdomain: 'dns',
  dns_servfail: 'dns',
  dns_refused: 'dns',
  proxy_denied: 'proxy',
  proxy_auth: 'proxy',
  proxy_unreachable: 'proxy',
  proxy_dns: 'proxy',
  proxy_upstream: 'proxy',
};

/**
 * A text that holds known messages and no check at all: what they say is the conclusion. A failure that they tell is one, though
 * nobody knows of which destination; what only informs is told where nothing else of the text can be read.
 */
export function messagesOnly(facts: Facts, found: readonly Finding[]): Finding[] {
  if (facts.journal !== null || facts.probes.length > 0 || facts.endpoints.length > 0) return [];
  if (found.some(({ rank }) => rank !== 'remark')) return [];
  const open = inOrder(facts.findings.filter((message) => rootCauseOf(facts, message) === null));
  const failed = open.filter(({ verdict }) => verdict === 'unreachable' || verdict === 'indeterminate');
  if (failed.length > 0) return [told(failed, 'likely', 'failure', kindOf(facts, failed))];
  const others = open.filter(({ verdict }) => verdict !== 'reachable');
  return facts.recognised || others.length === 0 ? [] : [told(others, 'possible', 'state', 'note')];
}

function told(
  messages: readonly MessageFinding[],
  confidence: Finding['confidence'],
  rank: Finding['rank'],
  kind: string,
): Finding {
  const params = { ...paramsOf(messages), kind };
  return {
    id: 'messages-only',
    confidence,
    endpoints: [],
    because: [],
    messages,
    params,
    rank,
    weight: WITHOUT_ENDPOINTS.messagesOnly,
  };
}

/** What failed, where all of the messages tell the same. */
function kindOf(facts: Facts, messages: readonly MessageFinding[]): string {
  const kinds = new Set(
    messages.map((message) => {
      const signature = signatureOf(facts, message);
      const cause = signature === undefined ? null : withVerdict(signature, message.params['n']).cause;
      return KINDS[cause ?? 'other'] ?? 'connection';
    }),
  );
  const [only = 'connection', ...more] = kinds;
  return more.length === 0 ? only : 'connection';
}
