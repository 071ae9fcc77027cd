/** A line as names are looked for in it: no escapes, marks without width, full-width forms or escaped characters. */
export interface Folded {
  readonly text: string;
  /** For each character, and behind the last, its place in the line itself; null: the same. */
  readonly map: Uint32Array | null;
}

/** What there may be to fold. */
const FOLDABLE =
  // eslint-disable-next-line no-control-regex -- these are the characters to look for
  /[%&\u0000-\u0008\u000B-\u001F\u007F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF\uFF01-\uFF5E\uFF61\uFFF9-\uFFFB\u3000\u00A0\u3002]|\\[uUxX]|\[\.\]/;
/** Layers of escapes that are taken off: an address within an address has two. */
const MOST_LAYERS = 3;

/** True when a line may read otherwise than it is written. */
export function isFoldable(raw: string): boolean {
  return FOLDABLE.test(raw);
}

export function foldLine(raw: string): Folded {
  let text = raw;
  let map: Uint32Array | null = null;
  for (let layer = 0; layer < MOST_LAYERS && FOLDABLE.test(text); layer += 1) {
    const next = foldOnce(text);
    if (next === null) break;
    map = map === null ? next.map : compose(map, next.map);
    text = next.text;
  }
  return { text, map };
}

/** One layer; null when there is nothing to fold. */
function foldOnce(raw: string): { text: string; map: Uint32Array } | null {
  const map = new Uint32Array(raw.length + 1);
  let text = '';
  let from = 0;
  let changed = false;
  const copy = (to: number): void => {
    for (let at = from; at < to; at += 1) map[text.length + at - from] = at;
    text += raw.slice(from, to);
  };
  for (let at = 0; at < raw.length;) {
    const found = special(raw, at);
    if (found === null) {
      at += 1;
      continue;
    }
    copy(at);
    for (let n = 0; n < found.text.length; n += 1) map[text.length + n] = at;
    text += found.text;
    at += found.length;
    from = at;
    changed = true;
  }
  if (!changed) return null;
  copy(raw.length);
  map[text.length] = raw.length;
  return { text, map: map.subarray(0, text.length + 1) };
}

function compose(outer: Uint32Array, inner: Uint32Array): Uint32Array {
  return inner.map((at) => outer[at] ?? 0);
}

interface Special {
  readonly text: string;
  /** Characters of the line that it takes. */
  readonly length: number;
}

const NOTHING: Omit<Special, 'length'> = { text: '' };

/** What stands at a place in another form; null for a character that stands for itself. */
function special(raw: string, at: number): Special | null {
  const c = raw.charCodeAt(at);
  if (c === 37) return percent(raw, at);
  if (c === 38) return entity(raw, at);
  if (c === 92) return escaped(raw, at);
  if (c === 27) return { ...NOTHING, length: terminalLength(raw, at) };
  if (c < 0x20) return c === 9 ? null : { ...NOTHING, length: 1 };
  // an address that somebody has made unclickable: 10[.]1[.]2[.]3
  if (c === 91 && raw.startsWith('[.]', at)) return { text: '.', length: 3 };
  if (c < 0x7f) return null;
  if (c >= 0xff01 && c <= 0xff5e) return { text: String.fromCharCode(c - 0xfee0), length: 1 };
  if (c === 0x3000 || c === 0xa0) return { text: ' ', length: 1 };
  // the full stops that IDNA takes for a dot between labels
  if ((c === 0x3002 || c === 0xff61) && isBetweenLabels(raw, at)) return { text: '.', length: 1 };
  return isInvisible(c) ? { ...NOTHING, length: 1 } : null;
}

function isInvisible(c: number): boolean {
  return (
    c === 0x7f ||
    c === 0xad ||
    c === 0x34f ||
    c === 0x61c ||
    c === 0x115f ||
    c === 0x1160 ||
    c === 0x17b4 ||
    c === 0x17b5 ||
    (c >= 0x180b && c <= 0x180f) ||
    (c >= 0x200b && c <= 0x200f) ||
    (c >= 0x202a && c <= 0x202e) ||
    (c >= 0x2060 && c <= 0x206f) ||
    (c >= 0xfe00 && c <= 0xfe0f) ||
    c === 0xfeff ||
    (c >= 0xfff9 && c <= 0xfffb)
  );
}

/** A full stop of Japanese between Latin letters is no end of a sentence. */
function isBetweenLabels(raw: string, at: number): boolean {
  const before = raw.charCodeAt(at - 1);
  const after = raw.charCodeAt(at + 1);
  return isLatin(before) && isLatin(after);
}

function isLatin(c: number): boolean {
  return (
    (c >= 48 && c <= 57) ||
    (c >= 97 && c <= 122) ||
    (c >= 65 && c <= 90) ||
    (c >= 0xff10 && c <= 0xff5a && c !== 0xff1a)
  );
}

/** Escape sequences of a terminal: CSI up to its letter, OSC up to its end, two characters else. */
function terminalLength(raw: string, at: number): number {
  const next = raw.charCodeAt(at + 1);
  if (next === 91) {
    let end = at + 2;
    while (end < raw.length && end < at + 64 && (raw.charCodeAt(end) < 64 || raw.charCodeAt(end) > 126)) end += 1;
    return end - at + 1;
  }
  if (next === 93) {
    let end = at + 2;
    while (end < raw.length && end < at + 512 && raw.charCodeAt(end) !== 7 && raw.charCodeAt(end) !== 27) end += 1;
    return end - at + 1;
  }
  return 1;
}

/** A percent-encoded character of UTF-8. */
function percent(raw: string, at: number): Special | null {
  const first = byteAt(raw, at);
  if (first < 0) return null;
  if (first < 0x80) return { text: printable(first), length: 3 };
  const count = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (count === 0) return null;
  let code = first & (0x7f >> count);
  for (let n = 1; n < count; n += 1) {
    const byte = byteAt(raw, at + n * 3);
    if ((byte & 0xc0) !== 0x80 || byte < 0) return null;
    code = (code << 6) | (byte & 0x3f);
  }
  return code > 0x10ffff ? null : { text: String.fromCodePoint(code), length: count * 3 };
}

/** The byte of `%2F`, -1 where there is none. */
function byteAt(raw: string, at: number): number {
  if (raw.charCodeAt(at) !== 37) return -1;
  const high = hexValue(raw.charCodeAt(at + 1));
  const low = hexValue(raw.charCodeAt(at + 2));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexValue(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 97 && c <= 102) return c - 87;
  if (c >= 65 && c <= 70) return c - 55;
  return -1;
}

/** Control characters part words as a blank does. */
function printable(code: number): string {
  return code < 0x20 || code === 0x7f ? ' ' : String.fromCharCode(code);
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  commat: '@',
  colon: ':',
  gt: '>',
  lt: '<',
  nbsp: ' ',
  period: '.',
  quot: '"',
  sol: '/',
  bsol: '\\',
  shy: '',
};
const ENTITY = /^&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-z]{2,6}));/u;

function entity(raw: string, at: number): Special | null {
  const found = ENTITY.exec(raw.slice(at, at + 12));
  if (found === null) return null;
  const [whole, decimal, hex, name] = found;
  if (name !== undefined) {
    const stands = ENTITIES[name];
    return stands === undefined ? null : { text: stands, length: whole.length };
  }
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  return { text: code < 0x80 ? printable(code) : String.fromCodePoint(code), length: whole.length };
}

const ESCAPE = /^\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{2}))/u;

/** `\u0040` of JSON, `\x40` of C. A path may hold `\u…` and four such letters; that is read as a character as well. */
function escaped(raw: string, at: number): Special | null {
  const next = raw.charCodeAt(at + 1);
  if (next !== 117 && next !== 85 && next !== 120) return null;
  const found = ESCAPE.exec(raw.slice(at, at + 10));
  if (found === null) return null;
  const code = Number.parseInt(found[1] ?? found[2] ?? found[3] ?? '', 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  return { text: code < 0x80 ? printable(code) : String.fromCodePoint(code), length: found[0].length };
}
