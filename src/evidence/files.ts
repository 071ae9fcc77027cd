import type { BundleEntry } from '../model/evidence.ts';
import { normalPath } from './entries.ts';
import { isArchiveName } from './readers/kind.ts';

const CAPTURE = /\.(?:pcap|pcapng|cap)(?:\.gz)?$/u;
const CHECK_LOGS = ['check_nw', 'checknwresult'];
/** The end of a check log's name: date and time at which the script started. */
const STAMP = /_(\d{4})(\d{2})(\d{2})_?(\d{2})(\d{2})(?:\d{2})?\.log$/u;
/** What our own scripts and pages add to a bundle. */
const OWN_FILES = /(?:^|\/)(?:manifest\.(?:txt|tsv)|request\.txt|masked\.txt|errors\.txt|diagnosis\/[^/]+\.md)$/u;
/** Pictures, programs, databases; and the source of programs, which holds messages that nobody wrote into a log. */
const OTHER =
  /\.(?:png|jpe?g|gif|bmp|webp|svg|ico|mp4|pdf|docx?|xlsx?|pptx?|exe|dll|sys|so|o|a|bin|dat|db|sqlite|mdb|vhdx?|vmdk|iso|msi|cab|7z|rar|rpm|deb|jar|whl|pyc?|ps1|psm1|psd1|sh|bash|bat|cmd|vbs|js|mjs|css|html?|c|cpp|h|cs|java|go|rs|rb|pl|sql|mof|admx|adml|xsd|xslt?|pem|crt|cer|key|pfx|p7b)$/u;

/** True for what our own scripts and pages add to a bundle. @param path as `normalPath` gives it */
export function isOwnFile(path: string): boolean {
  return OWN_FILES.test(path);
}

/** True for the logs of the check scripts. */
export function isCheckLog(path: string): boolean {
  const normal = normalPath(path);
  const name = normal.slice(normal.lastIndexOf('/') + 1);
  return /\.(?:log|txt)$/u.test(name) && CHECK_LOGS.some((mark) => name.includes(mark));
}

/** True for the name of a capture that can be read. */
export function isCaptureName(path: string): boolean {
  return CAPTURE.test(normalPath(path));
}

/** True for what a list asks to be whole and of its kind: logs of the check scripts, and captures. */
export function isAskedFor({
  path,
  kind,
  encrypted,
  flaw,
}: Pick<BundleEntry, 'path' | 'kind' | 'encrypted' | 'flaw'>): boolean {
  return kind === 'file' && !encrypted && flaw !== 'names-only' && (isCheckLog(path) || isCaptureName(path));
}

/** True for a file whose content may be a log, a capture or a journal, as far as its name tells. */
export function mayBeRead(entry: BundleEntry): boolean {
  if (isAskedFor(entry)) return true;
  if (entry.kind !== 'file' || entry.encrypted || entry.size === 0 || isArchiveName(entry.path)) return false;
  if (entry.flaw === 'names-only') return false;
  // a packed file is what its inner name says
  const path = normalPath(entry.path).replace(/\.gz$/u, '');
  return !OTHER.test(path) && !OWN_FILES.test(path);
}

/** When the script started, by the name of its log and the clock of its machine; null where the name does not tell. */
export function stampOf(path: string): number | null {
  const found = STAMP.exec(path);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  return new Date(year, month - 1, day, hour, minute).getTime();
}
