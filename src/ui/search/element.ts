/** An element with a class and a text. */
export function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.textContent = text;
  return made;
}

/** A text with words of it marked, in any case; the longest of those that begin at one place. */
export function marked(text: string, words: readonly string[]): (HTMLElement | string)[] {
  const folded = text.toLowerCase();
  // a letter that becomes two when it is made small would shift the places behind it
  if (words.length === 0 || folded.length !== text.length) return [text];
  const parts: (HTMLElement | string)[] = [];
  let from = 0;
  for (let at = 0; at < folded.length;) {
    const found = words.find((word) => folded.startsWith(word, at) && isWhole(folded, at, word));
    if (found === undefined) {
      at += 1;
      continue;
    }
    if (from < at) parts.push(text.slice(from, at));
    at += found.length;
    parts.push(element('mark', '', text.slice(at - found.length, at)));
    from = at;
  }
  return [...parts, text.slice(from)];
}

/** A Latin word or a number stands by itself. */
function isWhole(text: string, at: number, word: string): boolean {
  const joins = (a: string, b: string): boolean => /[a-z0-9]/u.test(a) && /[a-z0-9]/u.test(b);
  return !joins(text.charAt(at - 1), word.charAt(0)) && !joins(word.at(-1) ?? '', text.charAt(at + word.length));
}
