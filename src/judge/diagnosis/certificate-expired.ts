import type { Endpoint } from '../../model/endpoint.ts';
import { causeOf, failureOf, isNamedBy, messagesNaming, probeOf, unreachable, type Facts, type Rule } from './facts.ts';
import { WITHOUT_ENDPOINTS } from './order.ts';

const ID = 'certificate-expired';

/** A message says that the certificate is not valid at this time; another issuer than the destination's is TLS inspection all the same. */
export function isExpired(facts: Facts, endpoint: Endpoint): boolean {
  return (
    causeOf(endpoint) === 'tls_untrusted' &&
    endpoint.tls.status !== 'intercepted' &&
    (isNamedBy(facts, endpoint, ID) || probeOf(facts, endpoint.https.probe)?.detail.expired === true)
  );
}

/**
 * The period of validity of a certificate does not hold the machine's time: that of a destination, else one that a list of
 * certificates shows.
 */
export const certificateExpired: Rule = (facts) => {
  const failing = unreachable(facts).filter((endpoint) => isExpired(facts, endpoint));
  if (failing.length > 0) return [failureOf(ID, 'likely', failing)];
  const messages = messagesNaming(facts, ID);
  const [listed] = messages;
  if (listed === undefined) return [];
  const { word: certificate = '', text: until = '' } = listed.params;
  return [
    failureOf(ID, 'likely', [], {
      weight: WITHOUT_ENDPOINTS.listed,
      params: { by: 'message', ...(until === '' ? {} : { certificate, until }) },
      messages,
    }),
  ];
};
