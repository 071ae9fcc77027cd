import type { ForeignFormat } from '../../knowledge/types.ts';
import { isGzip } from '../../text/gzip.ts';
import { hasMagic } from '../../text/magic.ts';
import { isCab } from './cab.ts';
import { isTar } from './tar-header.ts';

/** Bytes that tell an archive. */
export const ARCHIVE_HEAD = 512;

const ZIP_MARKS = [0x0304, 0x0506, 0x0708];
const CAPTURE = /\.(?:pcap|pcapng|cap|etl|snoop)\.gz$/iu;

/** True for the first bytes of a zip file: of an entry, of an empty file, of a file that was once split. */
function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ZIP_MARKS.includes((head[2] ?? 0) * 256 + (head[3] ?? 0));
}

/** True for the name of an archive that is listed when it lies in another one. */
export function isArchiveName(path: string): boolean {
  return /\.(?:zip|tar|tar\.gz|tgz|cab)$/iu.test(path);
}

/** What a file is by its name and first bytes; `packed` may hold a tar or a single file. */
export type ArchiveKind =
  | { readonly kind: 'zip' | 'tar' | 'cab' | 'packed' | 'none' }
  | { readonly kind: 'foreign'; readonly format: ForeignFormat };

/** Tells archives from other files. */
export function archiveKind(name: string, head: Uint8Array, foreign: readonly ForeignFormat[]): ArchiveKind {
  // a trace of Message Analyzer is a zip as well
  if (/\.matp$/iu.test(name)) return { kind: 'none' };
  if (isZip(head)) return { kind: 'zip' };
  if (isTar(head)) return { kind: 'tar' };
  if (isCab(head)) return { kind: 'cab' };
  if (isGzip(head)) return { kind: isArchiveName(name) ? 'tar' : CAPTURE.test(name) ? 'none' : 'packed' };
  const format = foreign.find((one) => hasMagic(one, head));
  if (format !== undefined) return { kind: 'foreign', format };
  if (!isArchiveName(name)) return { kind: 'none' };
  return { kind: /\.zip$/iu.test(name) ? 'zip' : /\.cab$/iu.test(name) ? 'none' : 'tar' };
}
