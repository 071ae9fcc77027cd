/**
 * What is read and kept at most. Whatever lies beyond is left out and named in the report; nothing grows without end.
 * A limit of a format or of a tool's own output stands with the code that reads it.
 */

const MEGABYTE = 1024 * 1024;
const GIGABYTE = 1024 * MEGABYTE;

/** Logs. */
export const LOGS = {
  /** Characters of one log. */
  characters: 256 * MEGABYTE,
  /** Lines of one log. */
  lines: 1_000_000,
  /** Destinations of one report. */
  endpoints: 200_000,
  /** Probes that a report lists beside those that decide; the verdicts rest on all. */
  probes: 300_000,
  /** Logs of one source that keep a report of their own; of further ones the verdicts count all the same. */
  parts: 10_000,
} as const;

/** Captures. All that is judged is judged of all of them; a report lists those with the most bytes. */
export const CAPTURES = {
  /** Conversations that are told apart; further ones are counted by their addresses. */
  flows: 1 << 20,
  /** Addresses that are told apart. */
  hosts: 1 << 20,
  /** TCP connections that are followed beyond a mere SYN, and those of one conversation. */
  connections: 200_000,
  connectionsOfOneFlow: 64,
  /** Requests of HTTP. */
  requests: 100_000,
  /** Names that were asked of DNS, and addresses that have names. */
  names: 1 << 17,
  /** Destinations that are judged. */
  endpoints: 100_000,
  /** Conversations, peers and lookups that the command line lists. */
  listed: 20_000,
} as const;

/** Bundles: zip and tar files, and folders. Sizes are those of the files when they are written out, whatever is stored. */
export const BUNDLES = {
  /** Files and folders, those of archives inside included. */
  entries: 200_000,
  /** Bytes of all files together. */
  size: 64 * GIGABYTE,
  /** A file is refused that is larger than `honest` and than this many times what is stored of it: logs stay far below, zeros reach 1000. */
  ratio: 200,
  honest: 10 * MEGABYTE,
  /** What a packed tar may unpack to before its ratio is judged on the way. */
  patience: 128 * MEGABYTE,
  /** The same for an archive inside, which is packed already. */
  archiveRatio: 20,
  archiveHonest: MEGABYTE,
  /** Archives inside, one level deep: how many are opened, how large one may be, and all of them. */
  archives: 50,
  archiveSize: 512 * MEGABYTE,
  archivesSize: 2 * GIGABYTE,
  /** Files that are looked into for what they hold, beside those that a list asks for by their names. */
  looked: 5000,
  /** Check logs inside that are read: how many, how large one may be, and all of them. */
  logs: 200,
  logSize: 100 * MEGABYTE,
  logsSize: 200 * MEGABYTE,
  /** Other texts: how many, how large one may be, and all of them: a reader waits about a second for four megabytes of a form that is not known. */
  texts: 2000,
  textSize: 16 * MEGABYTE,
  textsSize: 128 * MEGABYTE,
  /** Event logs (.evtx): Windows keeps 20 MB of each unless it is told otherwise, and most of that is no text. */
  eventsSize: 32 * MEGABYTE,
  /** Captures: they are read in pieces, so that their sizes cost time only. */
  captures: 50,
  captureSize: GIGABYTE,
  capturesSize: 2 * GIGABYTE,
  /** Characters of the reports (as JSON) of the files inside that are kept whole; of further ones the verdicts. */
  reports: 48 * MEGABYTE,
  /** Entries of the time line. */
  moments: 5000,
  /** Files that a list asks for are unpacked to see whether they are whole: so many, and up to this total. */
  verified: 500,
  verifiedSize: 512 * MEGABYTE,
  /** The largest file that is taken out, for a diagnosis. */
  fileSize: GIGABYTE,
  /** Names that a list of the report shows. */
  listed: 200,
} as const;
