import type { ForeignFormat } from '../knowledge/types.ts';
import { isGzip } from '../text/gzip.ts';
import { hasMagic } from '../text/magic.ts';
import { isEtl } from './readers/etl-events.ts';
import { isNetmon } from './readers/netmon.ts';
import { isPcap } from './readers/pcap.ts';
import { isPcapng } from './readers/pcapng.ts';

/** Endings of the names of captures, some of which can only be recognised, not read. */
const ENDINGS = /\.(?:pcap|pcapng|cap|etl|matp|snoop)(?:\.gz)?$/iu;

/** Bytes from which a format can be told. */
export const HEAD_BYTES = 128;

/** True for a file that is read as a capture: by its first bytes, packed or not, or by its name. */
export function isCapture(name: string, head: Uint8Array, foreign: readonly ForeignFormat[]): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  return (
    ENDINGS.test(name) ||
    isGzip(head) ||
    isPcap(view) ||
    isPcapng(view) ||
    isNetmon(view) ||
    isEtl(view) ||
    // a zip is a bundle more often than a trace; only its name tells
    foreign.some((format) => format.id !== 'matp' && hasMagic(format, head))
  );
}
