/**
 * Characters that steer a terminal, a spreadsheet or the direction of a line rather than being read: controls (ESC among
 * them), formats (marks of direction and byte order, blanks of no width) and separators of lines.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A value as JSON that a terminal shows: what steers it stands escaped, as JSON.stringify alone does below U+0020. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(STEERING, (letters) =>
    Array.from({ length: letters.length }, (_, at) => escapeOf(letters.charCodeAt(at))).join(''),
  );
}

const STEERING = /[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu;

function escapeOf(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** A stranger's text as one line that shows all that it says: what cannot be seen becomes a blank. */
export function visible(text: string): string {
  return text.replaceAll(UNSEEN, ' ');
}
