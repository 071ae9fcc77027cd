/** The line that a fragment names; null for another fragment. */
export function lineOf(hash: string): number | null {
  const line = /^#L(\d{1,9})$/u.exec(hash)?.[1];
  return line === undefined ? null : Number(line);
}
