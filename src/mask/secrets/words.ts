import { isBlank } from '../chars.ts';

/** A word of a command line: `start` and `end` include its quotes, `from` and `to` do not. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** The words of a line as a shell parts them, quotes respected. Escaped quotes stay within their word. */
export function shellWords(text: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    if (isBlank(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const start = at;
    let quote = '';
    while (at < text.length) {
      const c = text.charAt(at);
      if (quote === '') {
        if (isBlank(text.charCodeAt(at))) break;
        if (c === '"' || c === "'") quote = c;
      } else if (c === quote) quote = '';
      at += 1;
    }
    const first = text.charAt(start);
    const quoted = (first === '"' || first === "'") && text.charAt(at - 1) === first && at - start > 1;
    words.push({ start, end: at, from: quoted ? start + 1 : start, to: quoted ? at - 1 : at });
  }
  return words;
}
