import type { CaptureSummary, DnsLookup } from '../../model/capture.ts';

/** Names that were asked for and did not come to an address. */
export function failedLookups({ dns }: CaptureSummary): DnsLookup[] {
  return dns.filter(({ rcode, addresses, queries }) => queries > 0 && addresses.length === 0 && rcode !== 'NOERROR');
}
