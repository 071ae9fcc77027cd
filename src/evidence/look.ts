import type { EvidenceKnowledge } from '../knowledge/types.ts';
import { BUNDLES } from '../limits.ts';
import type { BundleEntry, Flaw, UnreadFile } from '../model/evidence.ts';
import type { Content, LogFacts } from './content.ts';
import { acceptEntries } from './entries.ts';
import { isAskedFor, isCaptureName, mayBeRead } from './files.ts';
import { indexOf } from './match.ts';
import type { Bundle, FileSink } from './readers/bundle.ts';
import { InOrder } from '../text/in-order.ts';

/** Bytes by which the kind of a file is told. */
const LOOK_HEAD = 8192;

/** A file that is being read. */
interface FileReading<R> {
  /** @returns false when nothing that follows is wanted */
  push(piece: Uint8Array): boolean;
  /** What the file says, where others read it later; null when nothing in it is known. */
  end(): R | null | Promise<R | null>;
}

/**
 * Reads files of one kind as they are unpacked. A further kind of file that bundles are to be diagnosed by is one more of
 * these in the list that `lookInto` is given.
 */
export interface FileReader<R> {
  readonly kind: 'log' | 'text' | 'capture' | 'events';
  /** True for a file of this kind, by its path and its first bytes (8 KiB, or all that there are). */
  readonly accepts: (path: string, head: Uint8Array) => boolean;
  /** How many files are read, how large (bytes) one may be, and all of them. */
  readonly limits: { readonly files: number; readonly size: number; readonly total: number };
  readonly open: (path: string) => FileReading<R>;
}

/** What the files of a bundle hold. */
export interface Looked<R> {
  /** What is known of the files that a list asks for. */
  readonly contents: ReadonlyMap<string, Content>;
  /** What was read, by path. */
  readonly read: ReadonlyMap<string, R>;
  /** Files that may hold something and were not read. */
  readonly left: readonly UnreadFile[];
  /** Texts that were read and in which nothing is known. */
  readonly silent: number;
}

/**
 * Looks into the files of a bundle: each is given to the first reader that accepts it. What a list asks for is read first,
 * then all that may hold something, up to the limits. Of the others that a list asks for it is seen whether their data
 * are whole.
 */
export async function lookInto<R extends LogFacts>(
  bundle: Bundle,
  knowledge: EvidenceKnowledge,
  readers: readonly FileReader<R>[],
  { told = () => undefined, keep = (result) => result }: Listeners<R> = {},
): Promise<Looked<R>> {
  const { accepted } = acceptEntries(bundle.entries);
  const look = new Look(readers, keep);
  const first = look.wanted(accepted.filter(isAskedFor), Infinity);
  const asked = askedFor(accepted, knowledge);
  // where not all can be read, what a list asks for comes first, and many small files before a large one
  const others = look.wanted(
    accepted
      .filter((entry) => mayBeRead(entry) && !isAskedFor(entry))
      .sort((a, b) => Number(asked.has(b.path)) - Number(asked.has(a.path)) || a.size - b.size),
    BUNDLES.looked,
  );
  const all = first.size + others.size;
  let done = 0;
  for (const wanted of [first, others]) {
    await bundle.pour(new Set(wanted.keys()), (path) => {
      told(done, all);
      done += 1;
      return look.sink(path, wanted.get(path));
    });
    look.missed(wanted.keys());
  }
  await look.settled();
  const unverified = [...asked].filter((path) => !look.isVerified(path));
  for (const path of (await bundle.damaged?.(new Set(unverified))) ?? []) look.contents.set(path, 'damaged');
  return look;
}

/** Who hears what comes of the files. */
interface Listeners<R> {
  /** Hears how many files were looked into, of how many. */
  readonly told?: ((done: number, all: number) => void) | undefined;
  /** Is given what each file says, in the order of the files, and tells what is kept of it. */
  readonly keep?: (result: R) => R;
}

/** What was found so far. */
class Look<R extends LogFacts> implements Looked<R> {
  readonly contents = new Map<string, Content>();
  readonly read = new Map<string, R>();
  readonly left: UnreadFile[] = [];
  silent = 0;
  readonly #readers: readonly FileReader<R>[];
  readonly #used = new Map<FileReader<R>, { files: number; bytes: number }>();
  /** Files that ended, and those of them of which every byte was seen. */
  readonly #ended = new Set<string>();
  readonly #verified = new Set<string>();
  readonly #keep: (result: R) => R;
  readonly #results = new InOrder<{ readonly path: string; readonly result: R | null }>(({ path, result }) => {
    this.#settle(path, result);
  });

  constructor(readers: readonly FileReader<R>[], keep: (result: R) => R) {
    this.#readers = readers;
    this.#keep = keep;
  }

  /** Resolves when all that was read is known. */
  settled(): Promise<void> {
    return this.#results.done();
  }

  /** The files of a list that are read, `most` at most; the others are left. */
  wanted(entries: readonly BundleEntry[], most: number): ReadonlyMap<string, BundleEntry> {
    const wanted = new Map<string, BundleEntry>();
    for (const entry of entries) {
      if (wanted.has(entry.path)) continue;
      const flaw = entry.flaw ?? (wanted.size >= most ? 'too-many' : null);
      if (flaw === null) wanted.set(entry.path, entry);
      else this.#leave(entry.path, flaw);
    }
    return wanted;
  }

  /** Takes a file's content to the reader that its first bytes call for. */
  sink(path: string, entry: BundleEntry | undefined): FileSink {
    let head = new Uint8Array(0);
    let opened: { readonly reading: FileReading<R>; readonly reader: FileReader<R> } | null = null;
    let isChosen = false;
    let isAll = true;
    let bytes = 0;
    let tooLarge = false;
    const read = (piece: Uint8Array): boolean => {
      bytes += piece.length;
      // what is packed does not say how large it is
      tooLarge ||= bytes > (opened?.reader.limits.size ?? Infinity);
      if (tooLarge) opened = null;
      return opened?.reading.push(piece) ?? false;
    };
    const choose = (): boolean => {
      isChosen = true;
      opened = this.#choose(path, entry?.size ?? 0, head);
      return read(head);
    };
    const push = (piece: Uint8Array): boolean => {
      if (isChosen) return read(piece);
      const joined = new Uint8Array(head.length + piece.length);
      joined.set(head);
      joined.set(piece, head.length);
      head = joined;
      return head.length < LOOK_HEAD || choose();
    };
    return {
      push: (piece) => (isAll = push(piece)),
      end: (whole, damage = 'damaged') => {
        if (whole && !isChosen) choose();
        if (opened !== null) this.#use(opened.reader, bytes - (entry?.size ?? 0));
        const flaw = whole ? (tooLarge ? 'too-large' : null) : damage;
        this.#end(path, { flaw, isAll, reading: opened?.reading ?? null });
      },
    };
  }

  /** What never came is damaged. */
  missed(paths: Iterable<string>): void {
    for (const path of paths) if (!this.#ended.has(path)) this.#leave(path, 'damaged');
  }

  isVerified(path: string): boolean {
    return this.#verified.has(path);
  }

  #choose(
    path: string,
    size: number,
    head: Uint8Array,
  ): { readonly reading: FileReading<R>; readonly reader: FileReader<R> } | null {
    const reader = this.#readers.find(({ accepts }) => accepts(path, head));
    // a text under a capture's name is no capture
    if (reader === undefined || (isCaptureName(path) && reader.kind !== 'capture')) {
      if (isAskedFor({ path, kind: 'file', encrypted: false })) this.contents.set(path, 'unrecognised');
      return null;
    }
    const { limits } = reader;
    const used = this.#used.get(reader) ?? { files: 0, bytes: 0 };
    const flaw =
      size > limits.size
        ? 'too-large'
        : used.files >= limits.files || used.bytes + size > limits.total
          ? 'too-many'
          : null;
    if (flaw !== null) {
      this.#leave(path, flaw);
      return null;
    }
    this.#used.set(reader, { files: used.files + 1, bytes: used.bytes + size });
    return { reading: reader.open(path), reader };
  }

  /** Counts what a file holds beyond what its entry says. */
  #use(reader: FileReader<R>, more: number): void {
    const used = this.#used.get(reader);
    if (used !== undefined && more > 0) this.#used.set(reader, { ...used, bytes: used.bytes + more });
  }

  #end(
    path: string,
    { flaw, isAll, reading }: { flaw: Flaw | null; isAll: boolean; reading: FileReading<R> | null },
  ): void {
    this.#ended.add(path);
    if (flaw !== null) {
      this.#leave(path, flaw);
      return;
    }
    if (isAll) this.#verified.add(path);
    if (reading === null) return;
    const result = reading.end();
    this.#results.push(
      result instanceof Promise ? result.then((later) => ({ path, result: later })) : { path, result },
    );
  }

  #settle(path: string, found: R | null): void {
    if (found === null) {
      this.silent += 1;
      if (isAskedFor({ path, kind: 'file', encrypted: false })) this.contents.set(path, 'unrecognised');
      return;
    }
    const result = this.#keep(found);
    this.read.set(path, result);
    this.contents.set(path, { format: result.format, complete: result.complete });
  }

  /** Of what a list asks for it matters what it holds; another file is no worse for being large. */
  #leave(path: string, flaw: Flaw): void {
    this.left.push({ path, flaw });
    if (flaw === 'damaged' || isAskedFor({ path, kind: 'file', encrypted: false })) this.contents.set(path, flaw);
  }
}

/** The files that some list asks for; any picture may be a screenshot. */
function askedFor(entries: readonly BundleEntry[], { scenarios }: EvidenceKnowledge): ReadonlySet<string> {
  const index = indexOf(entries);
  const expressions = new Set(
    scenarios.flatMap(({ items }) =>
      items.flatMap(({ kind, match, contains }) => (kind === 'screenshot' ? [] : [...match, ...contains])),
    ),
  );
  return new Set([...expressions].flatMap((expression) => index.matching(expression).map(({ entry }) => entry.path)));
}
