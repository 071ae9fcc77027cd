import type { Command } from './command-facts.ts';
import type { Run } from './run.ts';
import type { MatchedLine } from './matched-line.ts';

/** One check with the lines it wrote, before anything is judged. */
export interface RawProbe {
  readonly tool: string;
  command: Command | null;
  readonly first: number;
  last: number;
  readonly matches: MatchedLine[];
  /** Number of the log's part (heading) in which it stands. */
  readonly section: number;
  /** False when the text ends inside its last line, so that the line may be half. */
  terminated: boolean;
  /** The machine that the prompt names; absent where none does. */
  readonly machine?: string;
  /** False where the prompt is that of a user who is not root; absent where it does not tell. */
  readonly root?: boolean;
  /** It was broken off by hand (`^C`), so nothing behind belongs to it. */
  interrupted: boolean;
  /** What its lines showed so far. */
  readonly run: Run;
}
