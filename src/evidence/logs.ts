import type { EvidenceKnowledge } from '../knowledge/types.ts';
import { BUNDLES } from '../limits.ts';
import { acceptEntries, normalPath } from './entries.ts';
import type { BundleEntry, Flaw } from '../model/evidence.ts';
import { indexOf } from './match.ts';
import type { Bundle } from './readers/bundle.ts';
import type { LogFacts, Content } from './content.ts';

const CAPTURE = /\.(?:pcap|pcapng|cap)(?:\.gz)?$/u;
const CHECK_LOGS = ['check_nw', 'checknwresult'];
/** The end of a check log's name: date and time at which the script started. */
const STAMP = /_(\d{4})(\d{2})(\d{2})_?(\d{2})(\d{2})(?:\d{2})?\.log$/u;

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

/** How files of a bundle are judged. */
export interface Judges {
  readonly analyze: (name: string, bytes: Uint8Array) => LogFacts | Promise<LogFacts>;
  /** Whether a file is a capture, by its first bytes. */
  readonly isCapture: (head: Uint8Array) => boolean;
}

/** Bytes that tell a capture. */
const CAPTURE_HEAD = 128;

/**
 * Looks into the files that a list may ask for. Check logs are read: a log without its end, or of another script, is not
 * what support asks for. Of captures the first bytes are seen, of the others whether their data are whole.
 */
export async function readContents(
  bundle: Bundle,
  knowledge: EvidenceKnowledge,
  { analyze, isCapture }: Judges,
): Promise<ReadonlyMap<string, Content>> {
  const { accepted } = acceptEntries(bundle.entries);
  const contents = new Map<string, Content>();
  for (const path of (await bundle.damaged?.(askedFor(accepted, knowledge))) ?? []) contents.set(path, 'damaged');
  const wanted = wantedOf(accepted, contents);
  const blobs = await bundle.readAll(wanted);
  for (const [path, bytes] of wanted) {
    const blob = blobs.get(path);
    if (blob === undefined) contents.set(path, 'damaged');
    else if (bytes !== CAPTURE_HEAD) contents.set(path, await factsOf(path, blob, analyze));
    else if (!isCapture(new Uint8Array(await blob.arrayBuffer()))) contents.set(path, 'unrecognised');
  }
  return contents;
}

async function factsOf(path: string, blob: Blob, analyze: Judges['analyze']): Promise<LogFacts> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const { format, complete } = await analyze(name, new Uint8Array(await blob.arrayBuffer()));
  return { format, complete };
}

/** The files that are looked into, with the bytes that are wanted; the flaws of those that are not go into `contents`. */
function wantedOf(entries: readonly BundleEntry[], contents: Map<string, Content>): Map<string, number> {
  const wanted = new Map<string, number>();
  let sum = 0;
  for (const entry of entries) {
    if (!isReadable(entry) || contents.has(entry.path) || wanted.has(entry.path)) continue;
    const size = isCheckLog(entry.path) ? entry.size : CAPTURE_HEAD;
    const flaw = entry.flaw ?? beyondLimit(size, sum, wanted.size);
    if (flaw === null) {
      wanted.set(entry.path, isCheckLog(entry.path) ? Infinity : CAPTURE_HEAD);
      sum += size;
    } else contents.set(entry.path, flaw);
  }
  return wanted;
}

function beyondLimit(size: number, sum: number, count: number): Flaw | null {
  if (count >= BUNDLES.logs || sum + size > BUNDLES.logsSize) return 'too-many';
  return size > BUNDLES.logSize ? 'too-large' : null;
}

/** The files that some list asks for; any picture may be a screenshot. */
function askedFor(entries: readonly BundleEntry[], { scenarios }: EvidenceKnowledge): ReadonlySet<string> {
  const index = indexOf(entries);
  const expressions = new Set(
    scenarios.flatMap(({ items }) =>
      items.flatMap(({ kind, match, contains }) => (kind === 'screenshot' ? [] : [...match, ...contains])),
    ),
  );
  return new Set([...expressions].flatMap((expression) => index.matching(expression).map(({ entry }) => entry.path)));
}
