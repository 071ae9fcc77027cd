import type { NameKind, NameRules } from '../../knowledge/types.ts';
import { STAND_IN, type NameBook } from '../book.ts';
import { endWithout, isAlnum } from '../chars.ts';
import type { LearnedNames } from '../learned.ts';
import type { Line } from '../line.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { Zones } from '../zones.ts';
import type { Addresses } from './addresses.ts';

const LOCAL = new Set([
  'localhost',
  'localhost.localdomain',
  'localhost4',
  'localhost6',
  'ip6-localhost',
  'ip6-loopback',
  'loopback',
]);
/** Extensions of a log that is rotated are numbers: `messages.1`. */
const NUMBER = /^\d{1,8}$/u;
/** A first label of a host name that is looked for by itself as well. */
const SHORTEST_LABEL = 6;

/** A longer value is one, unless it is a rule of dashes, which nothing hides. */
const LONGEST_NONE = 64;

/** What all rules for names do once they know what stands in a place: keep it, or hide it and remember it. */
export class Namer {
  readonly book: NameBook;
  readonly learned: LearnedNames;
  readonly vocabulary: Vocabulary;
  readonly zones: Zones;
  readonly addresses: Addresses;
  /** Forms in which names stand; see the schema. */
  readonly forms: Pick<NameRules, 'homes' | 'certificateWords' | 'sentenceEnds'>;
  readonly #users: ReadonlySet<string>;
  readonly #resources: ReadonlySet<string>;
  readonly #extensions: ReadonlySet<string>;
  readonly #ends: ReadonlySet<string>;
  readonly #issuers: ReadonlySet<string>;
  readonly #authorityWords: ReadonlySet<string>;
  readonly #none: ReadonlySet<string>;
  /** True while a session's texts are read: what is found is looked for everywhere from then on. */
  learning = false;

  constructor(
    rules: NameRules,
    parts: {
      readonly book: NameBook;
      readonly learned: LearnedNames;
      readonly vocabulary: Vocabulary;
      readonly zones: Zones;
      readonly addresses: Addresses;
    },
  ) {
    ({
      book: this.book,
      learned: this.learned,
      vocabulary: this.vocabulary,
      zones: this.zones,
      addresses: this.addresses,
    } = parts);
    this.forms = rules;
    this.#none = new Set(rules.none);
    this.#users = new Set(rules.users);
    this.#resources = new Set(rules.resources);
    this.#extensions = new Set(rules.extensions);
    this.#ends = new Set(rules.ends);
    this.#issuers = new Set([...rules.issuers, ...rules.inspectors]);
    this.#authorityWords = new Set(rules.authorityWords);
  }

  /** A value that says that there is none. */
  isNone(value: string): boolean {
    return value.length <= LONGEST_NONE && (/^-+$/u.test(value) || this.#none.has(value.toLowerCase()));
  }

  /** Hides what no rule has claimed of a place. */
  putRest(line: Line, kind: NameKind, start: number, end: number): void {
    if (this.put(line, kind, start, end)) return;
    for (let at = start; at < end;) {
      while (at < end && (line.isClaimed(at) || /[^\p{L}\p{N}]/u.test(line.text.charAt(at)))) at += 1;
      let stop = at;
      while (stop < end && !line.isClaimed(stop)) stop += 1;
      if (stop > at) this.put(line, kind, at, endWithout(line.text, at, stop, ' ,;:'));
      at = Math.max(stop, at + 1);
    }
  }

  /** Hides a place as it is, and remembers its text. */
  put(line: Line, kind: NameKind, start: number, end: number): boolean {
    if (start >= end || !line.isFree(start, end)) return false;
    const value = line.text.slice(start, end);
    if (STAND_IN.test(value)) {
      line.keep(start, end);
      return true;
    }
    line.replace(start, end, this.book.standIn(kind, value));
    this.learn(kind, value);
    return true;
  }

  learn(kind: NameKind, value: string): void {
    if (this.learning) this.learned.add(value, () => this.book.standIn(kind, value));
  }

  /**
   * Hides a host by name or address. `sure`: it is said to be one, so a word of ours is hidden as well; otherwise
   * only what is no word.
   */
  host(line: Line, from: number, to: number, sure: boolean): boolean {
    let [start, end] = [from, to];
    while (start < end && /[.*[(]/u.test(line.text.charAt(start))) start += 1;
    while (end > start && /[.\])*,;-]/u.test(line.text.charAt(end - 1))) end -= 1;
    if (start >= end || !line.isFree(start, end)) return false;
    if (this.addresses.hideWhole(line, this.book, start, end)) return true;
    if (line.lower.endsWith('.arpa', end)) {
      this.addresses.hide(line, this.book, start, end);
      if (!line.isFree(start, end)) return true;
    }
    const name = line.text.slice(start, end);
    const host = line.lower.slice(start, end);
    if (LOCAL.has(host) || STAND_IN.test(name)) {
      line.keep(start, end);
      return true;
    }
    if (/^[\d.:/-]+$/u.test(host)) return false;
    if (!host.includes('.')) {
      if (!sure && this.vocabulary.knows(name) && !this.vocabulary.isMachine(name)) return false;
      return this.put(line, 'host', start, end);
    }
    const found = this.zones.of(host);
    if (
      !sure &&
      found.kind === 'own' &&
      !this.isEnd(host.slice(host.lastIndexOf('.') + 1)) &&
      this.vocabulary.knows(name)
    )
      return false;
    if (found.kind === 'public') {
      line.keep(start, end);
      return true;
    }
    if (found.kind === 'customer') {
      const labels = found.labels.filter(
        ({ start: a, end: b }) => !STAND_IN.test(line.text.slice(start + a, start + b)),
      );
      for (const label of labels) this.put(line, 'name', start + label.start, start + label.end);
      line.keep(start, end);
      return true;
    }
    line.replace(start, end, this.book.standIn('host', host));
    if (this.learning) this.#learnLabels(host, found.organisation);
    return true;
  }

  /** Parts of a host name that stand alone elsewhere: the organisation, and the machine. */
  #learnLabels(host: string, organisation: string | null): void {
    if (organisation !== null && organisation.length > 3) this.learn('domain', organisation);
    const first = host.slice(0, host.indexOf('.'));
    if (this.vocabulary.isMachine(first) || (first.length >= SHORTEST_LABEL && !this.vocabulary.knows(first)))
      this.learn('host', first);
  }

  /** Hides a user, unless every system has one of that name. */
  user(line: Line, start: number, end: number, sure: boolean): boolean {
    const name = line.text.slice(start, end).trim();
    if (name === '' || !line.isFree(start, end)) return false;
    if (this.#users.has(name.toLowerCase()) || STAND_IN.test(name)) {
      line.keep(start, end);
      return true;
    }
    if (/^[\d.,:-]+$/u.test(name) || (!sure && this.vocabulary.knows(name))) return false;
    line.replace(start, end, this.book.standIn('user', name));
    this.learn('user', name);
    // the parts of a name stand alone elsewhere: Taro Tanaka, taro.tanaka
    for (const part of name.split(/[ .+\u3000]/u)) if (part.length > 1 && part !== name) this.learn('user', part);
    return true;
  }

  isUser(name: string): boolean {
    return this.#users.has(name.toLowerCase());
  }

  /** A name that begins as names of Azure resources do: `rg-contoso-prod`. */
  isResource(name: string): boolean {
    const hyphen = name.indexOf('-');
    if (hyphen <= 0 || !this.#resources.has(name.slice(0, hyphen).toLowerCase())) return false;
    return !this.vocabulary.knows(name.slice(hyphen + 1));
  }

  isExtension(label: string): boolean {
    return this.#extensions.has(label.toLowerCase());
  }

  /** A last label of host names. */
  isEnd(label: string): boolean {
    return this.#ends.has(label.toLowerCase()) || label.toLowerCase().startsWith('xn--');
  }

  /** The name of a public authority, or of a product that inspects: its own name first, then words that such names have. */
  isIssuer(title: string): boolean {
    const words = title
      .toLowerCase()
      .split(/\s+/u)
      .map((word) => word.replaceAll(/[,()]|\.$/gu, ''))
      .filter((word) => word !== '');
    if (words.length === 0 || words.length > 16) return false;
    return words.every(
      (word, n) => this.#issuers.has(word) || this.#authorityWords.has(word) || (n > 0 && /^\d{1,4}$/u.test(word)),
    );
  }

  /** Hides what is no word of ours in the name of a file or a folder; known parts and the extension stay. */
  file(line: Line, from: number, to: number): boolean {
    let [start, end] = [from, to];
    while (start < end && !isAlnum(line.text.charCodeAt(start)) && line.text.charCodeAt(start) < 0x80) start += 1;
    while (end > start && /[.,;:!?)\]-]/u.test(line.text.charAt(end - 1))) end -= 1;
    if (start >= end || !line.isFree(start, end)) return false;
    const stem = this.#stemEnd(line.text.slice(start, end));
    const name = line.text.slice(start, start + stem);
    if (this.vocabulary.knows(name) && !this.vocabulary.isMachine(name)) return false;
    const parts = partsOf(name);
    const strange = parts.filter((part) => this.#isStrange(name.slice(part.start, part.end)));
    if (strange.length === 0) return false;
    if (strange.length === parts.length) {
      this.put(line, this.vocabulary.isMachine(name) ? 'host' : 'file', start, start + stem);
      return true;
    }
    for (const part of strange) {
      const machine = this.vocabulary.isMachine(name.slice(part.start, part.end));
      this.put(line, machine ? 'host' : 'file', start + part.start, start + part.end);
    }
    return true;
  }

  #isStrange(part: string): boolean {
    return !STAND_IN.test(part) && (!this.vocabulary.knows(part) || this.vocabulary.isMachine(part));
  }

  /** Where the extensions of a file's name begin. */
  #stemEnd(name: string): number {
    let end = name.length;
    for (let n = 0; n < 3; n += 1) {
      const dot = name.lastIndexOf('.', end - 1);
      if (dot <= 0) break;
      const label = name.slice(dot + 1, end);
      if (!this.isExtension(label) && !NUMBER.test(label)) break;
      end = dot;
    }
    return end;
  }
}

interface Part {
  readonly start: number;
  readonly end: number;
}

/** The parts of a name between `_` and blanks. */
function partsOf(name: string): Part[] {
  const found: Part[] = [];
  let start = 0;
  for (let at = 0; at <= name.length; at += 1) {
    const c = name.charAt(at);
    if (at < name.length && c !== '_' && c !== ' ') continue;
    if (at > start) found.push({ start, end: at });
    start = at + 1;
  }
  return found;
}
