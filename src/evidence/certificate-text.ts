import type { CertificateText } from '../knowledge/types.ts';

/** A certificate as `certutil -store` or `Get-ChildItem Cert:` prints it. */
export interface Certificate {
  readonly subject: string;
  /** 40 hexadecimal digits in capital letters. */
  readonly thumbprint: string | null;
  /** Milliseconds since the epoch; null where the output does not tell. */
  readonly notAfter: number | null;
  /** The line that shows its subject, else its first one; 1-based within the text. */
  readonly line: number;
}

type Field = 'subject' | 'thumbprint' | 'notAfter';

/** The rules, made ready for many lines. */
interface Labels {
  readonly fields: ReadonlyMap<string, Field>;
  readonly date: RegExp;
  readonly afternoon: ReadonlySet<string>;
}

/** Twenty bytes in hexadecimal, with or without something between them. */
const HASH = /(?<![0-9a-f])(?:[0-9a-f]{2}[ :-]?){19}[0-9a-f]{2}(?![0-9a-f])/iu;
/** Marks that come along when a value is copied from a dialog of Windows. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/gu;
const LONGEST_TEXT = 1_000_000;
const LONGEST_LINE = 2000;

/** The certificates of a pasted output, English or Japanese: lists, tables, or bare thumbprints. */
export function parseCertificates(text: string, rules: CertificateText): Certificate[] {
  const labels = labelsFrom(rules);
  const found: Certificate[] = [];
  let current: { subject: string | null; thumbprint: string | null; notAfter: number | null; line: number } = NOTHING;
  let number = 0;
  /** A long value that goes on in the next line. */
  let open: Field | null = null;
  const finish = (): void => {
    const { subject, thumbprint, notAfter, line } = current;
    if (subject !== null || thumbprint !== null) found.push({ subject: subject ?? '', thumbprint, notAfter, line });
    current = NOTHING;
    open = null;
  };
  const take = (field: Field, value: string): void => {
    if (current[field] !== null) finish();
    if (field === 'subject') current = { ...current, subject: value, line: number };
    else if (current.line === 0) current = { ...current, line: number };
    if (field === 'thumbprint') current = { ...current, thumbprint: hashOf(value) };
    if (field === 'notAfter') current = { ...current, notAfter: readDate(value, labels) };
    open = field;
  };
  for (const raw of text.slice(0, LONGEST_TEXT).split(/\r\n|\r|\n/u)) {
    number += 1;
    const line = raw.slice(0, LONGEST_LINE).replaceAll(INVISIBLE, '').normalize('NFKC');
    const colon = line.indexOf(':');
    const field = labels.fields.get(line.slice(0, Math.max(0, colon)).replaceAll(' ', '').toLowerCase());
    if (field !== undefined) take(field, line.slice(colon + 1).trim());
    // certutil heads each certificate with a line of equals signs
    else if (line.startsWith('========')) finish();
    else if (open === 'subject' && /^\s{3,}\S/u.test(line) && !/ : /u.test(line))
      current = { ...current, subject: `${current.subject ?? ''}${line.trim()}` };
    else {
      open = null;
      const row = readRow(line, labels);
      if (row === null) continue;
      finish();
      found.push({ ...row, line: number });
    }
  }
  finish();
  return found;
}

function labelsFrom({ fields, date, afternoon }: CertificateText): Labels {
  return {
    fields: new Map(
      (Object.keys(fields) as Field[]).flatMap((field) => fields[field].map((label) => [label, field] as const)),
    ),
    date: new RegExp(date, 'iu'),
    afternoon: new Set(afternoon),
  };
}

const NOTHING = { subject: null, thumbprint: null, notAfter: null, line: 0 };

function hashOf(value: string): string | null {
  const [hash] = HASH.exec(value) ?? [];
  return hash === undefined ? null : hash.replaceAll(/[^0-9a-f]/giu, '').toUpperCase();
}

/** A row of a table, or a bare thumbprint with or without a name beside it. */
function readRow(line: string, labels: Labels): Omit<Certificate, 'line'> | null {
  const found = HASH.exec(line);
  // a serial number has a name in front, a thumbprint in a row has none
  if (found === null || /[:=] ?$/u.test(line.slice(0, found.index))) return null;
  const rest = `${line.slice(0, found.index)}   ${line.slice(found.index + found[0].length)}`;
  const cells = rest.split(/ {2,}|\t/u).map((cell) => cell.trim());
  const subject =
    cells.find((cell) => cell.startsWith('CN=')) ?? cells.find((cell) => cell !== '' && !labels.date.test(cell)) ?? '';
  // the name of a vault's certificate has a date of its own
  const date = cells.find((cell) => cell !== subject && labels.date.test(cell)) ?? '';
  return { subject, thumbprint: hashOf(found[0]), notAfter: readDate(date, labels) };
}

/** A date of OpenSSL: `Mar  1 09:00:00 2022 GMT`. */
const OPENSSL = /^[A-Z][a-z]{2} {1,2}\d{1,2} \d{2}:\d{2}:\d{2} \d{4} GMT$/u;

/** Milliseconds since the epoch of a date as Windows prints it, in the reader's time zone, or as OpenSSL does. */
function readDate(text: string, { date, afternoon }: Labels): number | null {
  if (OPENSSL.test(text)) return Date.parse(text);
  const parts = date.exec(text);
  if (parts === null) return null;
  const [, a = '', b = '', c = '', before = '', hour = '0', minute = '0', second = '0', behind = ''] = parts;
  const yearFirst = a.length === 4;
  const year = Number(yearFirst ? a : c);
  const [first, then] = yearFirst ? [Number(b), Number(c)] : [Number(a), Number(b)];
  // months come first in the United States; elsewhere they do not reach 13
  const [month, day] = first > 12 ? [then, first] : [first, then];
  const half = before === '' ? behind : before;
  const isAfternoon = afternoon.has(half.toUpperCase());
  const hours = (Number(hour) % (half === '' ? 24 : 12)) + (isAfternoon ? 12 : 0);
  if (year < 1950 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  return new Date(year, month - 1, day, hours, Number(minute), Number(second)).getTime();
}
