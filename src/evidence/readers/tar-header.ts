import { decodeName } from './bundle.ts';

export const BLOCK = 512;

/** True for the first block of a tar file. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= BLOCK && head[0] !== 0 && isHeader(head.subarray(0, BLOCK));
}

/** True for a header; its checksum counts its own field as blanks. */
export function isHeader(block: Uint8Array): boolean {
  let sum = 0;
  for (let at = 0; at < BLOCK; at += 1) sum += at >= 148 && at < 156 ? 32 : (block[at] ?? 0);
  return sum === numberAt(block, 148, 8);
}

/** The name of a header; GNU uses the field of the prefix for other things. */
export function nameOf(block: Uint8Array): string {
  const short = textAt(block, 0, 100);
  const prefix = textAt(block, 257, 6) === 'ustar' ? textAt(block, 345, 155) : '';
  return prefix === '' ? short : `${prefix}/${short}`;
}

export function textAt(block: Uint8Array, at: number, length: number): string {
  const bytes = block.subarray(at, at + length);
  const end = bytes.indexOf(0);
  return decodeName(end < 0 ? bytes : bytes.subarray(0, end));
}

/** An octal number; a size beyond 8 GB is binary (GNU). */
export function numberAt(block: Uint8Array, at: number, length: number): number {
  if (((block[at] ?? 0) & 0x80) !== 0) {
    let value = 0;
    for (let n = at + 1; n < at + length; n += 1) value = value * 256 + (block[n] ?? 0);
    return value;
  }
  const value = Number.parseInt(textAt(block, at, length).trim(), 8);
  return Number.isNaN(value) ? 0 : value;
}

/** Records of a pax header, `length key=value`, one to a line. */
export function paxRecords(text: string): Map<string, string> {
  const records = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [blank, equals] = [line.indexOf(' '), line.indexOf('=')];
    if (blank > 0 && equals > blank) records.set(line.slice(blank + 1, equals), line.slice(equals + 1));
  }
  return records;
}
