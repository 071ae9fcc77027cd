import type { Conversation } from '../model/capture.ts';

type Ends = Pick<Conversation, 'protocol' | 'a' | 'aPort' | 'b' | 'bPort'>;

/** Wireshark's display filter for a conversation. It is made of addresses and numbers alone. */
export function wiresharkFilter({ protocol, a, aPort, b, bPort }: Ends): string {
  const addresses = `${addressTerm(a)} && ${addressTerm(b)}`;
  if (aPort === null || bPort === null) return protocol === 'icmp' ? `${addresses} && (icmp || icmpv6)` : addresses;
  return `${addresses} && ${protocol}.port == ${aPort} && ${protocol}.port == ${bPort}`;
}

/** Wireshark's display filter for all that goes to or from an address. */
export function addressTerm(address: string): string {
  return `${address.includes(':') ? 'ipv6' : 'ip'}.addr == ${address}`;
}
