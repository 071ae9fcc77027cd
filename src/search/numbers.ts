import type { SearchKnowledge, Signature } from '../knowledge/types.ts';
import { fold } from '../text/fold.ts';
import { append } from '../text/lists.ts';

/** A number that a text calls a code. */
export interface LabelledNumber {
  readonly written: string;
  /** 0 to 2^32 − 1. */
  readonly value: number;
  /** Share of the text that the label and the number are, 0 to 1. */
  readonly share: number;
}

/** Characters of a text that are looked at. */
const LONGEST = 20_000;
const MOST = 8;
/** Smaller numbers are ports, years and counts unless their program is named. */
const LEAST = 10_000;
const LEAST_HEX = 0x100;
/** Digits that codes of one program begin with alike. */
const FAMILY = 3;

/** Knows messages by their numbers, in decimal and hexadecimal, behind what calls a number a code. */
export class CodeNumbers {
  readonly #signatures = new Map<number, Signature[]>();
  readonly #labelled: RegExp;

  constructor(
    signatures: readonly Signature[],
    { labels, between }: Pick<SearchKnowledge['codes'], 'labels' | 'between'>,
  ) {
    for (const signature of signatures)
      for (const number of numbersOf(signature)) append(this.#signatures, number, signature);
    const [words, links] = [[...labels, 'id'], between].map((list) => list.map(fold).join('|'));
    this.#labelled = new RegExp(
      String.raw`(?<![a-z])(?:${words})[a-z]{0,12}(?:\s{0,2}(?:${links})){0,2}[\s:=#"'.]{0,6}[([<]?\s?(?<number>0x[\da-f]{2,8}|\d{4,10})(?![\w.]\d|\w)|(?<=[([])(?<bracketed>0x[\da-f]{2,8})(?=[)\]])`,
      'gu',
    );
  }

  /** The numbers that a text calls codes. */
  read(text: string): LabelledNumber[] {
    const folded = fold(text.slice(0, LONGEST)).trim();
    const found: LabelledNumber[] = [];
    for (const match of folded.matchAll(this.#labelled)) {
      const written = match.groups?.['number'] ?? match.groups?.['bracketed'] ?? '';
      const value = Number(written);
      if (Number.isSafeInteger(value) && found.every((one) => one.value !== value))
        found.push({ written, value, share: match[0].length / folded.length });
      if (found.length >= MOST) break;
    }
    return found;
  }

  /** The messages of a number. */
  find(number: LabelledNumber): readonly Signature[] {
    return isTelling(number) ? (this.#signatures.get(number.value) ?? []) : [];
  }

  /** The program whose codes begin as a number does; null where none or several do. */
  familyOf(value: number): string | null {
    const digits = String(value);
    const tools = new Set<string>();
    for (const [number, signatures] of this.#signatures) {
      const own = String(number);
      if (own.length === digits.length && own.slice(0, FAMILY) === digits.slice(0, FAMILY))
        for (const { tool } of signatures) tools.add(tool);
    }
    const [tool, ...others] = tools;
    return tool !== undefined && others.length === 0 ? tool : null;
  }
}

/** True for a number that is a code wherever it is called one; smaller ones are ports, years and statuses. */
export function isTelling({ value, written }: LabelledNumber): boolean {
  return value >= (written.startsWith('0x') ? LEAST_HEX : LEAST);
}

/** A number is a message's where its name has it, or its patterns have nothing else. */
function numbersOf({ id, title, patterns }: Signature): Set<number> {
  const texts = [id.replaceAll('-', ' '), title, ...patterns.filter((pattern) => pattern.length <= SHORT)];
  const words = texts.flatMap((text) => text.match(/(?<![\w.])(?:0x[\da-fA-F]{2,8}|\d{4,10})(?![\w.]\d|\w)/gu) ?? []);
  return new Set(words.map(Number).filter((value) => value >= LEAST_HEX));
}

/** A pattern that is hardly more than its code. */
const SHORT = 40;
