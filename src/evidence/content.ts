import type { Flaw } from '../model/evidence.ts';

/** What the log of a check script inside a bundle says of itself. */
export interface LogFacts {
  /** Id of the format, as the report of a log has it. */
  readonly format: string;
  /** False when the log ends before the script's own end. */
  readonly complete: boolean;
}

/** What a look into a file has shown: what a log says of itself, or why nothing is known. */
export type Content = LogFacts | Flaw;
