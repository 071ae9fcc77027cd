import { failureOf, isSunk, unreachable, type Rule } from './facts.ts';
import { BESIDE_ENDPOINTS } from './order.ts';

/** A DNS server or a hosts file answers with an address behind which nobody stands, so that the name is blocked. */
export const dnsSinkhole: Rule = (facts) => {
  const failing = unreachable(facts).filter(isSunk);
  if (failing.length === 0) return [];
  const [address] = failing.flatMap(({ dns }) => dns.addresses);
  const params = address === undefined ? {} : { params: { address } };
  return [failureOf('dns-sinkhole', 'certain', failing, { weight: BESIDE_ENDPOINTS.named, ...params })];
};
