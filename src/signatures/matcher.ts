import type { Signature } from '../knowledge/types.ts';
import type { Role } from '../model/role.ts';
import { Pattern, prefixAt, type PatternMatch } from './pattern.ts';
import { append } from '../text/lists.ts';
import { withVerdict } from './verdict.ts';

/** Longest part of a line that is compared; no message of a tool is longer. */
const LONGEST_LINE = 4096;

/** Lengths of the prefixes by which patterns are found, the longest that a pattern has; a head has two characters. */
const PREFIXES = [12, 8, 6, 4, 2] as const;

/** The bit behind those of the lengths: the longest literal of a pattern without a head begins so. */
const ANCHOR = 1 << PREFIXES.length;
const HEADS = ANCHOR - 1;

/** Characters by which a place is told at which a pattern may be found. */
const MARKED = 3;
/** Sizes of the table of beginnings: of two characters, and of the third. Small enough to stay in the processor's cache. */
const PAIRS = 1 << 11;
const THIRDS = 1 << 5;

const TAB = 9;
const BLANK = 32;

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

/** Texts put together, with what stands between each two of them. */
interface JoinedTexts {
  readonly whole: string;
  readonly texts: readonly string[];
  readonly joint: string;
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

  /** The same in texts put together: each of them is looked through once, in however many ways it is put together. */
  matchJoined(texts: JoinedTexts, tools?: ReadonlySet<string>): SignatureMatch | null {
    return this.#index(tools).matchJoined(texts);
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

/** Where a pattern with a head may begin in a text, and which without one may stand in it. */
interface Places {
  readonly heads: readonly number[];
  /** Numbers of the patterns without a head whose longest literal stands there. */
  readonly anchored: readonly number[];
}

const NOWHERE: Places = { heads: [], anchored: [] };

/** Patterns by what a match begins with. */
class Index {
  /** Entries by the first characters of their prefix. Each length has a bit of its own. */
  readonly #levels = PREFIXES.map((length, index) => ({
    length,
    bit: 1 << index,
    buckets: new Map<string, Entry[]>(),
  }));
  /** Which lengths of prefixes begin with three characters, by their hash: rules out almost every place at once. */
  readonly #beginnings = new Uint8Array(PAIRS * THIRDS);
  /** Patterns without a head, in their order. */
  readonly #headless: Entry[] = [];
  /** Their numbers by the first two characters of their longest literal, and those whose literals have but one character. */
  readonly #anchors = new Map<string, number[]>();
  readonly #unanchored: number[] = [];
  readonly #always: Entry[] = [];
  /** Lines already answered: the same banner, header or verdict stands in a log many times. */
  #answered = new Map<string, SignatureMatch | null>();
  /** The places of texts that were put together with others. */
  #looked = new Map<string, Places>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      const { head, prefix } = entry.pattern;
      if (head.length < 2) {
        this.#addHeadless(entry);
        continue;
      }
      for (const { length, bit, buckets } of this.#levels) {
        if (prefix.length < length) continue;
        this.#mark(prefix, bit);
        append(buckets, prefix.slice(0, length), entry);
        break;
      }
    }
  }

  #addHeadless(entry: Entry): void {
    const { anchor } = entry.pattern;
    const number = this.#headless.push(entry) - 1;
    if (anchor.length < 2) {
      this.#unanchored.push(number);
      this.#always.push(entry);
      return;
    }
    this.#mark(anchor, ANCHOR);
    append(this.#anchors, anchor.slice(0, 2), number);
  }

  /** A text that is found begins so; behind two characters anything may follow. */
  #mark(begin: string, bit: number): void {
    const [first, second, third] = [codeAt(begin, 0), codeAt(begin, 1), codeAt(begin, 2)];
    const thirds = begin.length > 2 ? [third] : Array.from({ length: THIRDS }, (_, any) => any);
    for (const place of thirds.map((any) => beginningOf(first, second, any)))
      this.#beginnings[place] = (this.#beginnings[place] ?? 0) | bit;
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
    const { heads, anchored } = this.#places(text);
    for (const at of heads) {
      if (at >= until || !begins(at)) continue;
      const best = this.#at(text, at, hopeless, null);
      if (best !== null) found.push(best);
    }
    for (const entry of this.#headlessOf(anchored)) {
      const match = matchHeadless(entry.pattern, text);
      if (match !== null && match.start < until) found.push(matchOf(match, entry));
    }
    return found;
  }

  #places(text: string): Places {
    let heads: number[] | null = null;
    let anchored: number[] | null = null;
    const beginnings = this.#beginnings;
    let here = codeAt(text, 0);
    let next = codeAt(text, 1);
    for (let at = 0; at < text.length; at += 1) {
      const third = codeAt(text, at + 2);
      const bits = beginnings[beginningOf(here, next, third)] ?? 0;
      here = next;
      next = third;
      if (bits === 0) continue;
      if ((bits & HEADS) !== 0) (heads ??= []).push(at);
      if ((bits & ANCHOR) !== 0) anchored = this.#anchoredAt(text, at, anchored);
    }
    return heads === null && anchored === null ? NOWHERE : { heads: heads ?? [], anchored: anchored ?? [] };
  }

  /** The patterns without a head that may stand there: of those of one weight the first counts. */
  #headlessOf(anchored: readonly number[]): readonly Entry[] {
    if (anchored.length === 0) return this.#always;
    const numbers = [...new Set([...this.#unanchored, ...anchored])];
    return numbers.sort((a, b) => a - b).flatMap((number) => this.#headless[number] ?? []);
  }

  /** Adds the patterns without a head whose longest literal stands here. */
  #anchoredAt(text: string, at: number, found: number[] | null): number[] | null {
    let all = found;
    for (const number of this.#anchors.get(text.slice(at, at + 2)) ?? []) {
      const anchor = this.#headless[number]?.pattern.anchor ?? '';
      if (text.startsWith(anchor, at)) (all ??= []).push(number);
    }
    return all;
  }

  forget(): void {
    this.#answered = new Map();
    this.#looked = new Map();
  }

  matchJoined({ whole, texts, joint }: JoinedTexts): SignatureMatch | null {
    const isMarked = texts.some((text, at) => at > 0 && this.#isMarkedBetween(texts[at - 1] ?? '', joint, text));
    if (isMarked || whole.length > LONGEST_LINE) return this.#find(whole);
    const heads: number[] = [];
    const anchored: number[] = [];
    let from = 0;
    for (const text of texts) {
      const own = this.#placesOf(text);
      for (const at of own.heads) heads.push(at + from);
      anchored.push(...own.anchored);
      from += text.length + joint.length;
    }
    return this.#bestOf(whole, { heads, anchored });
  }

  /** The places of a text that is asked again. */
  #placesOf(text: string): Places {
    let places = this.#looked.get(text);
    if (places === undefined) {
      places = this.#places(text);
      if (this.#looked.size > MOST_ANSWERED) this.#looked = new Map();
      this.#looked.set(text, places);
    }
    return places;
  }

  /** True where the characters by which a pattern is found stand across a joint, or may do so. */
  #isMarkedBetween(before: string, joint: string, behind: string): boolean {
    if (before.length < MARKED || behind.length < MARKED) return true;
    const around = `${before.slice(1 - MARKED)}${joint}${behind.slice(0, MARKED - 1)}`;
    for (let at = 0; at < MARKED - 1; at += 1) if (this.#bitsAt(around, at) > 0) return true;
    return false;
  }

  #bitsAt(text: string, at: number): number {
    return this.#beginnings[beginningOf(codeAt(text, at), codeAt(text, at + 1), codeAt(text, at + 2))] ?? 0;
  }

  /** The best match at a place that is better than the one so far. */
  #at(text: string, at: number, hopeless: Hopeless, before: SignatureMatch | null): SignatureMatch | null {
    const bits = this.#bitsAt(text, at);
    let best = before;
    for (const { length, bit, buckets } of this.#levels) {
      if ((bits & bit) === 0) continue;
      best = tryAll(buckets.get(prefixAt(text, at, length)), text, at, hopeless, best);
    }
    return best;
  }

  #find(line: string): SignatureMatch | null {
    const text = line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE) : line;
    return this.#bestOf(text, this.#places(text));
  }

  #bestOf(text: string, { heads, anchored }: Places): SignatureMatch | null {
    let best: SignatureMatch | null = null;
    const hopeless = new Hopeless();
    for (const at of heads) if (isBoundary(text, at)) best = this.#at(text, at, hopeless, best);
    for (const entry of this.#headlessOf(anchored)) {
      if (best !== null && entry.weight <= best.weight) continue;
      const found = matchHeadless(entry.pattern, text);
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
    const start = pattern.nextStart(text, at);
    if (start < 0) return null;
    if (start > at) {
      at = start - 1;
      continue;
    }
    tries += 1;
    const found = pattern.matchAt(text, at);
    if (found === 'nowhere') return null;
    if (found !== null) return found;
  }
  return null;
}

/** A character's code, 0 behind the end: to ask for it there makes each further question many times as slow (V8). */
function codeAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : 0;
}

/** A hash of three characters; the third may be a blank of either kind. */
function beginningOf(first: number, second: number, third: number): number {
  const pair = ((first << 4) ^ second) & (PAIRS - 1);
  return pair * THIRDS + ((third === TAB ? BLANK : third) & (THIRDS - 1));
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
