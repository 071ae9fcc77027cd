import type { SignatureMatch } from '../signatures/matcher.ts';

/** A line of a probe that a signature explains. */
export interface MatchedLine {
  readonly line: number;
  /** The line, put together with the following ones that its message takes. */
  readonly text: string;
  readonly match: SignatureMatch;
  /** How many of the following lines the message takes, as a mail program or a console wraps it. */
  readonly continued: number;
}
