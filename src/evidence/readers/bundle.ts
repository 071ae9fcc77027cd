import { BUNDLES } from '../../limits.ts';
import { isBomb } from '../entries.ts';
import type { BundleEntry } from '../../model/evidence.ts';

/** Paths of files, and how many bytes of each are wanted. */
export type Wanted = ReadonlyMap<string, number>;

/** An open archive: its list, and its files one at a time. */
export interface Bundle {
  readonly entries: readonly BundleEntry[];
  /** The content of a log, a capture or an archive; null for another file, an encrypted one, and one that is not there. */
  read(path: string): Promise<Blob | null>;
  /**
   * The contents of several such files, of each its first bytes, as many as are wanted; all are held at once. Those that
   * cannot be taken out are missing.
   */
  readAll(wanted: Wanted): Promise<ReadonlyMap<string, Blob>>;
  /** Those of some files whose data are not whole; null where the archive has no sums. */
  readonly damaged: ((paths: ReadonlySet<string>) => Promise<ReadonlySet<string>>) | null;
}

/** A bundle whose files are read one by one, and whose data nothing vouches for. */
export function bundleOf(
  entries: readonly BundleEntry[],
  read: (path: string, bytes: number) => Promise<Blob | null>,
): Bundle {
  return {
    entries,
    read: (path) => read(path, Infinity),
    async readAll(wanted) {
      const contents = new Map<string, Blob>();
      for (const [path, bytes] of wanted) {
        const blob = await read(path, bytes);
        if (blob !== null) contents.set(path, blob);
      }
      return contents;
    },
    damaged: null,
  };
}

/** Thrown for an archive that cannot be read; its message is for people. */
export class UnreadableBundle extends Error {
  override readonly name = 'UnreadableBundle';
}

export const BOMB = '展開後の大きさが異常です (圧縮爆弾の疑い)。';

/** Counts what an archive and those inside it write out, against what is stored of it. */
export class Written {
  readonly #stored: number;
  readonly #around: Written | null;
  #bytes = 0;
  #exceeded = false;

  /**
   * @param stored bytes of the archive
   * @param around the count of the archive in which it lies
   */
  constructor(stored: number, around: Written | null = null) {
    this.#stored = stored;
    this.#around = around;
  }

  /** It was too much. */
  get exceeded(): boolean {
    return this.#exceeded;
  }

  /** Bytes that are written out. @throws {UnreadableBundle} when no honest archive holds so many. */
  add(bytes: number): void {
    this.announce(bytes);
    this.#bytes += bytes;
    this.#around?.add(bytes);
  }

  /** Bytes that a name claims and that come later. @throws {UnreadableBundle} */
  announce(bytes: number): void {
    const total = this.#bytes + bytes;
    if (total > BUNDLES.size || isBomb(total, this.#stored)) {
      this.#exceeded = true;
      throw new UnreadableBundle(BOMB);
    }
    this.#around?.announce(bytes);
  }
}

/** Names are in UTF-8 where they read as it; else a Japanese Windows wrote them. */
export function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
}
