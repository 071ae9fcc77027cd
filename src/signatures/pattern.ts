/**
 * The pattern language of signatures: literal text with variable parts, compiled to a matcher that runs in linear
 * time. White space in a pattern stands for one or more blanks or tabs. `{host}` `{ip}` `{port}` `{n}` `{word}` take
 * a bounded run of their characters; `{text}` takes anything up to the nearest place where the rest fits.
 */

import { undressed } from '../text/clean.ts';

export type Variable = 'host' | 'ip' | 'port' | 'n' | 'word' | 'text';

interface VariablePart {
  readonly kind: 'variable';
  readonly name: Variable;
  readonly run: Run;
  /** The literal behind it when it could be a part of the run (`{ip}:{port}`), else empty. */
  readonly separator: string;
}

type Token = { readonly kind: 'literal'; readonly text: string } | { readonly kind: 'blank' } | VariablePart;

/** What a variable may take. */
interface Run {
  /** No host name, address or number of a log is longer. */
  readonly longest: number;
  /** The characters below U+0080, as a table: it is asked for every character. */
  readonly ascii: Uint8Array;
  /** Whether it takes all other characters. */
  readonly wide: boolean;
}

/** A match: where it stands in the line, and what the variable parts took (first of each name). */
export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  /** Where its last literal or bounded part ends: `end`, unless the pattern ends in `{text}`. */
  readonly solid: number;
  readonly values: Readonly<Partial<Record<Variable, string>>>;
}

/** Where each variable part begins and ends, one behind the other. */
type Taken = number[];

/** A place within a message. */
export interface Place {
  readonly index: number;
  readonly offset: number;
  /** What is left of the literal in which it stands; empty in a variable. */
  readonly literal: string;
  /** Literal characters from here on. */
  readonly rest: number;
}

/** How far a piece of a message reaches. */
export interface Reach {
  /** The literal characters that are there. */
  readonly weight: number;
  /** The message's end is there. */
  readonly whole: boolean;
}

/** Places of a literal that are tried behind `{text}`. */
const MOST_TRIES = 8;

/** A label has fewer literal characters than this. */
const LABEL = 15;

const VARIABLE = /\{(host|ip|port|n|word|text)\}/u;

/** Characters looked at so far: lets a test prove that matching is linear without measuring time. */
export const effort = { characters: 0 };

/** The match failed here, but may succeed at a later start. */
const NOT_HERE = -1;
/** Some part of the pattern stands nowhere behind this place: no later start can succeed. */
const NOWHERE = -2;

export class Pattern {
  readonly source: string;
  /** How many literal characters it has: the more, the more specific. */
  readonly weight: number;
  /** Characters with which every match begins; empty when the pattern begins with a variable. */
  readonly head: string;
  /** The literal text before the first variable, with single blanks: what a line must begin with at the match. */
  readonly prefix: string;
  /** The longest literal, which every match holds. */
  readonly anchor: string;
  /** The variable with which it ends; null when it ends in a literal. */
  readonly tail: Variable | null;
  /** It only names the value behind it (`Name: {host}`): a few words that stand in many texts. */
  readonly label: boolean;
  readonly #tokens: readonly Token[];
  readonly #variables: readonly Variable[];
  readonly #endsInDigit: boolean;
  /** The prefix without a blank at its end, which a log may write as a tab, and how many tokens it holds. */
  readonly #lead: string;
  readonly #leading: number;
  /** The variable with which it begins, and what stands right behind it; null where that tells no place. */
  readonly #opening: Opening | null;

  /** @throws {Error} when two variables touch or there is no literal at all. */
  constructor(source: string) {
    this.source = source;
    // lines are read without such signs
    this.#tokens = tokenise(undressed(source));
    this.#variables = this.#tokens.flatMap((token) => (token.kind === 'variable' ? [token.name] : []));
    const literals = this.#tokens.flatMap((token) => (token.kind === 'literal' ? [token.text] : []));
    if (literals.length === 0) throw new Error(`pattern without a literal: ${source}`);
    this.weight = literals.reduce((sum, text) => sum + text.length, 0);
    this.anchor = literals.reduce((longest, text) => (text.length > longest.length ? text : longest));
    const first = this.#tokens[0];
    this.head = first?.kind === 'literal' ? first.text : '';
    const last = this.#tokens.at(-1);
    this.tail = last?.kind === 'variable' ? last.name : null;
    this.#endsInDigit = last?.kind === 'literal' && isDigit(last.text.charCodeAt(last.text.length - 1));
    const variable = this.#tokens.findIndex(({ kind }) => kind === 'variable');
    const before = variable < 0 ? this.#tokens : this.#tokens.slice(0, variable);
    this.label =
      this.tail !== null &&
      variable === this.#tokens.length - 1 &&
      this.weight < LABEL &&
      / ?: ?$/u.test(source.slice(0, source.lastIndexOf('{')));
    this.prefix = before.map((token) => (token.kind === 'literal' ? token.text : ' ')).join('');
    const blank = before.at(-1)?.kind === 'blank' ? 1 : 0;
    this.#lead = this.prefix.slice(0, this.prefix.length - blank);
    this.#leading = before.length - blank;
    this.#opening = openingOf(this.#tokens);
  }

  /**
   * The first place from `from` on at which a match may begin, by what stands behind its first variable; -1 when there is none.
   */
  nextStart(line: string, from: number): number {
    const opening = this.#opening;
    if (opening === null) return from;
    const { run, blank, literal } = opening;
    for (let found = line.indexOf(literal, from); found >= 0; found = line.indexOf(literal, found + 1)) {
      let end = found;
      while (blank && end > from && isBlank(line.charCodeAt(end - 1))) end -= 1;
      if (blank && end === found) continue;
      const least = Math.max(from, end - run.longest);
      let start = end;
      while (start > least && belongs(run, line.charCodeAt(start - 1))) start -= 1;
      if (start < end) return start;
    }
    return -1;
  }

  /** Tries to match at `start`; `null` when it does not, `'nowhere'` when no later start can match either. */
  matchAt(line: string, start: number): PatternMatch | 'nowhere' | null {
    const taken: Taken = [];
    const end = this.#runFrom(line, start, taken);
    if (end === NOWHERE) return 'nowhere';
    // `HTTP/1.1 200` does not stand in `HTTP/1.1 2000`
    if (end < 0 || (this.#endsInDigit && isDigit(line.charCodeAt(end)))) return null;
    const values: Partial<Record<Variable, string>> = {};
    for (const [name, from, to] of this.#named(taken)) values[name] ??= line.slice(from, to);
    const solid = this.tail === 'text' ? (taken.at(-2) ?? end) : end;
    return { start, end, solid, values };
  }

  /** Where the variable parts of a match at `start` stand (first of each name), by offsets in the line. */
  spansAt(line: string, start: number): Readonly<Partial<Record<Variable, readonly [number, number]>>> {
    const taken: Taken = [];
    if (this.#runFrom(line, start, taken) < 0) return {};
    const spans: Partial<Record<Variable, readonly [number, number]>> = {};
    for (const [name, from, to] of this.#named(taken)) spans[name] ??= [from, to];
    return spans;
  }

  /** The variables in their order, with where each begins and ends. */
  #named(taken: Taken): [Variable, number, number][] {
    return this.#variables.map((name, index) => [name, taken[2 * index] ?? 0, taken[2 * index + 1] ?? 0]);
  }

  /**
   * Compares a text that is a piece of the message: it begins at `offset` within token `index`, and may end before the
   * message does. Null when it is no such piece.
   */
  reach(text: string, from: number, index = 0, offset = 0): Reach | null {
    let at = from;
    let weight = 0;
    for (let i = index; i < this.#tokens.length; i += 1) {
      const token = this.#tokens[i];
      if (token === undefined) break;
      if (at >= text.length) return { weight, whole: !this.#tokens.slice(i).some(({ kind }) => kind === 'literal') };
      if (token.kind === 'variable' && token.name === 'text') return this.#reachText(text, at, i, weight);
      if (token.kind === 'literal') {
        const literal = i === index ? token.text.slice(offset) : token.text;
        const rest = text.length - at;
        effort.characters += Math.min(rest, literal.length);
        if (rest < literal.length)
          return literal.startsWith(text.slice(at)) ? { weight: weight + rest, whole: false } : null;
        if (!text.startsWith(literal, at)) return null;
        weight += literal.length;
        at += literal.length;
      } else {
        at = step(token, text, at, []);
        if (at < 0) return null;
      }
    }
    return { weight, whole: true };
  }

  /** The places within the message at which a text could begin when its head is missing. */
  places(): Place[] {
    let rest = this.weight;
    return this.#tokens.flatMap((token, index): Place[] => {
      if (token.kind === 'variable')
        return index > 0 && token.name !== 'text' ? [{ index, offset: 0, literal: '', rest }] : [];
      if (token.kind === 'blank') return [];
      const before = rest;
      rest -= token.text.length;
      return Array.from(token.text, (_, offset) => ({
        index,
        offset,
        literal: token.text.slice(offset),
        rest: before - offset,
      })).filter(({ offset }) => index > 0 || offset > 0);
    });
  }

  #reachText(text: string, from: number, index: number, before: number): Reach | null {
    const next = this.#tokens[index + 1];
    if (next?.kind !== 'literal') return { weight: before, whole: true };
    let at = text.indexOf(next.text, from);
    for (let tries = 0; at >= 0 && tries < MOST_TRIES; tries += 1) {
      const reached = this.reach(text, at, index + 1);
      if (reached !== null) return { ...reached, weight: before + reached.weight };
      at = text.indexOf(next.text, at + 1);
    }
    let shared = Math.min(next.text.length - 1, text.length - from);
    while (shared > 0 && !text.endsWith(next.text.slice(0, shared))) shared -= 1;
    return { weight: before + shared, whole: false };
  }

  /** What stands before the first variable is mostly written as the pattern has it, so it is compared at once. */
  #runFrom(line: string, start: number, taken: Taken): number {
    if (!line.startsWith(this.#lead, start)) return this.#run(line, start, 0, taken);
    effort.characters += this.#lead.length;
    return this.#run(line, start + this.#lead.length, this.#leading, taken);
  }

  #run(line: string, from: number, firstToken: number, taken: Taken): number {
    let at = from;
    for (let index = firstToken; index < this.#tokens.length; index += 1) {
      const token = this.#tokens[index];
      if (token === undefined) break;
      if (token.kind === 'variable' && token.name === 'text') {
        return this.#runText(line, at, index, taken);
      }
      at = step(token, line, at, taken);
      if (at < 0) return NOT_HERE;
    }
    return at;
  }

  /** Takes as little as possible, so the rest is tried at each place once: linear, as runs are bounded. */
  #runText(line: string, from: number, index: number, taken: Taken): number {
    const next = this.#tokens[index + 1];
    if (next === undefined) {
      taken.push(from, line.length);
      return line.trimEnd().length < from ? from : line.trimEnd().length;
    }
    const mark = taken.length;
    for (let at = from; at <= line.length; at += 1) {
      if (next.kind === 'literal') {
        const found = line.indexOf(next.text, at);
        effort.characters += (found < 0 ? line.length : found) - at;
        if (found < 0) return NOWHERE;
        at = found;
      }
      taken.length = mark;
      taken.push(from, at);
      const end = this.#run(line, at, index + 1, taken);
      if (end !== NOT_HERE) return end;
    }
    return NOWHERE;
  }
}

/** The first characters at a place, with single blanks for runs of white space, as prefixes have them. */
export function prefixAt(text: string, at: number, length: number): string {
  const plain = text.slice(at, at + length);
  if (!plain.includes('\t') && !plain.includes('  ')) return plain;
  let key = '';
  for (let i = at; i < text.length && key.length < length; i += 1) {
    const c = text.charCodeAt(i);
    if (c !== 32 && c !== 9) key += text.charAt(i);
    else if (!key.endsWith(' ')) key += ' ';
  }
  return key;
}

/** A variable, and the literal behind it, with a blank between them or none. */
interface Opening {
  readonly run: Run;
  readonly blank: boolean;
  readonly literal: string;
}

/** Null for a pattern that begins otherwise, or whose variable may take what stands behind it. */
function openingOf([first, ...rest]: readonly Token[]): Opening | null {
  if (first?.kind !== 'variable' || first.name === 'text' || first.separator !== '') return null;
  const blank = rest[0]?.kind === 'blank';
  const literal = rest[blank ? 1 : 0];
  return literal?.kind === 'literal' ? { run: first.run, blank, literal: literal.text } : null;
}

function tokenise(source: string): Token[] {
  const tokens: Token[] = [];
  let previous: Token['kind'] | null = null;
  for (const [index, part] of source.split(VARIABLE).entries()) {
    if (index % 2 === 1) {
      if (previous === 'variable') throw new Error(`two variables touch: ${source}`);
      tokens.push({ kind: 'variable', name: part as Variable, run: RUNS[part as Variable], separator: '' });
      previous = 'variable';
      continue;
    }
    for (const piece of part.split(/([ \t]+)/u)) {
      if (piece === '') continue;
      previous = piece.trim() === '' ? 'blank' : 'literal';
      tokens.push(previous === 'blank' ? { kind: 'blank' } : { kind: 'literal', text: piece });
    }
  }
  return tokens.map((token, index) => withSeparator(token, tokens[index + 1]));
}

function withSeparator(token: Token, next: Token | undefined): Token {
  if (token.kind !== 'variable' || next?.kind !== 'literal') return token;
  return belongs(token.run, next.text.charCodeAt(0)) ? { ...token, separator: next.text } : token;
}

function step(token: Token, line: string, at: number, taken: Taken): number {
  switch (token.kind) {
    case 'literal':
      effort.characters += token.text.length;
      return line.startsWith(token.text, at) ? at + token.text.length : NOT_HERE;
    case 'blank': {
      let end = at;
      while (isBlank(line.charCodeAt(end))) end += 1;
      return end > at ? end : NOT_HERE;
    }
    case 'variable': {
      const { name, run, separator } = token;
      let end = at;
      const limit = Math.min(line.length, at + run.longest);
      while (end < limit && belongs(run, line.charCodeAt(end))) end += 1;
      // the last place of a separator counts
      if (separator !== '') {
        const cut = line.lastIndexOf(separator, end);
        if (cut > at) end = cut;
      }
      // a full stop behind a name ends the sentence, not the name
      if (name === 'host' && end > at + 1 && line.charCodeAt(end - 1) === 46 && end === line.length) end -= 1;
      effort.characters += end - at;
      if (end === at) return NOT_HERE;
      taken.push(at, end);
      return end;
    }
  }
}

function table(accepts: (c: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, c) => (accepts(c) ? 1 : 0));
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isAlpha = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90);
const isHexLetter = (c: number): boolean => (c >= 97 && c <= 102) || (c >= 65 && c <= 70);

const DIGITS = table(isDigit);
const WORD: Run = { longest: 512, ascii: table((c) => c > 32), wide: true };
const RUNS: Readonly<Record<Variable, Run>> = {
  host: {
    longest: 255,
    ascii: table((c) => isDigit(c) || isAlpha(c) || c === 46 || c === 45 || c === 95),
    wide: false,
  },
  // I, P and the hyphen: `IP-1` stands for an address in a masked log
  ip: {
    longest: 45,
    ascii: table((c) => isDigit(c) || c === 46 || c === 58 || isHexLetter(c) || c === 73 || c === 80 || c === 45),
    wide: false,
  },
  port: { longest: 5, ascii: DIGITS, wide: false },
  n: { longest: 20, ascii: DIGITS, wide: false },
  word: WORD,
  text: WORD,
};

function belongs({ ascii, wide }: Run, c: number): boolean {
  return c < 128 ? ascii[c] === 1 : wide;
}

function isBlank(c: number): boolean {
  return c === 32 || c === 9;
}
