import type { Endpoint } from '../../src/model/endpoint.ts';
import { diagnose } from './analyzer.ts';

/** What a text shows of a destination's name, and that it shows nothing more. */
function shownOf({ host, port, dns, tcp, https, verdict }: Endpoint): string {
  const addresses = dns.addresses.length === 0 ? '' : ` ${dns.addresses.join(',')}${dns.private ? ' private' : ''}`;
  const more = tcp.status === 'not_run' && https.status === 'not_run' ? '' : ` TCP ${tcp.status} HTTPS ${https.status}`;
  return `${host}:${port} ${dns.status} ${dns.cause ?? ''}${addresses}${more} → ${verdict}`.replaceAll(/ {2,}/gu, ' ');
}

/** The destinations of a text, as lookups show them. */
export function lookups(text: string): string[] {
  return diagnose(text).endpoints.map(shownOf);
}
