/** A copy that does not keep alive the text from which it was cut. */
export function detached(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

/** Equal values of very many logs, kept once. */
export class Shared {
  readonly #values = new Map<string, unknown>();
  readonly #texts = new Map<string, string>();

  /** The value that was first made for a key. One key always stands for one kind of value. */
  of<T>(key: string, make: () => T): T {
    const known = this.#values.get(key) as T | undefined;
    if (known !== undefined) return known;
    const made = make();
    this.#values.set(this.text(key) ?? key, made);
    return made;
  }

  /** A detached copy. */
  text(text: string | null): string | null {
    if (text === null) return null;
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const copy = detached(text);
    this.#texts.set(copy, copy);
    return copy;
  }

  /** A copy of plain data in which every text is a detached one. */
  whole<T>(value: T): T {
    return this.#copied(value) as T;
  }

  #copied(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((one) => this.#copied(one));
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.#copied(one)]));
  }
}
