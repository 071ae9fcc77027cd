/**
 * Characters that steer a terminal, a spreadsheet or the direction of a line rather than being read: controls (ESC among
 * them), formats (marks of direction and byte order, blanks of no width) and separators of lines.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A stranger's text as one line that shows all that it says: what cannot be seen becomes a blank. */
export function visible(text: string): string {
  return text.replaceAll(UNSEEN, ' ');
}
