/** Root causes and what to do about them. */

import type { Platform } from './probe.ts';

/** A next step; `command` is one command for the shell of `platform`, or null. */
export interface NextStep {
  readonly text: string;
  readonly command: string | null;
  readonly platform: Platform;
}

export type Confidence = 'certain' | 'likely' | 'possible';

export interface Diagnosis {
  readonly id: string;
  readonly confidence: Confidence;
  readonly params: Readonly<Record<string, string | number>>;
  /** Ids of the probes on which it rests. */
  readonly because: readonly number[];
  /** Lines of the messages on which it rests, where it rests on messages outside the probes. */
  readonly lines?: readonly number[];
  readonly steps: readonly NextStep[];
  /** `steps` as text; a command to copy stands on a line of its own between backticks. */
  readonly next: readonly string[];
  readonly title: string;
  readonly name: string;
  readonly summary: string;
  readonly why: string;
  /** In the report of a bundle: the file that shows it, whose probes `because` names, and how many files do. */
  readonly file?: string;
  readonly files?: number;
}

/** `ok` green, `ng` red, `un` amber. */
export type Tone = 'ok' | 'ng' | 'un';
