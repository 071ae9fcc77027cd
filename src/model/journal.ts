/** Logs of agents and event logs: what they are made of. */

export type RecordLevel = 'error' | 'warning' | 'info';

/** What a record of a log says beside its message. */
export interface JournalRecord {
  /** Its first line, 1-based within the log. */
  readonly line: number;
  /**
   * When it was written, in ISO 8601 to the second: with `Z` or an offset where the log states its zone, without one where the
   * time is that of the machine. Null where the log states no time, or no year.
   */
  readonly at: string | null;
  readonly level: RecordLevel | null;
  /** Program, source or thread that wrote it. */
  readonly source: string | null;
  /** Number of the event, in an event log. */
  readonly id: number | null;
  /** The line on which its message begins. */
  readonly message: number;
}

/** Records by their lines. */
export interface Records {
  readonly all: readonly JournalRecord[];
  /** The record to which a line belongs; null for a line that belongs to none. */
  of(line: number): JournalRecord | null;
  /** The last line of a record. */
  lastOf(record: JournalRecord): number;
}

/** What a log of records is, before its messages are looked at. */
export interface JournalSummary {
  readonly records: number;
  /** Records of these levels. */
  readonly errors: number;
  readonly warnings: number;
  /** Times of the first and the last record that state one; see `JournalRecord.at`. */
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  /** Records that bear their level as an error or a warning and whose message has an explanation. */
  readonly explained: number;
}
