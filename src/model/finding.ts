/** Lines with a meaning, and commands without one. */

import type { Span, Status } from './probe.ts';

/** A known message where it decides no endpoint. */
export interface MessageFinding {
  readonly signature: string;
  readonly verdict: Status | 'informational';
  /** The first line that says it, 1-based; `lines` holds all of them where there are more. */
  readonly line: number;
  /** UTF-16 offsets in that line. */
  readonly start: number;
  readonly end: number;
  readonly lines?: readonly number[];
  readonly count: number;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  readonly params: Readonly<Record<string, string>>;
}

/** A command whose output is not read. */
export interface Unread {
  readonly command: string;
  readonly tool: string | null;
  readonly lines: readonly [number, number];
}

/** A line with a meaning: what the annotated log shows beside it. */
export interface Annotation extends Span {
  readonly kind: 'command' | 'message';
  readonly probe: number | null;
  readonly signature: string | null;
  /** What the line says in this probe; informational lines decide nothing. */
  readonly verdict: Status | 'informational';
  /** True for the line on which its probe's status rests. */
  readonly decides: boolean;
}
