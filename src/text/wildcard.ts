/** Tells whether a text matches a pattern. */
export type Wildcard = (text: string) => boolean;

/**
 * A pattern in which `*` stands for any characters, none included; everything else is literal and its case counts.
 * Matching is leftmost search of the literal parts, so it is exact and takes time linear in the text.
 */
export function wildcard(pattern: string): Wildcard {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
  };
}
