import { indexWithin, isNamePart, isWide } from '../chars.ts';

/** A word of a text that could be a name: letters, digits, `_`, `-`, and dots between them. */
export interface Atom {
  readonly start: number;
  readonly end: number;
  readonly dotted: boolean;
}

/** The words of a line. Latin names in Japanese sentences are parted from the sentence. */
export function atomsOf(text: string): Atom[] {
  const found: Atom[] = [];
  for (let at = 0; at < text.length;) {
    if (!isNamePart(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    let end = at;
    let wide = false;
    while (end < text.length) {
      const c = text.charCodeAt(end);
      if (isNamePart(c)) wide ||= c >= 0x80;
      else if (c !== 46 || !isNamePart(text.charCodeAt(end + 1))) break;
      end += 1;
    }
    if (wide) mixed(text, at, end, found);
    else add(text, at, end, found);
    at = end;
  }
  return found;
}

function add(text: string, from: number, to: number, found: Atom[]): void {
  let [start, end] = [from, to];
  while (start < end && (text.charCodeAt(start) === 45 || text.charCodeAt(start) === 46)) start += 1;
  while (end > start && (text.charCodeAt(end - 1) === 45 || text.charCodeAt(end - 1) === 46)) end -= 1;
  if (start >= end) return;
  found.push({ start, end, dotted: indexWithin(text, '.', start, end) >= 0 });
}

/** Japanese and Latin letters without a blank between them: a sentence with names in it, or a name of both. */
function mixed(text: string, start: number, end: number, found: Atom[]): void {
  for (let at = start; at < end;) {
    const stop = indexWithin(text, '.', at, end);
    if (stop < 0) {
      scripts(text, at, end, found);
      return;
    }
    const first = nameStart(text, at, stop);
    scripts(text, at, first, found);
    let last = stop;
    while (last < end && text.charCodeAt(last) === 46) {
      const next = indexWithin(text, '.', last + 1, end);
      last = next < 0 ? lastLabelEnd(text, last + 1, end) : next;
    }
    if (last > first) found.push({ start: first, end: last, dotted: true });
    at = Math.max(last, at + 1);
  }
}

/** A name begins behind the last particle of the sentence. */
function nameStart(text: string, from: number, to: number): number {
  for (let at = to; at > from; at -= 1) if (isHiragana(text.charCodeAt(at - 1))) return at;
  return from;
}

/** The last label ends where the script changes, or where a sentence goes on. */
function lastLabelEnd(text: string, from: number, to: number): number {
  const latin = !isWide(text.charCodeAt(from));
  let at = from;
  while (at < to && (latin ? !isWide(text.charCodeAt(at)) : at === from || !isHiragana(text.charCodeAt(at)))) at += 1;
  return at;
}

/** Latin words in a text without dots. */
function scripts(text: string, start: number, end: number, found: Atom[]): void {
  for (let at = start; at < end;) {
    const wide = isWide(text.charCodeAt(at));
    let stop = at;
    while (stop < end && isWide(text.charCodeAt(stop)) === wide) stop += 1;
    if (!wide) add(text, at, stop, found);
    at = stop;
  }
}

function isHiragana(c: number): boolean {
  return c >= 0x3041 && c <= 0x309f;
}
