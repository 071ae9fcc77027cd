import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PendingMessages } from '../../../src/capture/pending.ts';
import { Rooms, type Room } from '../../../src/capture/rooms.ts';

test('room is large enough, its view is of the same bytes, and nobody else has it until it is given back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.oneof(fc.nat(20_000), fc.nat(70_000)), fc.boolean()), { maxLength: 60 }),
      (asked) => {
        const rooms = new Rooms();
        const held: Room[] = [];
        for (const [length, gives] of asked) {
          const room = rooms.take(length);
          expect(room.bytes.length).toBeGreaterThanOrEqual(length);
          expect(held).not.toContain(room);
          room.bytes[0] = 7;
          expect(room.view.getUint8(0)).toBe(7);
          held.push(room);
          const [first] = held;
          if (gives && first !== undefined) rooms.give(held.shift() ?? first);
        }
      },
    ),
  );
});

test('what was given back is given again', () => {
  const rooms = new Rooms();
  const room = rooms.take(600);
  rooms.give(room);
  expect(rooms.take(1000)).toBe(room);
  expect(rooms.take(1000)).not.toBe(room);
});

test('messages of many connections that come in pieces are each put together whole', () => {
  const message = fc.array(fc.uint8Array({ minLength: 1, maxLength: 700 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(message, { minLength: 1, maxLength: 12 }), fc.nat(), (messages, seed) => {
      const pending = new PendingMessages();
      const rest = messages.map((parts, connection) => ({
        connection,
        parts: [...parts],
        whole: parts.flatMap((part) => [...part]),
      }));
      for (let step = seed; rest.length > 0; step = (step * 31 + 7) >>> 1) {
        const at = step % rest.length;
        const own = rest[at];
        const part = own?.parts.shift();
        if (own === undefined || part === undefined) break;
        const known = pending.get(own.connection, 1);
        // the part stands in the midst of other bytes
        const around = Uint8Array.of(255, ...part, 255);
        if (known === undefined) pending.keep(own.connection, 1, around, 1, part.length + 1, part.length, 9, false);
        else pending.append(known, around, 1, part.length + 1);
        if (own.parts.length > 0) continue;
        const { room, length, next } = pending.get(own.connection, 1) ?? { room: null, length: 0, next: 0 };
        expect(Array.from(room?.bytes.subarray(0, length) ?? [])).toEqual(own.whole);
        expect(next).toBe(own.whole.length);
        pending.drop(own.connection, 1);
        expect(pending.get(own.connection, 1)).toBeUndefined();
        rest.splice(at, 1);
      }
    }),
  );
});
