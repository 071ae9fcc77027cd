import type { Lines } from './lines.ts';

/** Lines that are looked at; a prefix stands before all of them alike. */
const MOST_LINES = 64;
/** Fewer written lines may begin alike by chance. */
const LEAST_LINES = 3;
/** Of ten lines at least so many have it: others were added by hand or broken by a window. */
const OF_TEN = 7;
/** Characters that a prefix has at most: date, machine and program of a journal. */
const LONGEST = 120;
/** Behind one of these, or behind blanks, the line itself may begin. */
const ENDS = /^[|│┃┆¦>:#\])}*\-]$/u;
/** Signs with which tools begin their own lines (`* Trying`, `< HTTP/1.1`, `+ nc`): with nothing else they are no prefix. */
const SIGNS: ReadonlySet<string> = new Set(['*', '<', '>', '+', '-']);
/** A run of blanks, a number, a word, or one other character. */
const TOKEN = /[ \t]+|\d+|\p{L}+|[^]/uy;
const LETTER = /^\p{L}/u;
const BLANKS = ' ';
const NUMBER = '0';

interface Token {
  /** Blanks and numbers are alike, whatever their length and value. */
  readonly kind: string;
  readonly end: number;
}

/**
 * What stands before the lines of a text and is no part of them: a line number, a time stamp, the machine's name, a margin.
 * Its parts are compared by their form, so that a clock that goes on is one prefix.
 */
export class SharedPrefix {
  readonly #kinds: readonly string[];
  /** Blanks at its end that every line has; more of them are the line's own. */
  readonly #blanks: string;

  constructor(kinds: readonly string[], blanks: string) {
    this.#kinds = kinds;
    this.#blanks = blanks;
  }

  /** Where the line itself begins; 0 where the line does not have the prefix. */
  endIn(raw: string): number {
    let at = 0;
    for (const [index, kind] of this.#kinds.entries()) {
      if (index === this.#kinds.length - 1 && kind === BLANKS) {
        if (raw.startsWith(this.#blanks, at)) return at + this.#blanks.length;
        // an empty line ends with what is visible of the prefix
        return raw.slice(at).trim() === '' ? raw.length : 0;
      }
      at = endOf(kind, raw, at);
      if (at < 0) return 0;
    }
    return at;
  }
}

/** Where a part of this kind ends that begins here; -1 where another one stands. Every line is asked, so no expression is. */
function endOf(kind: string, raw: string, from: number): number {
  let at = from;
  if (kind === BLANKS) while (raw[at] === ' ' || raw[at] === '\t') at += 1;
  else if (kind === NUMBER) while (isDigit(raw, at)) at += 1;
  else if (raw.startsWith(kind, from)) at = from + kind.length;
  // a word ends where its letters do
  const isCut = at < raw.length && LETTER.test(kind) && LETTER.test(String.fromCodePoint(raw.codePointAt(at) ?? 0));
  return at === from || isCut ? -1 : at;
}

function isDigit(text: string, at: number): boolean {
  return at < text.length && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57;
}

/** Every prefix that most written lines share, the longest first; none where they begin differently. */
export function sharedPrefixes(lines: Lines): SharedPrefix[] {
  let group = sample(lines).map((raw): Place => ({ raw, at: 0 }));
  if (group.length < LEAST_LINES) return [];
  const least = Math.ceil((group.length * OF_TEN) / 10);
  const kinds: string[] = [];
  const found: SharedPrefix[] = [];
  for (;;) {
    const tokens = group.map(({ raw, at }) => tokenAt(raw, at));
    const kind = mostFrequent(tokens);
    if (kind === null) return found;
    const kept: Place[] = [];
    const blanks: string[] = [];
    for (const [index, { raw, at }] of group.entries()) {
      const token = tokens[index] ?? null;
      if (token?.kind === kind && token.end <= LONGEST) {
        kept.push({ raw, at: token.end });
        blanks.push(raw.slice(at, token.end));
      } else if (token === null && kind === BLANKS) kept.push({ raw, at });
    }
    if (kept.length < least) return found;
    group = kept;
    kinds.push(kind);
    if (kinds.some((one) => one !== BLANKS) && kinds.every((one) => one === BLANKS || SIGNS.has(one))) continue;
    if (kind === BLANKS) found.unshift(new SharedPrefix([...kinds], sharedHead(blanks)));
    else if (ENDS.test(kind)) found.unshift(new SharedPrefix([...kinds], ''));
  }
}

interface Place {
  readonly raw: string;
  readonly at: number;
}

/** Written lines from all parts of a text. */
function sample(lines: Lines): string[] {
  const step = Math.max(1, Math.floor(lines.count / MOST_LINES));
  const found: string[] = [];
  for (let line = 1; line <= lines.count && found.length < MOST_LINES; line += step) {
    const raw = lines.at(line).slice(0, LONGEST + 1);
    if (raw.trim() !== '') found.push(raw);
  }
  return found;
}

function tokenAt(raw: string, at: number): Token | null {
  if (at >= raw.length) return null;
  TOKEN.lastIndex = at;
  const [text = ''] = TOKEN.exec(raw) ?? [];
  if (text === '') return null;
  const first = text.charCodeAt(0);
  const kind = first === 32 || first === 9 ? BLANKS : first >= 48 && first <= 57 ? NUMBER : text;
  return { kind, end: at + text.length };
}

function mostFrequent(tokens: readonly (Token | null)[]): string | null {
  const counts = new Map<string, number>();
  let best: string | null = null;
  for (const token of tokens) {
    if (token === null) continue;
    const count = (counts.get(token.kind) ?? 0) + 1;
    counts.set(token.kind, count);
    if (best === null || count > (counts.get(best) ?? 0)) best = token.kind;
  }
  return best;
}

/** What all texts begin with. */
function sharedHead(texts: readonly string[]): string {
  return texts.reduce((shared, text) => {
    let length = 0;
    while (length < shared.length && shared[length] === text[length]) length += 1;
    return shared.slice(0, length);
  });
}
