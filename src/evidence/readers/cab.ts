import type { BundleEntry } from '../../model/evidence.ts';
import { LONGEST_PATH } from '../entries.ts';
import { decodeName, UnreadableBundle, type Bundle } from './bundle.ts';

/** CFHEADER as far as it is needed, and where it says what (Microsoft Cabinet Format, MS-CAB 2.1). */
const HEADER = 36;
const FIRST_FILE = 16;
const MAJOR_VERSION = 25;
const FILES = 28;
/** CFFILE ahead of its name (MS-CAB 2.5): size, place in its folder, folder, date, time, attributes. */
const FILE = 16;
const DATE = 10;
const TIME = 12;
const ATTRIBUTES = 14;
const NAME_IS_UTF = 0x80;
/** The longest name with its zero (MS-CAB 2.5). */
const LONGEST_NAME = 256;
/** Files that are listed; a report of `netsh trace` holds some dozens. */
const MOST_FILES = 10_000;

/** Said of a cabinet whose list is not made. */
const DAMAGED = { kind: 'cabinet', how: 'damaged' } as const;
const CUT = { kind: 'cabinet', how: 'cut' } as const;

/** True for the first bytes of a cabinet. */
export function isCab(head: Uint8Array): boolean {
  return head[0] === 0x4d && head[1] === 0x53 && head[2] === 0x43 && head[3] === 0x46; // "MSCF"
}

/**
 * Lists a cabinet without unpacking it: names, sizes and times, as its table of files tells them. Nothing can be taken out.
 * @throws {UnreadableBundle} when the table is cut, lies outside the file, or names too many files.
 */
export async function openCab(blob: Blob): Promise<Bundle> {
  const header = new DataView(await blob.slice(0, HEADER).arrayBuffer());
  if (header.byteLength < HEADER) throw new UnreadableBundle(CUT);
  const count = header.getUint16(FILES, true);
  const start = header.getUint32(FIRST_FILE, true);
  if (header.getUint8(MAJOR_VERSION) !== 1 || start < HEADER) throw new UnreadableBundle(DAMAGED);
  if (count > MOST_FILES) throw new UnreadableBundle({ kind: 'cabinet-too-many', most: MOST_FILES });
  const table = new Uint8Array(await blob.slice(start, start + count * (FILE + LONGEST_NAME)).arrayBuffer());
  return {
    entries: entriesOf(table, count),
    read: () => Promise.resolve(null),
    pour: () => Promise.resolve(),
    damaged: null,
  };
}

function entriesOf(table: Uint8Array, count: number): BundleEntry[] {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const entries: BundleEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    const name = at + FILE;
    if (name >= table.length) throw new UnreadableBundle(CUT);
    const end = table.subarray(name, name + LONGEST_NAME).indexOf(0);
    if (end < 0) throw new UnreadableBundle(name + LONGEST_NAME > table.length ? CUT : DAMAGED);
    const bytes = table.subarray(name, name + end);
    const isUtf = (view.getUint16(at + ATTRIBUTES, true) & NAME_IS_UTF) !== 0;
    entries.push({
      path: (isUtf ? new TextDecoder().decode(bytes) : decodeName(bytes)).replaceAll('\\', '/').slice(0, LONGEST_PATH),
      kind: 'file',
      size: view.getUint32(at, true),
      packed: null,
      time: timeOf(view.getUint16(at + DATE, true), view.getUint16(at + TIME, true)),
      encrypted: false,
      flaw: 'names-only',
    });
    at = name + end + 1;
  }
  return entries;
}

/** A time of MS-DOS, by the clock of the machine that wrote it; null where there is no such day. */
function timeOf(date: number, time: number): number | null {
  const [year, month, day] = [1980 + (date >> 9), (date >> 5) & 15, date & 31];
  const found = new Date(year, month - 1, day, time >> 11, (time >> 5) & 63, (time & 31) * 2);
  return found.getMonth() === month - 1 && found.getDate() === day ? found.getTime() : null;
}
