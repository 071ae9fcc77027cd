/** How a log is to be read. */
export interface Options {
  /** A format that the reader chose in place of the recognised one. */
  readonly format?: string | undefined;
  /** When it is read, in milliseconds since the epoch; without it no certificate is said to be over. */
  readonly now?: number | undefined;
}
