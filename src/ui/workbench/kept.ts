import type { WorkerSource } from '../worker/client.ts';

/** What the reader asked to keep in this tab; nothing is kept unasked. */
const KEPT = 'sotsu:kept';
/** Bytes, or letters, that are kept at most. */
export const MOST_KEPT = 4 * 1024 * 1024;

interface Entry {
  readonly name: string;
  readonly text?: string;
  /** Bytes, a letter for each. */
  readonly bytes?: string;
}

/** What this page knows to be kept: another input may have been shown since. */
let known: readonly WorkerSource[] | null = null;

/** These very sources are kept. */
export function areKept(sources: readonly WorkerSource[]): boolean {
  return known === sources;
}

/** Bytes or letters of sources. */
export function sizeOf(sources: readonly WorkerSource[]): number {
  return sources.reduce((sum, source) => sum + ('text' in source ? source.text.length : source.bytes.length), 0);
}

/** Keeps sources in this tab. @returns false where the browser does not take them. */
export function keep(sources: readonly WorkerSource[]): boolean {
  const entries = sources.map((source): Entry => {
    if ('text' in source) return source;
    let bytes = '';
    for (let at = 0; at < source.bytes.length; at += 8192)
      bytes += String.fromCharCode(...source.bytes.subarray(at, at + 8192));
    return { name: source.name, bytes };
  });
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(entries));
    known = sources;
    return true;
  } catch {
    forget();
    return false;
  }
}

/** Removes what was kept. */
export function forget(): void {
  known = null;
  try {
    sessionStorage.removeItem(KEPT);
  } catch {
    // where storage is forbidden nothing was kept
  }
}

/** What was kept in this tab; null where nothing was. */
export function kept(): readonly WorkerSource[] | null {
  try {
    const entries = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as readonly Entry[] | null;
    known =
      entries?.map(({ name, text, bytes = '' }) =>
        text === undefined ? { name, bytes: Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)) } : { name, text },
      ) ?? null;
  } catch {
    known = null;
  }
  return known;
}

/** Something is kept in this tab. */
export function isAnyKept(): boolean {
  try {
    return sessionStorage.getItem(KEPT) !== null;
  } catch {
    return false;
  }
}
