/**
 * A service tag without its region, and whether it had one. The tag that is asked for may hold a dot itself.
 * @param word in small letters
 */
export function unregioned(word: string, wanted: string): readonly [tag: string, region: boolean] {
  const own = wanted.toLowerCase();
  if (word === own) return [own, false];
  if (word.startsWith(`${own}.`)) return [own, true];
  const dot = word.indexOf('.');
  return dot < 0 ? [word, false] : [word.slice(0, dot), true];
}
