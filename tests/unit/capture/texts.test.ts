import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Texts } from '../../../src/capture/texts.ts';

/** Texts of which many begin alike for longer than they are looked for. */
const text = fc
  .tuple(
    fc.constantFrom('', 'a', 'x'.repeat(127), 'x'.repeat(128), 'x'.repeat(129), 'HTTP/1.1 200 OK '.repeat(20)),
    fc.nat(12),
  )
  .map(([start, end]) => `${start}${end === 12 ? '' : end}`);

test('a text has one number however often it comes, and no other text has it', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 80 }), (all) => {
      const texts = new Texts(1e6);
      const numbers = new Map<string, number>();
      for (const one of all) {
        const number = texts.add(one);
        expect(numbers.get(one) ?? number).toBe(number);
        numbers.set(one, number);
        expect(texts.get(number)).toBe(one);
      }
      expect(new Set(numbers.values()).size).toBe(numbers.size);
      expect(texts.leftOut).toBe(0);
    }),
  );
});

test('beyond its room texts are counted, and those that are there are still found', () => {
  const texts = new Texts(200);
  const first = texts.add('x'.repeat(100));
  expect(texts.add('y'.repeat(100))).toBe(0);
  expect(texts.leftOut).toBe(1);
  expect(texts.add('x'.repeat(100))).toBe(first);
});

test('very many that begin alike are each kept, and the last ones are found again', () => {
  const texts = new Texts(1e6);
  const all = Array.from({ length: 100 }, (_, at) => `${'x'.repeat(200)}${at}`);
  const numbers = all.map((one) => texts.add(one));
  expect(all.slice(70).map((one) => texts.add(one))).toEqual(numbers.slice(70));
});
