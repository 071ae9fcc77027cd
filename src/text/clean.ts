import type { Lines } from './lines.ts';
import type { SharedPrefix } from './shared-prefix.ts';

/** What must be cleaned away before a line is read. */
const CONTROL =
  // eslint-disable-next-line no-control-regex -- these are the characters to look for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u00A0\uFEFF\u200B\u200E\u200F\u202A-\u202E\u2013\u2014\u2018\u2019\u201C\u201D\u3000\uFF01-\uFF5E]/;

/** What word processors, chats and input methods write for signs and letters of ASCII. */
const DRESSED = /[\u2013\u2014\u2018\u2019\u201C\u201D\u3000\uFF01-\uFF5E]/gu;
const PLAIN: Readonly<Record<string, string>> = {
  '\u2013': '-',
  '\u2014': '-',
  '\u2018': "'",
  '\u2019': "'",
  '\u201C': '"',
  '\u201D': '"',
  '\u3000': ' ',
};
/** From a full-width letter to its own. */
const FULL_WIDTH = 0xfee0;

/** Lines that are kept as they are read. */
const RECENT = 16;

/** The blank that mail programs write for the second of two. */
const NO_BREAK = '\u00A0';

/**
 * What `CONTROL` has beside the blank: sequences of a terminal (CSI, up to their letter), control characters other than
 * the tab, and the marks of byte order and direction that copies carry along.
 */
const REMOVED =
  // eslint-disable-next-line no-control-regex -- these are the characters to look for
  /\u001B\[[^@-~]*[@-~]?|[\u0000-\u0008\u000A-\u001F\u007F\uFEFF\u200B\u200E\u200F\u202A-\u202E]/g;

/** Lines as the analysis reads them: without what stands before all of them, terminal colours and control characters. */
export class CleanLines {
  readonly lines: Lines;
  readonly #begins: Begins;
  /** True when no line needs cleaning, so offsets are the reader's own. */
  readonly #plain: boolean;
  /** The lines that were read last: each is asked for by itself and by those before it. */
  readonly #last: { line: number; text: string }[] = Array.from({ length: RECENT }, () => ({ line: 0, text: '' }));

  /** @param prefix what stands before the lines, beside the quote marks of a mail */
  constructor(lines: Lines, prefix: SharedPrefix | null = null) {
    this.lines = lines;
    const quoted = isQuoted(lines);
    this.#begins = quoted ? quoteEnd : prefix === null ? atOnce : (raw) => prefix.endIn(raw);
    this.#plain = this.#begins === atOnce && !CONTROL.test(lines.text);
  }

  /** The text of a line; empty when there is no such line. */
  at(line: number): string {
    const known = this.#last[line % RECENT];
    if (known === undefined || line < 1) return '';
    if (known.line !== line) {
      const raw = this.lines.at(line);
      known.line = line;
      known.text = this.#plain ? raw : cleanText(raw, this.#begins);
    }
    return known.text;
  }

  /** The first character of a line, for which no text of the line is made; the line end where it is empty. */
  firstOf(line: number): number {
    return this.#plain ? this.lines.text.charCodeAt(this.lines.startOf(line)) : this.at(line).charCodeAt(0);
  }

  /** Leads an offset in the cleaned text of a line back to the reader's own line. */
  originOf(line: number, offset: number): number {
    return this.#plain ? offset : originOf(this.lines.at(line), this.#begins, offset);
  }
}

/** True when most of the written lines are quoted with `>`, as a mail program does. */
export function isQuoted(lines: Lines): boolean {
  if (!hasQuoteMark(lines.text)) return false;
  let written = 0;
  let quoted = 0;
  const last = Math.min(lines.count, 400);
  for (let line = 1; line <= last; line += 1) {
    const text = lines.at(line);
    if (text.trim() === '') continue;
    written += 1;
    if (text.charCodeAt(0) === 62) quoted += 1;
    // PowerShell goes on behind `>>`; a mail would have quoted its prompt, too
    else if (text.startsWith('PS ') && text.includes('>') && lines.at(line + 1).startsWith('>>')) return false;
  }
  return written >= 3 && quoted * 10 >= written * 7;
}

/** True when some line but the first begins with `>`. */
function hasQuoteMark(text: string): boolean {
  for (let at = text.indexOf('>', 1); at > 0; at = text.indexOf('>', at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before === 10 || before === 13) return true;
  }
  return false;
}

/** The text of a line as the analysis reads it; the very line when there is nothing to clean. */
export function cleanText(raw: string, begins: Begins = atOnce): string {
  const from = begins(raw);
  const own = from === 0 ? raw : raw.slice(from);
  return CONTROL.test(own) ? undressed(own.replaceAll(REMOVED, '').replaceAll(NO_BREAK, ' ')) : own;
}

/** Signs and letters as ASCII has them, one for one. */
export function undressed(text: string): string {
  return text.replaceAll(DRESSED, (c) => PLAIN[c] ?? String.fromCharCode(c.charCodeAt(0) - FULL_WIDTH));
}

/** Leads an offset in the cleaned text of a line back to the line itself. */
export function originOf(raw: string, begins: Begins, offset: number): number {
  const from = begins(raw);
  let removed = from;
  for (const { 0: piece, index } of raw.slice(from).matchAll(REMOVED)) {
    if (from + index - removed > offset) break;
    removed += piece.length;
  }
  return Math.min(raw.length, offset + removed);
}

/** Where a line itself begins. */
type Begins = (raw: string) => number;

function atOnce(): number {
  return 0;
}

/** Where a line begins behind the quote marks of a mail. */
export function quoteEnd(raw: string): number {
  let at = 0;
  while (raw.charCodeAt(at) === 62) {
    at += 1;
    if (raw.charCodeAt(at) === 32 && raw.charCodeAt(at + 1) === 62) at += 1;
  }
  return at > 0 && raw.charCodeAt(at) === 32 ? at + 1 : at;
}
