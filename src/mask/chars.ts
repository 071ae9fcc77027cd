/** Kinds of characters, as the mask takes a text apart. Codes are UTF-16 units. */

const WIDE_LETTER = /[\p{L}\p{N}\p{M}\p{Cs}]/u;
/** What is known of a unit beyond ASCII: 0 not asked yet, 1 no letter, 2 a letter. */
const wide = new Uint8Array(65_536);

export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

export function isLetter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90);
}

export function isUpper(c: number): boolean {
  return c >= 65 && c <= 90;
}

export function isLower(c: number): boolean {
  return c >= 97 && c <= 122;
}

export function isAlnum(c: number): boolean {
  return isDigit(c) || isLetter(c);
}

export function isHex(c: number): boolean {
  return isDigit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
}

/** A letter or digit beyond ASCII. */
export function isWide(c: number): boolean {
  if (c < 0x80) return false;
  let known = wide[c] ?? 1;
  if (known === 0) {
    known = (c >= 0xd800 && c <= 0xdfff) || WIDE_LETTER.test(String.fromCharCode(c)) ? 2 : 1;
    wide[c] = known;
  }
  return known === 2;
}

/** A character of names: letters and digits of any script, `_` and `-`. */
export function isNamePart(c: number): boolean {
  return isAlnum(c) || c === 95 || c === 45 || isWide(c);
}

export function isBlank(c: number): boolean {
  return c === 32 || c === 9;
}

/** Where a word of a shell or a sentence ends: blanks and quotes. */
export function endsWord(c: number): boolean {
  return c === 32 || c === 9 || c === 34 || c === 39 || c === 96 || c === 60 || c === 62 || Number.isNaN(c);
}

/** The first place of a character in a part of a text, -1 for none; does not look further, as `indexOf` would. */
export function indexWithin(text: string, character: string, from: number, to: number): number {
  const c = character.charCodeAt(0);
  for (let at = from; at < to; at += 1) {
    if (text.charCodeAt(at) === c && (character.length === 1 || text.startsWith(character, at))) return at;
  }
  return -1;
}

/** The last place of a character in a part of a text, -1 for none; does not look further, as `lastIndexOf` would. */
export function lastWithin(text: string, character: string, from: number, to: number): number {
  const c = character.charCodeAt(0);
  for (let at = to - 1; at >= from; at -= 1) if (text.charCodeAt(at) === c) return at;
  return -1;
}

/** The end of a part of a text without some characters at its end. */
export function endWithout(text: string, start: number, end: number, characters: string): number {
  let at = end;
  while (at > start && characters.includes(text.charAt(at - 1))) at -= 1;
  return at;
}

/** The particle of Japanese (wa) that stands between a name and what is said of it, as `:` does. */
export const TOPIC = 0x306f;
