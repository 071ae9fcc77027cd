/** Events of a Windows event log. */

/** A time to 100 ns. */
export interface Moment {
  /** Milliseconds since 1970-01-01 UTC, whole. */
  readonly ms: number;
  /** Units of 100 ns beyond them: 0 to 9999. */
  readonly ticks: number;
}

export interface EventValue {
  /** Name of the value; empty where the log has none. Below `UserData` the path of its element: `Result`, `Result@value`. */
  readonly name: string;
  readonly text: string;
}

/** One event, as its log holds it. Its message stands in a file of the machine that wrote it. */
export interface WindowsEvent {
  /** Number of the record in its log. */
  readonly record: number;
  /** When it happened, as Event Viewer shows it. */
  readonly time: Moment;
  /** When its record was written: a little later, and in a log of forwarded events much later. */
  readonly written: Moment;
  readonly id: number;
  /** Upper half of a classic event's message id; null where the log has none. */
  readonly qualifiers: number | null;
  /** 1 critical, 2 error, 3 warning, 4 information, 5 verbose; 0 is always logged. */
  readonly level: number;
  readonly provider: string;
  /** Name of the classic source, where the provider has one. */
  readonly source: string | null;
  readonly computer: string;
  readonly channel: string;
  readonly values: readonly EventValue[];
}

/** What of an event log was read, and what was not. */
export interface EventLogSummary {
  /** Bytes taken. */
  readonly bytes: number;
  /** False where the file header is not one of an event log. */
  readonly header: boolean;
  /** True for the copy of a log that was in use: its last chunk may state less than it holds. */
  readonly dirty: boolean;
  readonly events: number;
  /** Chunks with records. */
  readonly chunks: number;
  /** Chunks of which nothing could be read, or that are not where they should be. */
  readonly damagedChunks: number;
  /** Records that could not be read; where they are overwritten, as many as are missing by their numbers. */
  readonly damagedRecords: number;
  /** Chunks whose check sum is wrong; what stands in them is read nevertheless. */
  readonly wrongChecksums: number;
  /** True where the file ends within a chunk. */
  readonly cut: boolean;
}
