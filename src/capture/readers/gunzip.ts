import { Gunzip } from 'fflate';
import type { Defect } from '../frame.ts';

/**
 * Unpacks gzip in pieces, several members one after the other as well. The browser's `DecompressionStream` is not used:
 * it gives up at a second member and at bytes behind the end, and does not say where.
 */
export class GzipSource {
  damage: Defect | null = null;
  #taken = 0;
  readonly #gunzip: Gunzip;

  constructor(into: (piece: Uint8Array) => void) {
    this.#gunzip = new Gunzip((piece) => {
      if (piece.length > 0) into(piece);
    });
  }

  push(piece: Uint8Array, last: boolean): void {
    if (this.damage !== null) return;
    this.#taken += piece.length;
    try {
      this.#gunzip.push(piece, last);
    } catch {
      this.damage = {
        offset: this.#taken - piece.length,
        message: last
          ? 'gzip のデータが途中で切れているか、末尾に余分なデータがあります。読み取れたところまでを表示します。'
          : 'gzip のデータが壊れています。ここから後は読み取れません。',
      };
    }
  }
}
