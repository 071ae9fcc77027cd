import { causeOf, failureOf, unreachable, type Rule } from './facts.ts';

/** The certificate that came back is not trusted: somebody opens the TLS connection on the way, or the CA bundle is old. */
export const tlsInspection: Rule = (facts) => {
  const failing = unreachable(facts).filter((endpoint) => causeOf(endpoint) === 'tls_untrusted');
  return failing.length === 0 ? [] : [failureOf('tls-inspection', 'likely', failing)];
};
