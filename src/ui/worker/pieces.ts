/**
 * A large result on its way from a worker. The page takes a message in one go, and nothing else meanwhile: so the long lists of a result
 * travel ahead of it, in messages of few entries each.
 */

/** Entries of a list, or a part of a text, somewhere in a result. */
export type Piece = { readonly path: Path } & ({ readonly items: readonly unknown[] } | { readonly part: string });

type Path = readonly (string | number)[];

interface Parcel<T> {
  /** The result without its long lists. */
  readonly head: T;
  readonly batches: readonly (readonly Piece[])[];
}

/** Entries that travel in one message. */
const MOST = 2000;
/** A list with fewer entries stays where it is. */
const SHORT = 20;
/** Characters of a text that travel in one message. */
const MOST_TEXT = 500_000;

/** Takes the long lists and texts out of a result. */
export function parcelOf<T>(result: T): Parcel<T> {
  const pieces: Piece[] = [];
  const head = strip(result, [], pieces) as T;
  const batches: Piece[][] = [];
  let size = MOST;
  for (const piece of pieces) {
    const own = 'part' in piece ? MOST : weight(piece.items);
    if (size + own > MOST) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(piece);
    size += own;
  }
  return { head, batches };
}

function strip(value: unknown, path: Path, pieces: Piece[]): unknown {
  if (typeof value === 'string' && value.length > MOST_TEXT) {
    for (let at = 0; at < value.length; at += MOST_TEXT) pieces.push({ path, part: value.slice(at, at + MOST_TEXT) });
    return '';
  }
  if (!isCompound(value)) return value;
  if (!Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, strip(own, [...path, key], pieces)]));
  const items: readonly unknown[] = value;
  // one entry alone is too much for a message: its own lists are taken out of it
  if (items.length < SHORT || items.some((item) => weight(item) > MOST))
    return items.map((item, index) => strip(item, [...path, index], pieces));
  let part: unknown[] = [];
  let size = 0;
  for (const item of items) {
    const own = weight(item);
    if (size + own > MOST && part.length > 0) {
      pieces.push({ path, items: part });
      part = [];
      size = 0;
    }
    part.push(item);
    size += own;
  }
  pieces.push({ path, items: part });
  return [];
}

function isCompound(value: unknown): value is object {
  return typeof value === 'object' && value !== null && (Array.isArray(value) || isPlain(value));
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}

/** Entries of all lists within a value, itself included. */
function weight(value: unknown): number {
  if (!isCompound(value)) return 1;
  let sum = 1;
  for (const own of Array.isArray(value) ? (value as readonly unknown[]) : Object.values(value))
    if (isCompound(own)) sum += weight(own);
    else if (Array.isArray(value)) sum += 1;
  return sum;
}

/** Puts a result together again: what comes is put into its list at once, so that little is left to do at the end. */
export class Joining {
  readonly #made = new Map<string, { readonly path: Path; value: unknown[] | string }>();

  add(pieces: readonly Piece[]): void {
    for (const piece of pieces) {
      const key = piece.path.join('\n');
      let made = this.#made.get(key);
      if (made === undefined) this.#made.set(key, (made = { path: piece.path, value: 'part' in piece ? '' : [] }));
      if ('part' in piece) made.value = `${String(made.value)}${piece.part}`;
      else if (Array.isArray(made.value)) for (const item of piece.items) made.value.push(item);
    }
  }

  join<T>(head: T): T {
    for (const { path, value } of this.#made.values()) {
      let at: unknown = head;
      for (const key of path.slice(0, -1)) at = (at as Readonly<Record<string | number, unknown>>)[key];
      const last = path.at(-1);
      if (last !== undefined) (at as Record<string | number, unknown>)[last] = value;
    }
    return head;
  }
}
