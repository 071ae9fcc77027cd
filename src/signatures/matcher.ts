import type { Signature } from '../knowledge/types.ts';
import type { Role } from '../model/role.ts';
import { Pattern, prefixAt, type PatternMatch } from './pattern.ts';
import { append } from '../text/lists.ts';
import { withVerdict } from './verdict.ts';

/** Longest part of a line that is compared; no message of a tool is longer. */
const LONGEST_LINE = 4096;

/** Lengths of the prefixes by which patterns are found, the longest that a pattern has; a head has two characters. */
const PREFIXES = [12, 8, 2] as const;

/** The bit behind those of the lengths: the longest literal of a pattern without a head begins so. */
const ANCHOR = 1 << PREFIXES.length;
const HEADS = ANCHOR - 1;

/** Size of the table of beginnings, small enough to stay in the processor's first cache. */
const PAIRS = 1 << 12;

/** How many answers an index keeps. */
const MOST_ANSWERED = 4096;

export interface SignatureMatch extends PatternMatch {
  readonly signature: Signature;
  readonly pattern: Pattern;
  /** What the line is in its tool's output; null where the signature does not say. */
  readonly role: Role | null;
  /** How specific it is: the number of literal characters, less than any for what only introduces a message. */
  readonly weight: number;
}

interface Entry {
  readonly signature: Signature;
  readonly pattern: Pattern;
  readonly role: Role | null;
  readonly weight: number;
}

/** What introduces a message (`PS>TerminatingError(Invoke-WebRequest): "…"`) says less than the message that it holds. */
function weightOf({ verdict }: Signature, { source, weight }: Pattern): number {
  return verdict === 'informational' && (source.endsWith('{text}') || source.endsWith('{text}"')) ? 0.5 : weight;
}

/**
 * Finds the signature that explains a line. Among all patterns that fit, the one with the most literal characters
 * wins, so specific messages come before generic ones without any order being written down.
 */
export class SignatureMatcher {
  readonly #entries: readonly Entry[];
  /** One index for each set of tools: the messages of one tool begin in few ways, those of all in almost any. */
  readonly #indexes = new Map<ReadonlySet<string> | undefined, Index>();

  constructor(signatures: readonly Signature[]) {
    this.#entries = signatures.flatMap((signature) =>
      signature.patterns.map((source) => {
        const pattern = new Pattern(source);
        const role = signature.roles?.[source] ?? signature.role ?? null;
        return { signature, pattern, role, weight: weightOf(signature, pattern) };
      }),
    );
  }

  /**
   * The best match in a line, or null. `tools` restricts it to the signatures of these tools; pass the same set again
   * rather than an equal one.
   */
  match(line: string, tools?: ReadonlySet<string>): SignatureMatch | null {
    return this.#index(tools).match(line);
  }

  /**
   * The most specific match at each place before `until` at which a message begins. `begins` says where that may be,
   * for a text whose blanks are gone.
   */
  all(line: string, begins = (at: number) => isBoundary(line, at), until = line.length): SignatureMatch[] {
    return this.#index(undefined).all(line, begins, until);
  }

  /** Lets go of the answered lines: they would keep the text alive from which they were cut. */
  forget(): void {
    for (const index of this.#indexes.values()) index.forget();
  }

  #index(tools: ReadonlySet<string> | undefined): Index {
    let index = this.#indexes.get(tools);
    if (index === undefined) {
      index = new Index(this.#entries.filter(({ signature }) => tools?.has(signature.tool) !== false));
      this.#indexes.set(tools, index);
    }
    return index;
  }
}

/** Patterns by what a match begins with. */
class Index {
  /** Entries by the first characters of their prefix. Each length has a bit of its own. */
  readonly #levels = PREFIXES.map((length, index) => ({
    length,
    bit: 1 << index,
    buckets: new Map<string, Entry[]>(),
  }));
  /** Which lengths of prefixes begin with two characters, by their hash: rules out almost every place at once. */
  readonly #pairs = new Uint8Array(PAIRS);
  readonly #headless: Entry[] = [];
  /** The same by the first two characters of their longest literal, and those whose literals have but one character. */
  readonly #anchors = new Map<string, Entry[]>();
  readonly #unanchored: Entry[] = [];
  /** Lines already answered: the same banner, header or verdict stands in a log many times. */
  #answered = new Map<string, SignatureMatch | null>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      const { head, prefix } = entry.pattern;
      if (head.length < 2) {
        this.#addHeadless(entry);
        continue;
      }
      for (const { length, bit, buckets } of this.#levels) {
        if (prefix.length < length) continue;
        const pair = pairAt(head, 0);
        this.#pairs[pair] = (this.#pairs[pair] ?? 0) | bit;
        append(buckets, prefix.slice(0, length), entry);
        break;
      }
    }
  }

  #addHeadless(entry: Entry): void {
    const { anchor } = entry.pattern;
    this.#headless.push(entry);
    if (anchor.length < 2) {
      this.#unanchored.push(entry);
      return;
    }
    const pair = pairAt(anchor, 0);
    this.#pairs[pair] = (this.#pairs[pair] ?? 0) | ANCHOR;
    append(this.#anchors, anchor.slice(0, 2), entry);
  }

  match(line: string): SignatureMatch | null {
    if (line.length > 200) return this.#find(line);
    let found = this.#answered.get(line);
    if (found === undefined) {
      found = this.#find(line);
      if (this.#answered.size > MOST_ANSWERED) this.forget();
      this.#answered.set(line, found);
    }
    return found;
  }

  all(line: string, begins: (at: number) => boolean, until: number): SignatureMatch[] {
    const text = line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE) : line;
    const found: SignatureMatch[] = [];
    const hopeless = new Hopeless();
    const headless = new Set(this.#unanchored);
    let here = text.charCodeAt(0);
    for (let at = 0; at < text.length; at += 1) {
      const next = text.charCodeAt(at + 1);
      const pairs = this.#pairs[pairOf(here, next)] ?? 0;
      here = next;
      if (pairs === 0) continue;
      if ((pairs & ANCHOR) !== 0) this.#anchored(text, at, headless);
      if ((pairs & HEADS) === 0 || at >= until || !begins(at)) continue;
      const best = this.#at(text, at, hopeless, null);
      if (best !== null) found.push(best);
    }
    for (const entry of headless) {
      const match = matchHeadless(entry.pattern, text);
      if (match !== null && match.start < until) found.push(matchOf(match, entry));
    }
    return found;
  }

  /** Collects the patterns without a head whose longest literal stands here. */
  #anchored(text: string, at: number, found: Set<Entry>): void {
    for (const entry of this.#anchors.get(text.slice(at, at + 2)) ?? []) {
      if (text.startsWith(entry.pattern.anchor, at)) found.add(entry);
    }
  }

  forget(): void {
    this.#answered = new Map();
  }

  /** The best match at a place that is better than the one so far. */
  #at(text: string, at: number, hopeless: Hopeless, before: SignatureMatch | null): SignatureMatch | null {
    const pairs = this.#pairs[pairAt(text, at)] ?? 0;
    let best = before;
    for (const { length, bit, buckets } of this.#levels) {
      if ((pairs & bit) === 0) continue;
      best = tryAll(buckets.get(prefixAt(text, at, length)), text, at, hopeless, best);
    }
    return best;
  }

  #find(line: string): SignatureMatch | null {
    const text = line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE) : line;
    let best: SignatureMatch | null = null;
    const hopeless = new Hopeless();
    let here = text.charCodeAt(0);
    for (let at = 0; at < text.length; at += 1) {
      const next = text.charCodeAt(at + 1);
      const pairs = this.#pairs[pairOf(here, next)] ?? 0;
      if ((pairs & HEADS) !== 0 && isBoundary(text, at)) best = this.#at(text, at, hopeless, best);
      here = next;
    }
    for (const entry of this.#headless) {
      const { pattern, weight } = entry;
      if (best !== null && weight <= best.weight) continue;
      if (!text.includes(pattern.anchor)) continue;
      const found = matchHeadless(pattern, text);
      if (found !== null) best = matchOf(found, entry);
    }
    return best;
  }
}

function matchOf(match: PatternMatch, { signature, pattern, role, weight }: Entry): SignatureMatch {
  const { start, end, solid, values } = match;
  return { start, end, solid, values, signature: withVerdict(signature, values.n), pattern, role, weight };
}

/** Patterns that fit nowhere behind the places already tried; most lines have none. */
class Hopeless {
  #patterns: Set<Pattern> | null = null;

  add(pattern: Pattern): void {
    this.#patterns ??= new Set();
    this.#patterns.add(pattern);
  }

  has(pattern: Pattern): boolean {
    return this.#patterns?.has(pattern) === true;
  }
}

/** Tries the patterns of a bucket that could beat the best match so far. */
function tryAll(
  bucket: readonly Entry[] | undefined,
  text: string,
  at: number,
  hopeless: Hopeless,
  before: SignatureMatch | null,
): SignatureMatch | null {
  let best = before;
  if (bucket === undefined) return best;
  for (const entry of bucket) {
    const { pattern, weight } = entry;
    if (best !== null && weight <= best.weight) continue;
    if (hopeless.has(pattern)) continue;
    const found = pattern.matchAt(text, at);
    if (found === 'nowhere') hopeless.add(pattern);
    else if (found !== null) best = matchOf(found, entry);
  }
  return best;
}

/** Characters that names consist of: behind one of them no name begins. */
function isWordCharacter(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 45 || c === 46 || c === 95;
}

/**
 * A pattern that begins with a variable, or with a word of one letter (`A VSS writer …`), is tried at the beginning of the words
 * before its longest literal.
 */
function matchHeadless(pattern: Pattern, text: string): PatternMatch | null {
  const last = text.lastIndexOf(pattern.anchor);
  let tries = 0;
  for (let at = 0; at <= last && tries < 64; at += 1) {
    if (text.charCodeAt(at) <= 32 || (at > 0 && isWordCharacter(text.charCodeAt(at - 1)))) continue;
    if (!text.startsWith(pattern.head, at)) continue;
    tries += 1;
    const found = pattern.matchAt(text, at);
    if (found === 'nowhere') return null;
    if (found !== null) return found;
  }
  return null;
}

/** A hash of two characters. */
function pairOf(first: number, second: number): number {
  return ((first << 5) ^ second) & (PAIRS - 1);
}

function pairAt(text: string, at: number): number {
  return pairOf(text.charCodeAt(at), text.charCodeAt(at + 1));
}

/** Messages begin at a word: the progress meter may stand right before one (`--:--     0curl: (6) …`). */
function isBoundary(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  const letterBefore =
    (before >= 97 && before <= 122) || (before >= 65 && before <= 90) || before === 95 || before === 45;
  const digitBefore = before >= 48 && before <= 57;
  const here = text.charCodeAt(at);
  const digitHere = here >= 48 && here <= 57;
  return !letterBefore && !(digitBefore && digitHere);
}
