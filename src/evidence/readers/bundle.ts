import type { BundleEntry } from '../entries.ts';

/** An open archive: its list, and its files one at a time. */
export interface Bundle {
  readonly entries: readonly BundleEntry[];
  /** The content of a log, a capture or an archive; null for another file, an encrypted one, and one that is not there. */
  read(path: string): Promise<Blob | null>;
}

/** Thrown for an archive that cannot be read; its message is for people. */
export class UnreadableBundle extends Error {
  override readonly name = 'UnreadableBundle';
}

/** Archives inside the archive that are listed as well, one level deep. */
export const MOST_NESTED = 20;
export const LARGEST_NESTED = 200 * 1024 * 1024;

/** Names are in UTF-8 where they read as it; else a Japanese Windows wrote them. */
export function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
}
