import type { NameKind, NameRules, SecretRules } from '../knowledge/types.ts';
import { Lines, type LineSource } from '../text/lines.ts';
import { NameBook, REMOVED, type SecretKind } from './book.ts';
import { LearnedNames } from './learned.ts';
import { Leftovers } from './leftovers.ts';
import { Line } from './line.ts';
import { Names } from './names/index.ts';
import { readersOf } from './names/readers.ts';
import { secretsOf, type Secrets } from './secrets/index.ts';

/** What a place holds as a whole: text of any kind, or a name of a kind. */
export type ValueKind = 'text' | 'host' | 'user' | 'file' | 'name';

/** What a session hides: how many different values of each kind. */
export interface HiddenCounts {
  readonly secrets: Readonly<Partial<Record<SecretKind, number>>>;
  readonly hidden: Readonly<Partial<Record<NameKind, number>>>;
}

/** Characters of lines whose masked form is kept: logs repeat themselves. */
const MOST_KEPT = 4_000_000;
/** Longer lines are not kept. */
const LONGEST_KEPT = 400;
const FOLDED = /[^\t\x20-\x24\x27-\x5a\x5d-\x7e\u3001\u3003-\u9fff]/u;
/** Secrets that are looked for everywhere: long enough, and no word of a sentence. */
const SHORTEST_SECRET = 6;
const LONGEST_SECRET = 200;
/** A word of a secret, and how much of a secret is taken apart into words. */
const SHORTEST_WORD = 12;
const LONGEST_SECRETS = 4000;
const NO_WORD = /[\d!-/:-@[-`{-~]|[a-z][A-Z]/u;

/**
 * The mask of a session: secrets are always removed, names are hidden when there are rules for them. First it reads
 * everything that it will have to hide (`learn`, `learnReport`), so that a name that one line shows to be a name is
 * hidden in all others; then it writes masked copies. The same value has the same stand-in in all of them.
 * Time grows with the text. Never throws on its content.
 */
export class Mask {
  readonly hidesNames: boolean;
  readonly book = new NameBook();
  readonly #secrets: Secrets;
  readonly #names: Names | null;
  readonly #learned: LearnedNames;
  readonly #leftovers: Leftovers | null;
  /** Lines as they were masked while they were read; good as long as no name is known that stands in them. */
  readonly #kept = new Map<string, string>();
  #room = MOST_KEPT;
  /** True while texts are only read: what they hold is looked for when they are written. */
  #reads = false;

  /** @param names null: only secrets are removed. */
  constructor(secrets: SecretRules, names: NameRules | null) {
    this.hidesNames = names !== null;
    this.#secrets = secretsOf(secrets);
    const readers = names === null ? null : readersOf(names);
    this.#learned = new LearnedNames(readers?.vocabulary ?? null);
    this.#names = names === null || readers === null ? null : new Names(names, readers, this.book, this.#learned);
    this.#leftovers = readers === null ? null : new Leftovers(readers.vocabulary, readers.zones);
  }

  /** Reads a text for the names and secrets in it. */
  learn(text: string): void {
    this.#learning(true);
    const pem = new Pem();
    const lines = new Lines(text);
    for (let line = 1; line <= lines.count; line += 1) {
      const raw = lines.at(line);
      if (this.#kept.has(raw) || pem.takes(raw)) continue;
      const out = this.#render(raw);
      if (this.#names === null) continue;
      // in escapes a name does not stand as it is looked for
      if (FOLDED.test(raw)) continue;
      if (raw.length > LONGEST_KEPT || raw.length > this.#room) continue;
      this.#room -= raw.length;
      this.#kept.set(raw, out);
    }
    this.#learning(false);
    this.#learnSecrets();
  }

  /** What was shown to be a secret once is removed wherever it stands. */
  #learnSecrets(): void {
    for (const secret of this.book.newSecrets()) {
      for (const part of [secret, secret.slice(secret.indexOf(':') + 1)])
        if (part.length >= SHORTEST_SECRET) this.#learnSecret(part);
      // a setting that is a list holds the words of a line one by one
      for (const word of secret.slice(0, LONGEST_SECRETS).split(/[\s,;]+/u))
        for (const part of [word, word.slice(word.indexOf(':') + 1)])
          if (part.length >= SHORTEST_WORD && /\d/u.test(part)) this.#learnSecret(part);
    }
  }

  #learnSecret(part: string): void {
    if (part.length <= LONGEST_SECRET && NO_WORD.test(part)) this.#learned.force(part, () => REMOVED);
  }

  /** Reads a value that is said to be a name of a kind. */
  learnValue(value: string, kind: ValueKind): void {
    this.#learning(true);
    this.value(value, kind);
    this.#learning(false);
  }

  /** Hides a word that the reader has named, wherever it stands. */
  hide(word: string): void {
    this.#learned.force(word.trim(), () => this.book.standIn('word', word.trim()));
    this.#kept.clear();
  }

  /** A masked copy of a text; it has the same lines and line ends. */
  text(text: string): string {
    const pem = new Pem();
    const lines = new Lines(text);
    let out = '';
    for (let line = 1; line <= lines.count; line += 1) {
      const raw = lines.at(line);
      out += pem.takes(raw) ? this.#pemLine(raw) : this.line(raw);
      out += text.slice(lines.endOf(line), lines.startOf(line + 1));
    }
    return out;
  }

  /** A masked line. */
  line(raw: string): string {
    const kept = this.#kept.get(raw);
    if (kept !== undefined && !this.#learned.stands(raw)) {
      this.#leftovers?.add(kept);
      return kept;
    }
    return this.#render(raw);
  }

  /** A masked value; of a name of a kind all of it is hidden, unless it is everybody's. */
  value(value: string, kind: ValueKind): string {
    if (kind === 'text' || this.#names === null) return this.text(value);
    const line = new Line(value);
    this.#secrets.hide(line, this.book);
    this.#names.hideValue(line, kind);
    const out = line.render();
    this.#leftovers?.add(out);
    return out;
  }

  /** The lines of a source, masked when they are asked for. */
  lines(lines: LineSource): LineSource {
    return { count: lines.count, at: (line) => this.line(lines.at(line)) };
  }

  /** True when a secret was found. */
  get holdsSecrets(): boolean {
    return this.book.secrets.size > 0;
  }

  /** What is hidden so far. */
  get counts(): HiddenCounts {
    return { secrets: Object.fromEntries(this.book.secrets), hidden: Object.fromEntries(this.book.names) };
  }

  /** Words of what was written that look like names, the most frequent first. */
  get leftovers(): readonly string[] {
    return this.#leftovers?.words ?? [];
  }

  /** A masked line, and where places of the line stand in it. */
  lineWithPlaces(raw: string): { readonly text: string; readonly moved: (offset: number) => number } {
    const line = this.#line(raw);
    return { text: line.render(), moved: line.places() };
  }

  #render(raw: string): string {
    if (this.#names === null && !this.#secrets.mayHold(raw) && (this.#reads || !this.#learned.stands(raw))) return raw;
    const out = this.#line(raw).render();
    this.#leftovers?.add(out);
    return out;
  }

  #line(raw: string): Line {
    const line = new Line(raw);
    this.#secrets.hide(line, this.book);
    if (this.#names === null) {
      if (!this.#reads) this.#learned.hide(line);
    } else this.#names.hide(line);
    return line;
  }

  /** A line of a key or a certificate in text form. */
  #pemLine(raw: string): string {
    this.book.secret('key', raw);
    return REMOVED;
  }

  #learning(on: boolean): void {
    this.#reads = on;
    if (this.#names !== null) this.#names.namer.learning = on;
    if (this.#leftovers !== null) this.#leftovers.silent = on;
  }
}

/** Follows private keys over the lines of a text (RFC 7468). */
class Pem {
  #inside = false;

  /** True for a line between the head and the end of a private key. */
  takes(raw: string): boolean {
    if (!this.#inside) {
      this.#inside = raw.includes('-----BEGIN ') && raw.includes('PRIVATE KEY-----') && !raw.includes('-----END ');
      return false;
    }
    if (raw.includes('-----END ') || raw.includes('-----BEGIN ')) {
      this.#inside = false;
      return false;
    }
    return raw.trim() !== '';
  }
}
