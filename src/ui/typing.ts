/** What takes letters; a switch, a choice of files and a button take none. */
const FIELD = 'textarea, select, input:not([type="checkbox"], [type="radio"], [type="file"])';

/** The reader is writing there. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(FIELD) !== null);
}
