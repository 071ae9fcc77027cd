import type { RawProbe } from '../../session/raw-probe.ts';
import type { CleanLines } from '../../text/clean.ts';

/** A value with the line that shows it. */
export interface Said {
  readonly value: string;
  readonly line: number;
}

/** What the lines between the announcement of a check and its end say. */
export interface Fields {
  /** Its end line stands behind it, names the same check and counts its lines: nothing is missing, nothing is another's. */
  readonly closed: boolean;
  first(key: Key): Said | null;
  all(key: Key): readonly Said[];
}

/** Keys of version 1; a newer script may write others, which are passed over. */
type Key =
  | 'for'
  | 'result'
  | 'server'
  | 'address'
  | 'cname'
  | 'tcp'
  | 'proxy'
  | 'tls'
  | 'issuer'
  | 'subject'
  | 'verify'
  | 'http'
  | 'status'
  | 'header'
  | 'at'
  | 'small'
  | 'large';

const FIELD = /^([a-z]{2,12}): ?(.*)$/u;
const END = '##END ';
/** Blank lines that a copy may have put before the end line. */
const MOST_BLANK = 3;
/** A host has no more addresses, an answer no more header lines that are kept. */
const MOST = 64;

export function readFields(probe: RawProbe, text: CleanLines): Fields {
  const found = new Map<string, Said[]>();
  let count = 0;
  for (let line = probe.first + 1; line <= probe.last; line += 1) {
    const [whole, key = '', value = ''] = FIELD.exec(text.at(line).trim()) ?? [];
    if (whole !== undefined) count += 1;
    const known = found.get(key) ?? [];
    if (value.trim() === '' || known.length >= MOST) continue;
    known.push({ value: value.trim(), line });
    found.set(key, known);
  }
  return {
    closed: isClosed(probe, count, text),
    first: (key) => found.get(key)?.[0] ?? null,
    all: (key) => found.get(key) ?? [],
  };
}

/**
 * The end line counts the fields and repeats the announcement: a piece that was cut out, or moved between two checks, would otherwise
 * leave what looks better than it was.
 */
function isClosed({ last, command }: RawProbe, count: number, text: CleanLines): boolean {
  for (let line = last + 1; line <= last + 1 + MOST_BLANK; line += 1) {
    const own = text.at(line).trim();
    if (own !== '')
      return compact(own) === compact(`${END}${count} ${(command?.text ?? '').replace(/^karte /u, '')} ##`);
  }
  return false;
}

function compact(text: string): string {
  return text.replaceAll(/\s/gu, '');
}
