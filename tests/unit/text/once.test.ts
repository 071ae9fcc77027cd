import { expect, test } from 'vitest';
import { onceFor } from '../../../src/text/once.ts';

test('what is made of an object is made once, whatever it is, and of each object for itself', () => {
  let made = 0;
  const of = onceFor((key: { readonly value?: number }) => {
    made += 1;
    return key.value;
  });
  const [one, other, none] = [{ value: 1 }, { value: 1 }, {}];
  expect([of(one), of(one), of(other), of(none), of(none)]).toEqual([1, 1, 1, undefined, undefined]);
  expect(made).toBe(3);
});
