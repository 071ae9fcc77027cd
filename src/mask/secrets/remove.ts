import { REMOVED, type NameBook, type SecretKind } from '../book.ts';
import type { Line } from '../line.ts';

/** Removes a secret, with what other rules have removed of it; nothing is left of it on either side. */
export function remove(line: Line, book: NameBook, kind: SecretKind, start: number, end: number): void {
  if (start >= end || line.isClaimed(start)) return;
  const secret = line.text.slice(start, end);
  if (secret === REMOVED) return;
  book.secret(kind, secret);
  line.absorb(start, end, REMOVED);
}
