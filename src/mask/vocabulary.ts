import type { NameRules } from '../knowledge/types.ts';
import { isDigit, isLetter, isLower, isUpper } from './chars.ts';

type Words = Pick<NameRules, 'words' | 'extensions' | 'inspectors' | 'machines' | 'hosts'>;

/** Words that nobody is called by; what consists of them, numbers and short pieces alone is no name. */
export class Vocabulary {
  readonly #words: ReadonlySet<string>;
  readonly #machines: ReadonlySet<string>;
  readonly #known = new Map<string, boolean>();

  constructor({ words, extensions, inspectors, machines, hosts }: Words) {
    // a public name may be cut behind its first label
    const labels = hosts.map((host) => host.slice(0, host.indexOf('.')));
    this.#words = new Set([...words, ...extensions, ...inspectors, ...labels]);
    this.#machines = new Set(machines);
  }

  /** A single word, as it is written in a sentence. */
  hasWord(word: string): boolean {
    const lower = word.toLowerCase();
    return this.#words.has(lower) || (lower.endsWith('s') && this.#words.has(lower.slice(0, -1)));
  }

  /** An identifier, a part of a path or a name of a file: `CheckNWResult`, `vmsettings.json`, `x86_64`. */
  knows(name: string): boolean {
    if (name.length > LONGEST) return false;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const answer = this.hasWord(name) || pieces(name).every((piece) => this.#knowsPiece(piece));
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(name, answer);
    return answer;
  }

  #knowsPiece(piece: string): boolean {
    if (piece.length <= 2 || this.hasWord(piece)) return true;
    return runs(piece).every((run) => isDigit(run.charCodeAt(0)) || run.length <= 2 || this.hasWord(run));
  }

  /** Named like a machine: `srv01`, `vm-linux01`, `CONTOSOVM11`; letters that are no word of ours, and a number. */
  isMachine(name: string): boolean {
    if (name.length > LONGEST || this.#words.has(name.toLowerCase())) return false;
    let numbered = false;
    let strange = false;
    for (const piece of pieces(name)) {
      if (piece.length <= 1 || this.#words.has(piece.toLowerCase())) continue;
      const parts = runs(piece);
      for (const [index, part] of parts.entries()) {
        if (isDigit(part.charCodeAt(0))) continue;
        const number = parts[index + 1] ?? '';
        if (number !== '' && isDigit(number.charCodeAt(0))) {
          const last = index + 2 >= parts.length || (parts[index + 2]?.length ?? 0) <= 1;
          const machine = last && number.length <= 4 && this.#machines.has(part.toLowerCase());
          numbered ||= machine;
          strange ||= part.length > 2 && !this.hasWord(part) && !machine;
        } else if (index > 0 && part.length > 2 && !this.hasWord(part)) strange = true;
      }
    }
    return numbered || strange;
  }
}

/** A longer word is none of ours. */
const LONGEST = 128;
const MOST_KNOWN = 20_000;

/** The parts of an identifier between `-`, `_`, `.` and the like. */
function pieces(name: string): string[] {
  const found: string[] = [];
  let start = -1;
  for (let at = 0; at <= name.length; at += 1) {
    const c = name.charCodeAt(at);
    const inside = isLetter(c) || isDigit(c) || c >= 0x80;
    if (inside && start < 0) start = at;
    else if (!inside && start >= 0) {
      found.push(name.slice(start, at));
      start = -1;
    }
  }
  return found;
}

/** The words of `CurrentControlSet`, `HTTPSConnection`, `sha256`: where capitals, small letters and digits meet. */
function runs(piece: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (let at = 1; at <= piece.length; at += 1) {
    if (at < piece.length && !isSeam(piece, at)) continue;
    found.push(piece.slice(start, at));
    start = at;
  }
  return found;
}

function isSeam(piece: string, at: number): boolean {
  const before = piece.charCodeAt(at - 1);
  const here = piece.charCodeAt(at);
  if (isDigit(before) !== isDigit(here)) return true;
  if (isLower(before) && isUpper(here)) return true;
  return isUpper(before) && isUpper(here) && isLower(piece.charCodeAt(at + 1));
}
