import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

const SOURCE = new URL('../corpus/captures/azure-vm-a-eth.pcap', import.meta.url);
const FILE_HEADER = 24;
const RECORD_HEADER = 16;
/** Each repetition has ports of its own, up to this many: conversations grow as in a long capture. */
const VARIANTS = 256;

/** A capture of `size` bytes: real traffic over and over, with later times and other ports each time. */
export function writeCapture(file: string, size: number): void {
  const source = readFileSync(SOURCE);
  const records = source.subarray(FILE_HEADER);
  const places = placesOf(records);
  const handle = openSync(file, 'w');
  writeSync(handle, source.subarray(0, FILE_HEADER));
  for (let round = 0, written = FILE_HEADER; written + records.length <= size; round += 1) {
    const copy = Buffer.from(records);
    for (const { at, port } of places) {
      copy.writeUInt32LE(copy.readUInt32LE(at) + round * 16, at);
      if (port > 0) copy.writeUInt16BE(copy.readUInt16BE(port) ^ (round % VARIANTS), port);
    }
    written += writeSync(handle, copy);
  }
  closeSync(handle);
}

/** Where each record starts, and where the machine's own port stands in it (0: it has none). */
function placesOf(records: Buffer): { readonly at: number; readonly port: number }[] {
  const places: { at: number; port: number }[] = [];
  for (let at = 0; at + RECORD_HEADER <= records.length;) {
    const frame = at + RECORD_HEADER;
    const isIp = records.readUInt16BE(frame + 12) === 0x0800 && records[frame + 14] === 0x45;
    const protocol = records[frame + 23];
    const whole = (records.readUInt16BE(frame + 20) & 0x1fff) === 0;
    const fromOwn = records.readUInt32BE(frame + 26) === 0x0a000004;
    const port = isIp && whole && (protocol === 6 || protocol === 17) ? frame + 34 + (fromOwn ? 0 : 2) : 0;
    places.push({ at, port });
    at = frame + records.readUInt32LE(at + 8);
  }
  return places;
}
