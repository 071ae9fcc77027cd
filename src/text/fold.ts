/** What folding changes beside the case: anything but ASCII, and the backtick. */
// eslint-disable-next-line no-control-regex -- the range is ASCII
const OTHER = /[^\u0000-\u005F\u0061-\u007F]/;

/** Marks that a character may carry: no script needs more (UAX #15, stream-safe text format, has the same limit). */
const MARKS = /(\p{M}{30})\p{M}+/gu;

/**
 * A text in a normal form. Very many marks on one character are cut off: engines put them in order in a time that is
 * quadratic.
 */
export function normalize(text: string, form: 'NFC' | 'NFKC'): string {
  return text.replaceAll(MARKS, '$1').normalize(form);
}

/**
 * A text as error strings are compared: compatibility forms (full-width, half-width) made one, straight quotes, plain
 * hyphens, lower case. Line ends stay.
 */
export function fold(text: string): string {
  if (!OTHER.test(text)) return text.toLowerCase();
  return (
    normalize(text, 'NFKC')
      .replaceAll(/[\u2018\u2019\u201A\u2032\u0060\u00B4]/gu, "'")
      .replaceAll(/[\u201C\u201D\u201E\u2033\u300C\u300D\u300E\u300F\u00AB\u00BB]/gu, '"')
      .replaceAll(/[\u2010-\u2015\u2212]/gu, '-')
      // marks without width: possible breaks within a word, byte order, direction
      .replaceAll(/[\u00AD\u200B-\u200F\u2060\uFEFF]/gu, '')
      .toLowerCase()
  );
}
