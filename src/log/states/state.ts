import type { NumberedLine } from '../../text/lines.ts';

/** What an output says of something on the machine that is not as it should be; lines within the log. */
export interface FoundState {
  /** Id of the signature that explains it. */
  readonly signature: string;
  /** The lines that say it, the one that names it first. */
  readonly lines: readonly [NumberedLine, ...NumberedLine[]];
  /** What it is about, as the output writes it. */
  readonly params: Readonly<Record<string, string>>;
}
