import { expect, test } from 'vitest';
import { unpackXpress } from '../../../src/capture/readers/xpress.ts';

function unpack(packed: string, room: number): [text: string, end: number] {
  const into = new Uint8Array(room);
  const source = Buffer.from(packed, 'hex');
  const end = unpackXpress(source, 0, source.length, into);
  return [Buffer.from(into.subarray(0, end)).toString('latin1'), end];
}

test('the examples of MS-XCA 3.1: bytes alone, and a copy of 297 bytes', () => {
  expect(unpack('3f0000006162636465666768696a6b6c6d6e6f707172737475767778797a', 26)[0]).toBe(
    'abcdefghijklmnopqrstuvwxyz',
  );
  expect(unpack('ffffff1f61626317000fff2601', 300)[0]).toBe('abc'.repeat(100));
});

test('two lengths share one byte: its lower half, then its upper half', () => {
  // a, a copy of 3 + 7 + 2, b, a copy of the last byte of 3 + 7 + 5
  expect(unpack('ffffff5f' + '61' + '0700' + '52' + '62' + '0700', 29)[0]).toBe('a'.repeat(13) + 'b'.repeat(16));
});

test('a copy from before the start, and one that is cut off, end what is unpacked', () => {
  expect(unpack('ffffffff' + '0800', 10)[1]).toBe(0);
  expect(unpack('ffffff7f' + '61' + '07', 10)).toEqual(['a', 1]);
  expect(unpack('ffff', 10)[1]).toBe(0);
});

test('no more is written than there is room for', () => {
  expect(unpack('ffffff1f61626317000fff2601', 50)).toEqual(['abc'.repeat(17).slice(0, 50), 50]);
});
