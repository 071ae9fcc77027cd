/** Tells whether a text matches a pattern. */
export type Wildcard = (text: string) => boolean;

/**
 * A pattern in which `*` stands for any characters, none included; everything else is literal and its case counts. So
 * `*.blob.core.windows.net` takes `.blob.core.windows.net` as well, and not `blob.core.windows.net`.
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

/**
 * Tells whether a text matches one of many patterns. Those without a star, or with one at their beginning alone, are
 * looked up, so a long list of them costs no more than a short one.
 * @param mostOthers patterns of any other form that are compared at most; the rest of them match nothing
 */
export function anyWildcard(patterns: Iterable<string>, mostOthers: number): Wildcard {
  const names = new Set<string>();
  const ends = new Set<string>();
  const others: Wildcard[] = [];
  for (const pattern of patterns) {
    const star = pattern.lastIndexOf('*');
    if (star < 0) names.add(pattern);
    else if (star === 0) ends.add(pattern.slice(1));
    else if (others.length < mostOthers) others.push(wildcard(pattern));
  }
  return (text) => names.has(text) || (ends.size > 0 && endsIn(text, ends)) || others.some((matches) => matches(text));
}

function endsIn(text: string, ends: ReadonlySet<string>): boolean {
  for (let at = 0; at <= text.length; at += 1) if (ends.has(text.slice(at))) return true;
  return false;
}
