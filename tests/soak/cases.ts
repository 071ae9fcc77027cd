/** What was seen of one case, beside that nothing broke. */
export interface Seen {
  /** The input was still recognised or could be opened. */
  readonly told: boolean;
}

/** Thrown when a case breaks a law. */
class Broken extends Error {
  override readonly name = 'Broken';
}

/** @throws {Broken} when a law does not hold */
export function must(holds: boolean, law: string): void {
  if (!holds) throw new Broken(law);
}
