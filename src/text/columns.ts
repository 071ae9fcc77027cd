/** Fewest columns of a line that a console may have broken: the default is 80, and wide characters do not fit at its end. */
const NARROWEST = 76;

/** True for a line so long that a console may have broken it, where Japanese characters take two columns each. */
export function isFull(text: string): boolean {
  if (text.length * 2 < NARROWEST) return false;
  let columns = 0;
  for (let i = 0; i < text.length; i += 1) columns += text.charCodeAt(i) < 0x1100 ? 1 : 2;
  return columns >= NARROWEST;
}
