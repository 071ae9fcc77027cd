import { failureOf, isTlsOff, unreachable, type Rule } from './facts.ts';
import { BESIDE_ENDPOINTS, STATES } from './order.ts';

/** The registry switches TLS 1.2 off for outgoing connections, so the machine offers nothing that Azure accepts. */
export const tls12Disabled: Rule = (facts) => {
  if (facts.tls['tls12']?.client !== 'disabled') return [];
  const failing = unreachable(facts).filter((endpoint) => isTlsOff(facts, endpoint));
  if (failing.length > 0) return [failureOf('tls12-disabled', 'certain', failing, { weight: BESIDE_ENDPOINTS.named })];
  // where nothing was tested, it is all that there is to say
  const rank = facts.endpoints.length === 0 ? 'state' : 'remark';
  return [
    {
      id: 'tls12-disabled',
      confidence: 'possible',
      endpoints: [],
      because: [],
      rank,
      weight: STATES['tls12-disabled'],
    },
  ];
};
