import type { Signature } from '../knowledge/types.ts';
import { fold } from '../text/fold.ts';
import { append } from '../text/lists.ts';

/** A longer text is not just a code with a word or two. */
const LONGEST = 40;
/** What an error code looks like; shorter numbers are years and ports. */
const CODE = /^(?:0x[\da-f]{4,8}|\d{5,6})$/u;

/** Finds messages by their error code alone. A number may mean anything elsewhere, so this is no more than a resemblance. */
export class ErrorCodes {
  readonly #signatures = new Map<string, Signature[]>();

  constructor(signatures: readonly Signature[]) {
    for (const signature of signatures) {
      for (const code of codesOf([signature.title, ...signature.patterns].join('\n'))) {
        append(this.#signatures, code, signature);
      }
    }
  }

  /** The messages whose code a short text names. */
  find(text: string): readonly Signature[] {
    if (text.trim().length > LONGEST) return [];
    return [...codesOf(text)].flatMap((code) => this.#signatures.get(code) ?? []);
  }
}

function codesOf(text: string): Set<string> {
  return new Set(
    fold(text)
      .split(/[^\da-z]+/u)
      .filter((word) => CODE.test(word)),
  );
}
