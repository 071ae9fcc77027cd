import type { SystemErrorRules } from '../knowledge/types.ts';
import type { Cause } from '../model/probe.ts';

/** What the operating system says of a connection that failed (content/reference/system-errors.yaml). */
export class SystemErrors {
  readonly #rules: SystemErrorRules;

  constructor(rules: SystemErrorRules) {
    this.#rules = rules;
  }

  /** The cause that a sentence names; null when it is none that is known. */
  causeOf(sentence: string): Cause | null {
    return this.#rules.causes.find(({ begins }) => sentence.startsWith(begins))?.cause ?? null;
  }

  /** An argument is not valid. */
  isInvalidArgument(sentence: string): boolean {
    return this.#rules.invalidArgument.some((begins) => sentence.startsWith(begins));
  }

  /** A file, or a folder, is not there. */
  isNoFile(sentence: string): boolean {
    return this.#rules.noFile.some((begins) => sentence.startsWith(begins));
  }
}
