import { ITEM_STATUSES } from '#locale/bundle.ts';
import type { ItemResult } from '../model/evidence.ts';

/** What the status of an item says: that something is missing is bad only where it is asked for. */
export function markOf(
  { status }: Pick<ItemResult, 'status'>,
  lacks: boolean,
): { kind: string; sign: string; word: string } {
  const mark = ITEM_STATUSES[status];
  return status === 'missing' && !lacks ? { kind: 'no', sign: '-', word: mark.word } : mark;
}
