/** A certificate as `certutil -store` or `Get-ChildItem Cert:` prints it. */
export interface Certificate {
  readonly subject: string;
  /** 40 hexadecimal digits in capital letters. */
  readonly thumbprint: string | null;
  /** Milliseconds since the epoch; null where the output does not tell. */
  readonly notAfter: number | null;
}

type Field = 'subject' | 'thumbprint' | 'notAfter';

/** Names of the fields in both languages, in small letters without blanks. */
const FIELDS: ReadonlyMap<string, Field> = new Map([
  ['subject', 'subject'],
  ['サブジェクト', 'subject'],
  ['件名', 'subject'],
  ['発行先', 'subject'],
  ['issuedto', 'subject'],
  ['certhash(sha1)', 'thumbprint'],
  ['certハッシュ(sha1)', 'thumbprint'],
  ['証明書ハッシュ(sha1)', 'thumbprint'],
  ['thumbprint', 'thumbprint'],
  ['拇印', 'thumbprint'],
  ['notafter', 'notAfter'],
  ['この日以前', 'notAfter'],
  ['有効期限の終了日', 'notAfter'],
  ['有効期間の終了', 'notAfter'],
]);
/** Twenty bytes in hexadecimal, with or without something between them. */
const HASH = /(?<![0-9a-f])(?:[0-9a-f]{2}[ :-]?){19}[0-9a-f]{2}(?![0-9a-f])/iu;
/** Marks that come along when a value is copied from a dialog of Windows. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/gu;
const DATE =
  /(?<!\d)(\d{1,4})[/.年-](\d{1,2})[/.月-](\d{1,4})日?(?:[ T](?:(午前|午後) ?)?(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AP]M))?)?/iu;
const LONGEST_TEXT = 1_000_000;
const LONGEST_LINE = 2000;

/** The certificates of a pasted output, English or Japanese: lists, tables, or bare thumbprints. */
export function parseCertificates(text: string): Certificate[] {
  const found: Certificate[] = [];
  let current: { subject: string | null; thumbprint: string | null; notAfter: number | null } = NOTHING;
  /** A long value that goes on in the next line. */
  let open: Field | null = null;
  const finish = (): void => {
    const { subject, thumbprint, notAfter } = current;
    if (subject !== null || thumbprint !== null) found.push({ subject: subject ?? '', thumbprint, notAfter });
    current = NOTHING;
    open = null;
  };
  const take = (field: Field, value: string): void => {
    if (current[field] !== null) finish();
    if (field === 'subject') current = { ...current, subject: value };
    if (field === 'thumbprint') current = { ...current, thumbprint: hashOf(value) };
    if (field === 'notAfter') current = { ...current, notAfter: readDate(value) };
    open = field;
  };
  for (const raw of text.slice(0, LONGEST_TEXT).split(/\r\n|\r|\n/u)) {
    const line = raw.slice(0, LONGEST_LINE).replaceAll(INVISIBLE, '').normalize('NFKC');
    const colon = line.indexOf(':');
    const field = FIELDS.get(line.slice(0, Math.max(0, colon)).replaceAll(' ', '').toLowerCase());
    if (field !== undefined) take(field, line.slice(colon + 1).trim());
    // certutil heads each certificate with a line of equals signs
    else if (line.startsWith('========')) finish();
    else if (open === 'subject' && /^\s{3,}\S/u.test(line) && !/ : /u.test(line))
      current = { ...current, subject: `${current.subject ?? ''}${line.trim()}` };
    else {
      open = null;
      const row = readRow(line);
      if (row === null) continue;
      finish();
      found.push(row);
    }
  }
  finish();
  return found;
}

const NOTHING = { subject: null, thumbprint: null, notAfter: null };

function hashOf(value: string): string | null {
  const [hash] = HASH.exec(value) ?? [];
  return hash === undefined ? null : hash.replaceAll(/[^0-9a-f]/giu, '').toUpperCase();
}

/** A row of a table, or a bare thumbprint with or without a name beside it. */
function readRow(line: string): Certificate | null {
  const found = HASH.exec(line);
  // a serial number has a name in front, a thumbprint in a row has none
  if (found === null || /[:=] ?$/u.test(line.slice(0, found.index))) return null;
  const rest = `${line.slice(0, found.index)}   ${line.slice(found.index + found[0].length)}`;
  const cells = rest.split(/ {2,}|\t/u).map((cell) => cell.trim());
  const subject =
    cells.find((cell) => cell.startsWith('CN=')) ?? cells.find((cell) => cell !== '' && !DATE.test(cell)) ?? '';
  // the name of a vault's certificate has a date of its own
  const date = cells.find((cell) => cell !== subject && DATE.test(cell)) ?? '';
  return { subject, thumbprint: hashOf(found[0]), notAfter: readDate(date) };
}

/** Dates as Japanese and English Windows print them: 2026/11/20 10:15, 11/20/2026 10:15 AM, 20/11/2026, 2026年11月20日. */
function readDate(text: string): number | null {
  const parts = DATE.exec(text);
  if (parts === null) return null;
  const [, a = '', b = '', c = '', japanese = '', hour = '0', minute = '0', second = '0', english = ''] = parts;
  const yearFirst = a.length === 4;
  const year = Number(yearFirst ? a : c);
  const [first, then] = yearFirst ? [Number(b), Number(c)] : [Number(a), Number(b)];
  // months come first in the United States; elsewhere they do not reach 13
  const [month, day] = first > 12 ? [then, first] : [first, then];
  const isHalf = japanese !== '' || english !== '';
  const isAfternoon = japanese === '午後' || english.toUpperCase() === 'PM';
  const hours = (Number(hour) % (isHalf ? 12 : 24)) + (isAfternoon ? 12 : 0);
  if (year < 1950 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  return new Date(year, month - 1, day, hours, Number(minute), Number(second)).getTime();
}
