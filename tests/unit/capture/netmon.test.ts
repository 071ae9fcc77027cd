import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unreadLink } from '../../../src/capture/frame.ts';
import { analyze } from '../../support/captures.ts';
import { CaptureWriter } from '../../support/packets.ts';

const PACKETS = new CaptureWriter().handshake('10.0.0.4:50000', '20.1.1.1:443').packets();
const MAC = Buffer.from('00112233445566778899aabb0800', 'hex');

/** A capture of Network Monitor 2.1: each frame has its medium behind it, and the table of frames follows. */
function netmon(medium: number, frames: readonly Buffer[]): Uint8Array {
  const header = Buffer.alloc(128);
  header.write('GMBU', 0, 'latin1');
  header.set([1, 2], 4);
  header.writeUInt16LE(1, 6);
  for (const [at, value] of [2026, 11, 1, 30, 12, 0, 0, 0].entries()) header.writeUInt16LE(value, 8 + at * 2);
  const places: number[] = [];
  let at = header.length;
  const records = frames.map((frame, index) => {
    const head = Buffer.alloc(16);
    head.writeUInt32LE(index * 1000, 0);
    head.writeUInt32LE(frame.length, 8);
    head.writeUInt32LE(frame.length, 12);
    const trailer = Buffer.alloc(2);
    trailer.writeUInt16LE(medium, 0);
    places.push(at);
    at += 16 + frame.length + 2;
    return Buffer.concat([head, frame, trailer]);
  });
  const table = Buffer.alloc(places.length * 4);
  for (const [index, place] of places.entries()) table.writeUInt32LE(place, index * 4);
  header.writeUInt32LE(at, 24);
  header.writeUInt32LE(table.length, 28);
  return new Uint8Array(Buffer.concat([header, ...records, table]));
}

const ETHERNET = PACKETS.map((packet) => Buffer.concat([MAC, packet]));

describe('media of Network Monitor', () => {
  test.each<[string, number, readonly Buffer[]]>([
    ['Ethernet', 1, ETHERNET],
    ['none told, as of VPNs', 0, ETHERNET],
    ['tunnels', 7, PACKETS],
    ['mobile networks', 8, PACKETS],
    ['raw IP', 9, PACKETS],
    ['raw IP by the number of pcap', 0xe000 + 101, PACKETS],
  ])('%s: packets are read', (_, medium, frames) => {
    const { capture } = analyze('a.cap', netmon(medium, frames)).report();
    expect(capture).toMatchObject({ packets: 3, otherPackets: 0, defects: [] });
    expect(capture.conversations).toMatchObject([{ a: '10.0.0.4', b: '20.1.1.1', handshake: 'established' }]);
  });

  test.each([
    [2, 'Token Ring (6)'],
    [3, 'FDDI (Network Monitor)'],
    [4, 'ATM (Network Monitor)'],
    [6, '802.11 (Network Monitor)'],
    [0xe080, '802.11 (105)'],
  ])('%i is named, and not read', (medium, name) => {
    const report = analyze('a.cap', netmon(medium, ETHERNET)).report();
    expect(report.capture.linkTypes.map(unreadLink)).toEqual([name]);
    expect(report.capture.conversations).toEqual([]);
    expect(report.diagnosis[0]).toMatchObject({ id: 'capture-link-unknown' });
    expect(report.diagnosis[0]?.summary).toContain(name);
  });

  test.each([5, 10, 11, 0xe083, 0xffe0, 0xfffb, 0xfffc, 0xfffd, 0xfffe, 0xffff])(
    '%i holds no packet of a network',
    (medium) => {
      const { capture } = analyze('a.cap', netmon(medium, PACKETS)).report();
      expect(capture).toMatchObject({ packets: 3, otherPackets: 3, conversations: [] });
    },
  );
});

const hasTshark = spawnSync('tshark', ['--version']).status === 0;

test.skipIf(!hasTshark).each([
  [0, ETHERNET],
  [1, ETHERNET],
  [7, PACKETS],
  [8, PACKETS],
  [9, PACKETS],
])('tshark reads medium %i as the same (where it is installed)', (medium, frames) => {
  const folder = mkdtempSync(join(tmpdir(), 'karte-netmon-'));
  try {
    const file = join(folder, 'a.cap');
    writeFileSync(file, netmon(medium, frames));
    const { stdout } = spawnSync('tshark', ['-r', file, '-T', 'fields', '-e', 'ip.src', '-e', 'tcp.flags'], {
      encoding: 'utf8',
    });
    expect(stdout.trim().split('\n')).toEqual(['10.0.0.4\t0x0002', '20.1.1.1\t0x0012', '10.0.0.4\t0x0010']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
