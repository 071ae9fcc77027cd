import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderOf, TraceFrames } from '../../../src/capture/readers/trace-frames.ts';

test('numbers get into their order, and equal ones stay as they stand', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 })), (numbers) => {
      const order = [...orderOf(Float64Array.from(numbers))];
      const expected = numbers.map((_, at) => at).sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0) || a - b);
      expect(order).toEqual(expected);
    }),
  );
});

/** Hands packets of four bytes over, each of which says its time, and gives the times in which they come out. */
function through(times: readonly number[], most?: number, wanted = (): boolean => true) {
  const out: number[] = [];
  const sink = {
    frame(_bytes: Uint8Array, view: DataView, start: number, captured: number, _: number, __: number, time: number) {
      expect([captured, view.getFloat32(start)]).toEqual([4, Math.fround(time)]);
      out.push(time);
    },
  };
  const frames = new TraceFrames(sink, () => wanted, most);
  for (const time of times) {
    const packet = new Uint8Array(4);
    new DataView(packet.buffer).setFloat32(0, time);
    frames.add(packet, 0, 4, 4, 1, time, 0);
  }
  frames.finish();
  return { out, late: frames.late };
}

test('packets come out in the order of their times', () => {
  expect(through([5, 6, 7, 1, 2, 3])).toEqual({ out: [1, 2, 3, 5, 6, 7], late: 0 });
});

test('beyond the memory for it the older half goes first, and what comes too late is counted', () => {
  expect(through([2, 4, 6, 1, 3, 5], 16)).toEqual({ out: [1, 2, 3, 4, 5, 6], late: 0 });
  expect(through([5, 6, 7, 8, 1], 16)).toEqual({ out: [5, 6, 1, 7, 8], late: 1 });
});

test('what is not wanted is not handed on', () => {
  expect(through([1, 2], undefined, () => false).out).toEqual([]);
});

test('a time that is no number does not keep it from ending', () => {
  const out: number[] = [];
  const sink = { frame: (...packet: readonly unknown[]) => out.push(Number(packet[6])) };
  const frames = new TraceFrames(sink, () => () => true);
  for (const time of [3, Number.NaN, 1]) frames.add(new Uint8Array(1), 0, 1, 1, 1, time, 0);
  frames.finish();
  expect(out).toEqual([0, 1, 3]);
});
