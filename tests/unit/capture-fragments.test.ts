import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fragments } from '../../src/capture/dissect/fragments.ts';
import { analyze } from '../support/captures.ts';
import { CaptureWriter, dns } from '../support/packets.ts';

/** A fragment of an IPv4 packet: its offset, whether more follow, and its bytes. */
type Piece = readonly [offset: number, more: boolean, bytes: Uint8Array];

const bytes = (length: number, value = 0): Uint8Array => Uint8Array.from({ length }, (_, n) => (n + value) & 255);
const put = (pieces: readonly Piece[], fragments = new Fragments(), key = 'a', time = 1): unknown[] =>
  pieces.map(([offset, more, part]) => take(fragments, key, offset, more, part, time));

/** What is there when the fragment has been taken: a copy, the room itself is used again. */
function take(
  fragments: Fragments,
  key: string,
  offset: number,
  more: boolean,
  part: Uint8Array,
  time: number,
): Uint8Array | 'broken' | null {
  const around = Uint8Array.of(255, ...part, 255);
  const whole = fragments.add(key, offset, more, around, 1, part.length + 1, time);
  return whole === null || whole === 'broken' ? whole : whole.bytes.slice(0, whole.length);
}

describe('fragments are put together', () => {
  const whole = bytes(100);
  const pieces: Piece[] = [
    [0, true, whole.subarray(0, 48)],
    [48, true, whole.subarray(48, 80)],
    [80, false, whole.subarray(80)],
  ];

  test('in any order, and when one comes twice', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(pieces, { minLength: 3 }), fc.nat(2), (order, again) => {
        const fragments = new Fragments();
        const [first, ...rest] = order as [Piece, ...Piece[]];
        const results = put(
          [first, first, ...rest.slice(0, again), ...rest.slice(0, again), ...rest.slice(again)],
          fragments,
        );
        expect(results.filter((result) => result !== null)).toEqual([whole]);
      }),
    );
  });

  test('not when they overlap, reach behind the end, or name two ends', () => {
    expect(put([...pieces.slice(0, 2), [40, true, bytes(16)]]).at(-1)).toBe('broken');
    expect(
      put([
        [80, false, bytes(20)],
        [120, true, bytes(8)],
      ]).at(-1),
    ).toBe('broken');
    expect(
      put([
        [80, false, bytes(20)],
        [0, false, bytes(20)],
      ]).at(-1),
    ).toBe('broken');
    expect(
      put([
        [0, true, bytes(48)],
        [0, true, bytes(48, 1)],
      ]).at(-1),
    ).toBe('broken');
    expect(put([[0, true, bytes(13)]])).toEqual(['broken']);
    expect(put([[65_528, false, bytes(40)]])).toEqual(['broken']);
  });

  test('and what follows for a packet that contradicts itself is not taken for another one', () => {
    expect(put([[0, true, bytes(48)], [40, true, bytes(16)], ...pieces])).toEqual([null, 'broken', null, null, null]);
  });

  test('anew when their number is used again much later', () => {
    const fragments = new Fragments();
    put([[0, true, bytes(48, 9)]], fragments, 'a', 1);
    expect(put(pieces, fragments, 'a', 100).at(-1)).toEqual(whole);
  });

  test('with a bound on what waits', () => {
    const fragments = new Fragments();
    for (let n = 0; n < 1000; n += 1) take(fragments, String(n), 8, true, bytes(8), 1);
    expect(take(fragments, '0', 0, true, bytes(8), 1)).toBeNull();
    expect(take(fragments, '0', 16, false, bytes(8), 1)).toBeNull();
    expect(take(fragments, '0', 8, true, bytes(8), 1)).toHaveLength(24);
  });
});

/** An IPv4 packet of UDP in pieces of 8 bytes and more, as a capture shows it. */
function fragmentsOf(payload: Buffer, sizes: readonly number[]): Buffer[] {
  const whole = new CaptureWriter().udp('10.0.0.4:5000', '10.0.0.53:53', payload).last();
  const packets: Buffer[] = [];
  let at = 20;
  for (let n = 0; at < whole.length; n += 1) {
    const end = Math.min(whole.length, at + (sizes[n % sizes.length] ?? 1) * 8);
    const head = Buffer.from(whole.subarray(0, 20));
    head.writeUInt16BE(20 + end - at, 2);
    head.writeUInt16BE(77, 4);
    head.writeUInt16BE((end < whole.length ? 0x2000 : 0) | ((at - 20) / 8), 6);
    packets.push(Buffer.concat([head, whole.subarray(at, end)]));
    at = end;
  }
  return packets;
}

test('mutated fragments of any kind end nothing: every packet is counted, and what follows is read', () => {
  const after = dns('after.example', null);
  const edit = fc.record({
    packet: fc.nat(30),
    at: fc.constantFrom(2, 3, 4, 5, 6, 7, 9, 20, 21, 24, 25),
    value: fc.nat(255),
  });
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
      fc.array(edit, { maxLength: 12 }),
      fc.array(fc.nat(30), { maxLength: 10 }),
      (sizes, edits, copies) => {
        const packets = fragmentsOf(dns('before.example', null), sizes);
        for (const from of copies) packets.push(Buffer.from(packets[from % packets.length] ?? Buffer.alloc(0)));
        for (const { packet, at, value } of edits) {
          const wanted = packets[packet % packets.length];
          if (wanted !== undefined && at < wanted.length) wanted[at] = value;
        }
        const writer = new CaptureWriter();
        for (const packet of packets) writer.frame(packet);
        const summary = analyze('made.pcap', writer.udp('10.0.0.4:5001', '10.0.0.53:53', after).file()).summary();
        expect(summary.packets).toBe(packets.length + 1);
        expect(summary.defects).toEqual([]);
        expect(summary.dns.map(({ name }) => name)).toContain('after.example');
      },
    ),
    { numRuns: 2000 },
  );
});

test('a packet that contradicts itself is counted', () => {
  const [first, ...rest] = fragmentsOf(dns('before.example', null), [2]);
  const writer = new CaptureWriter();
  const broken = Buffer.concat([first ?? Buffer.alloc(0), Buffer.alloc(8)]);
  broken.writeUInt16BE(broken.length, 2);
  for (const packet of [broken, ...rest]) writer.frame(packet);
  expect(analyze('made.pcap', writer.file()).summary()).toMatchObject({ brokenPackets: 1, packets: rest.length + 1 });
});
