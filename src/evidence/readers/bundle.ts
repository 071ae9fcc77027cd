import { BUNDLES } from '../../limits.ts';
import { isBomb } from '../entries.ts';
import type { BundleEntry, Fault, Flaw } from '../../model/evidence.ts';

/** Takes the content of one file in pieces, so that none is held as a whole. */
export interface FileSink {
  /**
   * Takes the next bytes, which are the sink's only until it returns.
   * @returns false when nothing that follows is wanted
   */
  push(piece: Uint8Array): boolean;
  /**
   * @param whole false where the data are not what the archive says of them
   * @param flaw what is wrong then: damaged where it is left out
   */
  end(whole: boolean, flaw?: Flaw): void;
}

/** An open archive: its list, and its files one at a time. */
export interface Bundle {
  readonly entries: readonly BundleEntry[];
  /** The content of a file that can be diagnosed, or of an archive; null for another file, an encrypted one, and one that is not there. */
  read(path: string): Promise<Blob | null>;
  /**
   * Pours the contents of several such files into sinks, one after the other. The sink of a file that cannot be taken out
   * is ended as not whole, or never asked for.
   */
  pour(paths: ReadonlySet<string>, into: (path: string) => FileSink): Promise<void>;
  /** Those of some files whose data are not whole; null where the archive has no sums. */
  readonly damaged: ((paths: ReadonlySet<string>) => Promise<ReadonlySet<string>>) | null;
}

/** A bundle whose files are read one by one, and whose data nothing vouches for. */
export function bundleOf(entries: readonly BundleEntry[], read: (path: string) => Promise<Blob | null>): Bundle {
  return {
    entries,
    read,
    async pour(paths, into) {
      for (const path of paths) {
        const blob = await read(path);
        if (blob === null) continue;
        const sink = into(path);
        const reader = blob.stream().getReader();
        for (;;) {
          const { done, value } = await reader.read();
          if (done || !sink.push(value)) break;
        }
        await reader.cancel();
        sink.end(true);
      }
    },
    damaged: null,
  };
}

/** The content of one file of a bundle that pours; null where not all of it comes. */
export async function contentOf(pour: Bundle['pour'], path: string): Promise<Blob | null> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const state = { whole: false };
  await pour(new Set([path]), () => ({
    push(piece) {
      pieces.push(piece.slice());
      return true;
    },
    end(whole) {
      state.whole = whole;
    },
  }));
  return state.whole ? new Blob(pieces) : null;
}

/** Thrown for an archive that cannot be read. */
export class UnreadableBundle extends Error {
  override readonly name = 'UnreadableBundle';
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.kind);
    this.fault = fault;
  }
}

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
      throw new UnreadableBundle({ kind: 'bomb' });
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
