/** What folding changes beside the case: anything but ASCII, and the backtick. */
// eslint-disable-next-line no-control-regex -- the range is ASCII
const OTHER = /[^\u0000-\u005F\u0061-\u007F]/;

/** Marks that a character may carry: no script needs more (UAX #15, stream-safe text format, has the same limit). */
const MOST_MARKS = 30;
const MARK = /\p{M}/u;
const TOO_MANY = /\p{M}{31}/u;

/** A text in a normal form. Of very many marks on one character the first stay: engines order them in quadratic time. */
export function normalize(text: string, form: 'NFC' | 'NFKC'): string {
  return (TOO_MANY.test(text) ? withFewMarks(text) : text).normalize(form);
}

function withFewMarks(text: string): string {
  const kept: string[] = [];
  let marks = 0;
  for (const character of text) {
    marks = MARK.test(character) ? marks + 1 : 0;
    if (marks <= MOST_MARKS) kept.push(character);
  }
  return kept.join('');
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
