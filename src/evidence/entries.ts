import type { BundleEntry, Refusal, Refused } from '../model/evidence.ts';
import { BUNDLES } from '../limits.ts';
import { normalize } from '../text/fold.ts';
import { onceFor } from '../text/once.ts';

/** Archives with more entries are not looked at any further. */
export const MOST_ENTRIES = BUNDLES.entries;
/** No system writes longer paths; of a longer one so much is kept. */
export const LONGEST_PATH = 1000;
/** The part of a path that is an archive inside the bundle, with what stands before it. */
const ARCHIVE_PART = /\.(?:zip|tar|tar\.gz|tgz|cab)\//u;

/** Small letters, forward slashes, composed characters: Windows, Linux and macOS write the same folder differently. */
export function normalPath(path: string): string {
  const slashes = path.replaceAll('\\', '/').replaceAll(/\/{2,}/gu, '/');
  return normalize(slashes.startsWith('./') ? slashes.slice(2) : slashes, 'NFC').toLowerCase();
}

/** The archive inside the bundle that holds a (normal) path; null for a file of the bundle itself. */
export function archiveOf(path: string): string | null {
  const found = ARCHIVE_PART.exec(path);
  return found === null ? null : path.slice(0, found.index + found[0].length - 1);
}

/** True for sizes that no honest file has. */
export function isBomb(size: number, packed: number): boolean {
  return size > BUNDLES.honest && size > packed * BUNDLES.ratio;
}

interface Sorted {
  readonly accepted: readonly BundleEntry[];
  readonly refused: readonly Refused[];
}

/** Parts the entries from those whose names leave the bundle's folder or whose sizes cannot be true; once for each list. */
export const acceptEntries = onceFor(sort);

function sort(entries: readonly BundleEntry[]): Sorted {
  const accepted: BundleEntry[] = [];
  const refused: Refused[] = [];
  let size = 0;
  for (const [index, entry] of entries.entries()) {
    const reason: Refusal | null =
      index >= MOST_ENTRIES
        ? { kind: 'too-many', most: MOST_ENTRIES }
        : (reasonToRefuse(entry) ??
          (size + writtenOf(entry) > BUNDLES.size ? { kind: 'too-large', most: BUNDLES.size } : null));
    if (reason === null) {
      accepted.push(entry);
      size += writtenOf(entry);
    } else refused.push({ path: entry.path.slice(0, LONGEST_PATH), reason });
  }
  return { accepted, refused };
}

/** Bytes that may be written out: of a file whose name alone is known none, whatever is claimed of it. */
function writtenOf({ size, flaw }: BundleEntry): number {
  return flaw === 'names-only' ? 0 : size;
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:/iu.test(path);
}

/** The name as the archive inside the bundle writes it; empty for a file of the bundle itself. */
function insideOf(path: string): string {
  const found = ARCHIVE_PART.exec(path.toLowerCase());
  return found === null ? '' : path.slice(found.index + found[0].length);
}

function reasonToRefuse({ path, size, packed, flaw }: BundleEntry): Refusal | null {
  if (path.length > LONGEST_PATH || path.includes('\0')) return { kind: 'name' };
  const slashes = path.replaceAll('\\', '/');
  if (slashes.split('/').includes('..')) return { kind: 'parent' };
  if (isAbsolute(slashes) || isAbsolute(insideOf(slashes))) return { kind: 'absolute' };
  if (flaw === 'bomb' || (packed !== null && isBomb(size, packed))) return { kind: 'bomb' };
  return null;
}
