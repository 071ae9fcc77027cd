import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { TraceWriter } from '../support/traces.ts';

const SOURCE = new URL('../corpus/captures/azure-vm-a-eth.pcap', import.meta.url);
const FILE_HEADER = 24;
const RECORD_HEADER = 16;
/** What pktmon keeps of a packet unless it is told otherwise. */
const USUAL_SIZE = 128;
/** Places that see each packet: an adapter, and both edges of two filters above it. */
const PLACES = [
  [59, 1],
  [61, 1],
  [61, 2],
  [62, 1],
  [62, 2],
] as const;
const ETHERNET = 1;
const SECONDS_A_BUFFER = 16;

/** An event trace of `size` bytes as pktmon writes it, but not packed: real traffic over and over, with later times. */
export function writeTrace(file: string, size: number): void {
  const source = readFileSync(SOURCE);
  const head = new TraceWriter().file();
  const handle = openSync(file, 'w');
  let written = writeSync(handle, head);
  for (let round = 0; written < size; round += 1) {
    const writer = new TraceWriter();
    let place = 0;
    for (let at = FILE_HEADER; at + RECORD_HEADER <= source.length; place += 1) {
      const start = at + RECORD_HEADER;
      const length = source.readUInt32LE(at + 8);
      const frame = source.subarray(start, start + Math.min(length, USUAL_SIZE));
      const seconds = round * SECONDS_A_BUFFER + place / 1000;
      for (const [component, edge] of PLACES)
        writer.packet(frame, { component, edge, type: ETHERNET, at: seconds, wire: Math.min(length, 65_535) });
      at = start + length;
    }
    writer.component(PLACES[0][0], 2, 'netvsc.sys');
    written += writeSync(handle, writer.file().subarray(head.length));
  }
  closeSync(handle);
}
