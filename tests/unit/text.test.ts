import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, isQuoted, originOf, quoteEnd } from '../../src/text/clean.ts';
import { decode } from '../../src/text/decode.ts';
import { fold } from '../../src/text/fold.ts';
import { Lines } from '../../src/text/lines.ts';
import { visibleJson, visibleJsonPieces } from '../../src/text/visible.ts';

const utf8 = new TextEncoder();
const SJIS = Uint8Array.from([
  0x96, 0xbc, 0x91, 0x4f, 0x89, 0xf0, 0x8c, 0x88, 0x82, 0xcd, 0x82, 0xc5, 0x82, 0xab, 0x82, 0xdc, 0x82, 0xb7,
]);
const EUC = Uint8Array.from([
  0xcc, 0xbe, 0xc1, 0xb0, 0xb2, 0xf2, 0xb7, 0xe8, 0xa4, 0xcf, 0xa4, 0xc7, 0xa4, 0xad, 0xa4, 0xde, 0xa4, 0xb9,
]);
const JAPANESE = '名前解決はできます';

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  const bom = littleEndian ? [0xff, 0xfe] : [0xfe, 0xff];
  return mark ? Uint8Array.from([...bom, ...bytes]) : bytes;
}

describe('encodings', () => {
  test.each([
    ['UTF-8', utf8.encode(JAPANESE), 'utf-8', JAPANESE],
    ['UTF-8 with a mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8.encode(JAPANESE)]), 'utf-8', JAPANESE],
    ['UTF-8 cut inside a character', utf8.encode(JAPANESE).subarray(0, -1), 'utf-8', '名前解決はできま\uFFFD'],
    ['Shift_JIS', SJIS, 'shift_jis', JAPANESE],
    ['EUC-JP', EUC, 'euc-jp', JAPANESE],
    ['UTF-16 LE with a mark', utf16(`abc ${JAPANESE}`, true, true), 'utf-16le', `abc ${JAPANESE}`],
    [
      'UTF-16 LE without a mark',
      utf16(`curl: (28) timed out ${JAPANESE}`, true, false),
      'utf-16le',
      `curl: (28) timed out ${JAPANESE}`,
    ],
    [
      'UTF-16 BE without a mark',
      utf16(`curl: (28) timed out ${JAPANESE}`, false, false),
      'utf-16be',
      `curl: (28) timed out ${JAPANESE}`,
    ],
    ['plain ASCII', utf8.encode('curl: (7)'), 'utf-8', 'curl: (7)'],
    ['nothing', new Uint8Array(), 'utf-8', ''],
  ])('%s', (_, bytes, encoding, text) => {
    expect(decode(bytes)).toEqual({ text, encoding });
  });

  test('a long ASCII head does not hide Shift_JIS', () => {
    const bytes = Uint8Array.from([...utf8.encode('a\n'.repeat(300_000)), ...SJIS]);
    expect(decode(bytes).encoding).toBe('shift_jis');
  });

  test('bytes of no encoding do not throw', () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256);
    expect(typeof decode(bytes).text).toBe('string');
  });
});

describe('lines', () => {
  test('CR, LF and CRLF each end a line, in any mixture', () => {
    const lines = new Lines('a\nb\r\nc\rd\n\ne');
    expect(Array.from({ length: lines.count }, (_, i) => lines.at(i + 1))).toEqual(['a', 'b', 'c', 'd', '', 'e']);
  });

  test('a line end at the end begins no further line', () => {
    expect(new Lines('a\n').count).toBe(1);
    expect(new Lines('').count).toBe(0);
  });

  test('a last line without a line end is known as such', () => {
    const lines = new Lines('a\nb');
    expect([lines.isTerminated(1), lines.isTerminated(2)]).toEqual([true, false]);
  });

  test('a line that does not exist is empty', () => {
    expect(new Lines('a').at(9)).toBe('');
  });
});

describe('cleaning', () => {
  test('terminal colours and control characters go, and offsets lead back', () => {
    const raw = '\u001B[31mcurl: (7)\u001B[0m\u0000 x';
    expect(cleanText(raw)).toBe('curl: (7) x');
    expect(
      raw.slice(
        originOf(raw, () => 0, 0),
        originOf(raw, () => 0, 8) + 1,
      ),
    ).toBe('curl: (7)');
  });

  test('quote marks of a mail are taken off, nested ones too', () => {
    expect(isQuoted(new Lines('> a\n> b\n>\n>> c\n'))).toBe(true);
    expect(cleanText('> > curl: (7)', quoteEnd)).toBe('curl: (7)');
    expect(originOf('> > curl: (7)', quoteEnd, 0)).toBe(4);
  });

  test('every character that is left leads back to itself, and the end to the end', () => {
    const piece = fc.constantFrom('a', '1;', '\u001B[', '\u001B', 'm', '> ', '>', '\u0000', '\u00A0', '\u200B', '接');
    fc.assert(
      fc.property(fc.array(piece), fc.boolean(), (pieces, quoted) => {
        const raw = pieces.join('');
        const begins = quoted ? quoteEnd : () => 0;
        const clean = cleanText(raw, begins);
        for (let at = 0; at < clean.length; at += 1)
          expect(raw.charAt(originOf(raw, begins, at)).replace('\u00A0', ' ')).toBe(clean.charAt(at));
        expect(originOf(raw, begins, clean.length)).toBe(raw.length);
      }),
    );
  });

  test('very many marks on one character are cut off when texts are compared', () => {
    expect(fold(`e${'\u0301\u0323'.repeat(5000)}x`).length).toBeLessThan(40);
    expect(fold('e\u0301')).toBe('é');
  });
});

test('JSON in pieces is the same JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      expect([...visibleJsonPieces(value)].join('')).toBe(visibleJson(value));
    }),
  );
  const deep = { a: [{ b: undefined, c: [[], {}, [{ d: [{ e: ['\u202E', '\u001B', 'x\ny'] }] }]] }] };
  expect([...visibleJsonPieces([deep, undefined])].join('')).toBe(visibleJson([deep, undefined]));
});
