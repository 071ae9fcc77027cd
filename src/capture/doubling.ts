import type { Doubling } from '../model/capture-facts.ts';
import { EtlReader } from './readers/etl.ts';
import type { CaptureStream } from './readers/stream.ts';
import type { Traffic } from './traffic.ts';

/** The share of packets that stand in the capture twice from which on it shows most of them so. */
const DOUBLED = 0.05;

/**
 * Whether what is counted can be trusted. In a trace of `netsh trace` packets bear no number that tells their copies: where the place
 * that was chosen holds any copy at all, others may be in it that cannot be told from what was sent again.
 */
export function doublingOf({ copies }: Traffic, { kind }: CaptureStream): Doubling {
  const isNetsh = kind?.kind === 'capture' && kind.reader instanceof EtlReader && kind.reader.writer === 'netsh';
  if (isNetsh) return copies.count + copies.alike > 0 ? 'mixed' : 'none';
  return copies.count > 0 && copies.count >= copies.compared * DOUBLED ? 'twice' : 'none';
}
