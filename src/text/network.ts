/** Whether a network in CIDR notation holds an address; both are as people write them. */
export function networkHolds(network: string, address: string): boolean {
  const [base = '', length = '0'] = network.split('/');
  if (base.includes(':') !== address.includes(':')) return false;
  const shift = BigInt((base.includes(':') ? 128 : 32) - Number(length));
  return addressBits(base) >> shift === addressBits(address) >> shift;
}

/** An address as a number. */
export function addressBits(address: string): bigint {
  if (!address.includes(':'))
    return address.split('.').reduce((bits, part) => (bits << 8n) | BigInt(Number(part) & 255), 0n);
  const [head = '', tail] = address.split('::');
  const words = (text: string): number[] =>
    text === ''
      ? []
      : text.split(':').flatMap((word) => (word.includes('.') ? dotted(word) : [Number.parseInt(word, 16)]));
  const left = words(head);
  const right = tail === undefined ? [] : words(tail);
  const all = [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => 0), ...right];
  return all.slice(0, 8).reduce((bits, word) => (bits << 16n) | BigInt(word & 0xffff), 0n);
}

function dotted(text: string): number[] {
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
  return [(a << 8) | b, (c << 8) | d];
}
