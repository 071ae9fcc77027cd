import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { SYN, Writer } from '../support/capture-families.ts';
import { dns } from '../support/packets.ts';

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

const VM = 0x0a000004;
const RESOLVER = 0x0a000035;
const SERVERS = 0x14000001;
/** Ports of the machine from which it goes to one server. */
const PORTS = 32_768;

/** A capture of so many conversations, each with a SYN that nobody answers, and of so many names that were asked for. */
export function writeManyFlows(file: string, flows: number, names: number): void {
  const writer = new Writer();
  for (let at = 0; at < names; at += 1) {
    const name = `host-${at}.contoso.example`;
    const address = `20.${at >> 16}.${(at >> 8) & 255}.${at & 255}`;
    const [client, server] = [
      [VM, 1024 + (at % PORTS)],
      [RESOLVER, 53],
    ] as const;
    writer.udp(client, server, dns(name, null)).udp(server, client, dns(name, 0, address));
  }
  for (let at = 0; at < flows; at += 1)
    writer.tcp([VM, 1024 + (at % PORTS)], [SERVERS + (at >> 3), 443 + (at & 7)], SYN, at, 0);
  writeFileSync(file, writer.file());
}
