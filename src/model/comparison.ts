/** Two runs of one machine beside each other: what changed. */

import type { Diagnosis } from './diagnosis.ts';
import type { Endpoint } from './endpoint.ts';

/**
 * `fixed`: it failed, and now it was seen to work. `worse`: it worked, and now it fails. `same`: as before. `unclear`: one of the runs did
 * not tell.
 */
export type Change = 'fixed' | 'worse' | 'same' | 'unclear';

export interface EndpointChange {
  readonly host: string;
  readonly port: number;
  readonly change: Change;
  /** The verdict is as it was, and its reason is another one. */
  readonly isOtherReason: boolean;
  /** Null: the run did not speak of it. */
  readonly before: Endpoint | null;
  readonly after: Endpoint | null;
}

/** A setting that two runs show differently. */
export interface SettingChange {
  readonly setting: 'proxy' | 'proxy-account' | 'tls12' | 'default-route' | 'dns-servers' | 'addresses';
  /** Whose it is: an account. */
  readonly of: string | null;
  readonly before: SettingShown;
  readonly after: SettingShown;
}

export interface SettingShown {
  /** As the log has it; null: none, or, where no line shows that, not told. */
  readonly value: string | null;
  /** The line that shows it. */
  readonly line: number | null;
}

export interface CauseChange {
  readonly change: 'gone' | 'new' | 'stays';
  readonly before: Diagnosis | null;
  readonly after: Diagnosis | null;
}

/** `fixed`: all that failed was seen to work, and nothing fails. `partly`: some of it. */
export type Outcome = 'fixed' | 'partly' | 'worse' | 'same' | 'unclear';

export interface Comparison {
  /** Null: one of the runs does not name its machine. */
  readonly isSameMachine: boolean | null;
  readonly outcome: Outcome;
  /** Every destination of either run: worse ones first, then those that still fail, fixed ones, and what is unclear. */
  readonly endpoints: readonly EndpointChange[];
  readonly settings: readonly SettingChange[];
  readonly causes: readonly CauseChange[];
}
