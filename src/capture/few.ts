/** Different texts, mostly one or two, in the order in which they came: a set for each would take four times the memory. */
export type Few = string | readonly string[] | Set<string> | null;

const MOST_LISTED = 32;

export function hasText(few: Few, text: string): boolean {
  if (few === null) return false;
  if (typeof few === 'string') return few === text;
  return few instanceof Set ? few.has(text) : few.includes(text);
}

/** The texts with one more; a set is changed in place. */
export function withText(few: Few, text: string): Few {
  if (few === null) return text;
  if (hasText(few, text)) return few;
  if (typeof few === 'string') return [few, text];
  if (few instanceof Set) return few.add(text);
  return few.length < MOST_LISTED ? [...few, text] : new Set([...few, text]);
}

export function countOf(few: Few): number {
  if (few === null) return 0;
  if (typeof few === 'string') return 1;
  return few instanceof Set ? few.size : few.length;
}

export function listOf(few: Few): readonly string[] {
  if (few === null) return [];
  if (typeof few === 'string') return [few];
  return few instanceof Set ? [...few] : few;
}
