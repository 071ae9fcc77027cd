/** A row of what PowerShell prints or exports as a table: its values by the names of their columns, in small letters. */
interface Row {
  /** Lines below the one with the names. */
  readonly offset: number;
  readonly values: ReadonlyMap<string, string>;
}

/** The rows of a table, and how many lines it takes with its head. */
export interface Rows {
  readonly lines: number;
  readonly rows: readonly Row[];
}

/** The text of a line, counted from the one with which the table begins; empty behind the end of the log. */
type LineAt = (offset: number) => string;

const LONGEST_LINE = 4096;
const MOST_ROWS = 1000;

/**
 * What `Format-Table` and `Select-Object` print: names, dashes below them, rows. Words stand at the left end of their dashes,
 * numbers and booleans at the right one. A row in which a value stands below no dashes has lost its blanks: it is read
 * by order where it has as many values as there are columns, else not at all.
 */
export function printedRows(at: LineAt): Rows | null {
  const dashes = wordsOf(at(1));
  if (dashes.length === 0 || !dashes.every(({ text }) => DASHES.test(text))) return null;
  const names = wordsOf(at(0));
  if (names.length !== dashes.length) return null;
  const columns = names.map(({ text }, index) => ({ ...(dashes[index] ?? NO_WORD), text: text.toLowerCase() }));
  const rows: Row[] = [];
  let lines = 2;
  while (rows.length < MOST_ROWS) {
    const words = wordsOf(at(lines));
    if (words.length === 0 || words.every(({ text }) => DASHES.test(text))) break;
    const values = printedRow(words, columns);
    if (values === null) break;
    rows.push({ offset: lines, values });
    lines += 1;
  }
  return { lines, rows };
}

interface Word {
  readonly text: string;
  /** Columns of the console, where Japanese characters take two. */
  readonly from: number;
  readonly to: number;
}

const NO_WORD: Word = { text: '', from: 0, to: 0 };
const DASHES = /^-{2,64}$/u;

function wordsOf(line: string): Word[] {
  if (line.length > LONGEST_LINE) return [];
  const words: Word[] = [];
  let text = '';
  let from = 0;
  let column = 0;
  const close = (): void => {
    if (text !== '') words.push({ text, from, to: column });
    text = '';
  };
  for (const c of line) {
    if (c === ' ' || c === '\t') close();
    else {
      if (text === '') from = column;
      text += c;
    }
    column += (c.codePointAt(0) ?? 0) < 0x1100 || c === '…' ? 1 : 2;
  }
  close();
  return words;
}

/** The values of a row; null for a line that is none. */
function printedRow(words: readonly Word[], columns: readonly Word[]): Map<string, string> | null {
  const values = new Map<string, string>();
  let placed = 0;
  let last: Word | null = null;
  let own: string | null = null;
  for (const word of words) {
    const column = columns.find(({ from, to }) => word.from === from || word.to === to);
    if (column !== undefined) placed += 1;
    // the second word of a value
    const name: string | null = column?.text ?? (last !== null && word.from === last.to + 1 ? own : null);
    if (name === null) return inOrder(words, columns);
    const before = values.get(name);
    values.set(name, before === undefined ? word.text : `${before} ${word.text}`);
    [last, own] = [word, name];
  }
  // as many values as columns, and not all of them in their places: a mail took blanks away
  return placed < words.length && words.length === columns.length ? inOrder(words, columns) : values;
}

function inOrder(words: readonly Word[], columns: readonly Word[]): Map<string, string> | null {
  if (words.length !== columns.length) return null;
  return new Map(columns.map(({ text }, index) => [text, words[index]?.text ?? '']));
}

/** What `Export-Csv` and `ConvertTo-Csv` write, with any delimiter, with quotes or (PowerShell 7) without. */
export function exportedRows(at: LineAt): Rows | null {
  const head = at(0).trim();
  const delimiter = [',', ';', '\t'].find((sign) => head.includes(sign));
  if (delimiter === undefined) return null;
  const names = fieldsOf(head, delimiter).map((name) => name.toLowerCase());
  if (names.length < 2 || !names.every((name) => NAME.test(name))) return null;
  const rows: Row[] = [];
  let lines = 1;
  while (rows.length < MOST_ROWS) {
    const line = at(lines).trim();
    const fields = fieldsOf(line, delimiter);
    // what was cut off is missing in a row of quoted fields; without quotes it may be another text
    const cut = fields.length < names.length && line.startsWith('"') && head.startsWith('"');
    if (fields.length !== names.length && !cut) break;
    rows.push({ offset: lines, values: new Map(names.map((name, index) => [name, fields[index] ?? ''])) });
    lines += 1;
  }
  return { lines, rows };
}

const NAME = /^[a-z][\w ()-]{0,63}$/u;

/** The fields of a line; a quote that is never closed reaches to the end. */
function fieldsOf(line: string, delimiter: string): string[] {
  if (line === '' || line.length > LONGEST_LINE) return [];
  const fields: string[] = [];
  let at = 0;
  while (at <= line.length) {
    let field = '';
    if (line.charAt(at) === '"') {
      let end = line.indexOf('"', at + 1);
      while (end >= 0 && line.charAt(end + 1) === '"') end = line.indexOf('"', end + 2);
      if (end < 0) end = line.length;
      field = line.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      const end = line.indexOf(delimiter, at);
      field = line.slice(at, end < 0 ? line.length : end).trim();
      at = end < 0 ? line.length : end;
    }
    fields.push(field);
    if (at >= line.length) return fields;
    if (line.charAt(at) !== delimiter) return [];
    at += 1;
    if (at === line.length) return [...fields, ''];
  }
  return fields;
}
