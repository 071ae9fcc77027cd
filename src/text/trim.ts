/** A text without the characters of `before` at its beginning and those of `behind` at its end. */
export function trimmed(text: string, before: string, behind: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && before.includes(text.charAt(start))) start += 1;
  while (end > start && behind.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
