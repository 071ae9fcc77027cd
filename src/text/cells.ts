import { visible } from './visible.ts';

/** What a spreadsheet takes for the beginning of a formula, in any width; `−` is the sign that mathematics uses. */
const FORMULA = /^[=+\-@−]/u;

/** A text of one line that a spreadsheet shows and never runs. */
function inert(text: string): string {
  const plain = visible(text).trim();
  return FORMULA.test(plain.slice(0, 2).normalize('NFKC')) ? `'${plain}` : plain;
}

/** A cell between tabs: one that began with a quote would take in the cells after it. */
export function tsvCell(text: string): string {
  const plain = inert(text);
  return plain.startsWith('"') ? `'${plain}` : plain;
}

/** A cell of a CSV file (RFC 4180). */
export function csvCell(text: string): string {
  const plain = inert(text);
  return /[",]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Rows with their cells as text for a spreadsheet's clipboard. */
export function toTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(tsvCell).join('\t')).join('\n');
}

/** Rows with their cells as a CSV file. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** What Markdown and HTML would read. */
const MARKUP = /[\\`*[\]|~!#$]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Where the words of a text end, for those who look for addresses in it. */
const BOUNDARY = /([\s()<>[\]\u3001\u3002\u300c\u300d|`]+)/u;
/** What readers of Markdown make a link or a mention of by themselves, escaped or not. */
const AUTOMATIC = /:\/\/|www\.|mailto:|@|#\d/iu;

/**
 * A stranger's text as Markdown shows it, letter for letter and in one line: no link, no image, no markup.
 * @param inTable a bar ends a cell of a table, even within code
 */
export function markdownText(text: string, inTable = false): string {
  return visible(text)
    .trim()
    .split(BOUNDARY)
    .map((word) => (AUTOMATIC.test(word) ? markdownCode(word, inTable) : escaped(word)))
    .join('')
    .replace(/^(?:[-+]|\d+[.)])(?=\s)/u, '\\$&');
}

function escaped(text: string): string {
  return text.replaceAll(MARKUP, '\\$&').replaceAll(/[&<>]/gu, (letter) => ENTITIES[letter] ?? letter);
}

/** A text as code, within which Markdown reads nothing. */
export function markdownCode(text: string, inTable = false): string {
  const plain = visible(text).trim();
  if (plain === '') return '';
  const runs = plain.match(/`+/gu) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const pad = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${inTable ? plain.replaceAll('|', '\\|') : plain}${pad}${fence}`;
}

/** A stranger's text within HTML, between tags or in a quoted attribute: one line, no markup. */
export function htmlText(text: string): string {
  return visible(text)
    .trim()
    .replaceAll(/[&<>"']/gu, (letter) => ENTITIES[letter] ?? letter);
}
