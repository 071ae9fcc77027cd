import { normalPath, type BundleEntry } from './entries.ts';

/** What the log of a check script inside a bundle says of itself. */
export interface LogFacts {
  /** Id of the format, as the report of a log has it. */
  readonly format: string;
  /** False when the log ends before the script's own end. */
  readonly complete: boolean;
}

const CAPTURE = /\.(?:pcap|pcapng|cap)(?:\.gz)?$/u;
const CHECK_LOGS = ['check_nw', 'checknwresult'];
/** The end of a check log's name: date and time at which the script started. */
const STAMP = /_(\d{4})(\d{2})(\d{2})_?(\d{2})(\d{2})(?:\d{2})?\.log$/u;
/** Logs beyond this many, and larger ones, are told by their names only. */
const MOST_LOGS = 20;
const LARGEST_LOG = 20 * 1024 * 1024;

/** True for the logs of the check scripts. */
function isCheckLog(path: string): boolean {
  const normal = normalPath(path);
  const name = normal.slice(normal.lastIndexOf('/') + 1);
  return /\.(?:log|txt)$/u.test(name) && CHECK_LOGS.some((mark) => name.includes(mark));
}

/** True for what can be diagnosed where it is: logs of the check scripts, and captures. */
export function isReadable({ path, kind, encrypted }: BundleEntry): boolean {
  return kind === 'file' && !encrypted && (isCheckLog(path) || CAPTURE.test(normalPath(path)));
}

/** When the script started, by the name of its log and the clock of its machine; null where the name does not tell. */
export function stampOf(path: string): number | null {
  const found = STAMP.exec(path);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  return new Date(year, month - 1, day, hour, minute).getTime();
}

/** Reads the check logs of a bundle: a log without its end, or of another script, is not what support asks for. */
export async function readLogs(
  entries: readonly BundleEntry[],
  read: (path: string) => Promise<Blob | null>,
  analyze: (name: string, bytes: Uint8Array) => LogFacts | Promise<LogFacts>,
): Promise<ReadonlyMap<string, LogFacts>> {
  const facts = new Map<string, LogFacts>();
  const logs = entries.filter((entry) => isReadable(entry) && isCheckLog(entry.path) && entry.size <= LARGEST_LOG);
  for (const { path } of logs.slice(0, MOST_LOGS)) {
    const blob = await read(path);
    if (blob === null) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    facts.set(path, await analyze(name, new Uint8Array(await blob.arrayBuffer())));
  }
  return facts;
}
