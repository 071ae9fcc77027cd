import type { ForeignFormat } from '../knowledge/types.ts';

/** True when a file starts as a format does. */
export function hasMagic({ magic, offset }: Pick<ForeignFormat, 'magic' | 'offset'>, head: Uint8Array): boolean {
  for (let n = 0; n * 2 < magic.length; n += 1) {
    const pair = magic.slice(n * 2, n * 2 + 2);
    if (pair !== '..' && head[offset + n] !== Number.parseInt(pair, 16)) return false;
  }
  return true;
}
