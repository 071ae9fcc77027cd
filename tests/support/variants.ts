/** What mail programs, editors and consoles do to a log on its way to the reader. */

/** Bytes of a text in a two-byte Japanese encoding, by turning its decoder around. */
function encoder(label: 'euc-jp' | 'shift_jis'): (text: string) => Uint8Array {
  const table = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(label);
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const text = decoder.decode(Uint8Array.of(high, low));
      if (text.length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, [high, low]);
    }
  }
  return (text) =>
    Uint8Array.from([...text].flatMap((c) => (c.charCodeAt(0) < 0x80 ? [c.charCodeAt(0)] : (table.get(c) ?? [0x3f]))));
}

const toEuc = encoder('euc-jp');
const toSjis = encoder('shift_jis');
const toUtf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function toUtf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2 + 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, true);
  for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2 + 2, text.charCodeAt(i), true);
  return bytes;
}

/** Breaks lines at blanks so that none is longer than `width`; a longer word stays whole. */
function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const out: string[] = [];
      let rest = line.replaceAll('\r', '');
      while (rest.length > width) {
        const at = rest.lastIndexOf(' ', width);
        if (at <= 0) break;
        out.push(rest.slice(0, at));
        rest = rest.slice(at + 1);
      }
      return [...out, rest];
    })
    .join('\n');
}

const noMeter = (text: string): string => text.replaceAll('\r  0', '\n  0');

export const VARIANTS: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'UTF-8 with a byte order mark': (text) => toUtf8(`\uFEFF${text}`),
  'UTF-16 LE': toUtf16,
  Shift_JIS: toSjis,
  'EUC-JP': toEuc,
  'CRLF line ends': (text) => toUtf8(text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n')),
  'CR line ends': (text) => toUtf8(text.replaceAll('\r\n', '\n').replaceAll('\n', '\r')),
  'quoted with > by a mail program': (text) =>
    toUtf8(
      noMeter(text)
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n'),
    ),
  'wrapped at 76 columns': (text) => toUtf8(wrap(noMeter(text), 76)),
  'wrapped and quoted': (text) =>
    toUtf8(
      wrap(noMeter(text), 76)
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n'),
    ),
  'with terminal colours': (text) =>
    toUtf8(
      text.replaceAll('Connected', '\u001B[32mConnected\u001B[0m').replaceAll('curl:', '\u001B[31mcurl:\u001B[0m'),
    ),
  'wrapped at 96 columns': (text) => toUtf8(wrap(noMeter(text), 96)),
  'with the no-break blanks of an HTML mail': (text) => toUtf8(text.replaceAll('  ', ' \u00A0')),
  'with doubled line ends': (text) => toUtf8(text.replaceAll(/\r?\n/gu, '\r\r\n')),
  'with NUL characters at the end of lines': (text) => toUtf8(text.replaceAll('\n', '\0\n')),
  'with a greeting before it': (text) =>
    toUtf8(`お世話になっております。ログをお送りします。\n\n${text}\n\nよろしくお願いします。`),
};
