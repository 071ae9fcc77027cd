import { isExpired } from './certificate-expired.ts';
import { causeOf, failureOf, unreachable, type Rule } from './facts.ts';

/** The certificate that came back is not the destination's: somebody opens the TLS connection on the way, or the CA bundle is old. */
export const tlsInspection: Rule = (facts) => {
  const untrusted = unreachable(facts).filter(
    (endpoint) => causeOf(endpoint) === 'tls_untrusted' && !isExpired(facts, endpoint),
  );
  const failing = [
    ...untrusted,
    // shown by the issuer alone, where the tool did not verify
    ...facts.endpoints.filter((endpoint) => endpoint.tls.status === 'intercepted' && !untrusted.includes(endpoint)),
  ];
  if (failing.length === 0) return [];
  const [issuer] = failing.flatMap(({ tls }) => tls.issuer ?? []);
  const params = issuer === undefined ? {} : { params: { issuer } };
  return [failureOf('tls-inspection', 'likely', failing, params)];
};
