import type { Endpoint } from '../../model/endpoint.ts';
import { causeOf, failureOf, isNamedBy, unreachable, type Facts, type Rule } from './facts.ts';

const ID = 'certificate-expired';

/** A message says that the certificate is not valid at this time; another issuer than the destination's is TLS inspection all the same. */
export function isExpired(facts: Facts, endpoint: Endpoint): boolean {
  return (
    causeOf(endpoint) === 'tls_untrusted' && endpoint.tls.status !== 'intercepted' && isNamedBy(facts, endpoint, ID)
  );
}

/** The period of validity of a certificate does not hold the machine's time. */
export const certificateExpired: Rule = (facts) => {
  const failing = unreachable(facts).filter((endpoint) => isExpired(facts, endpoint));
  return failing.length === 0 ? [] : [failureOf(ID, 'likely', failing)];
};
