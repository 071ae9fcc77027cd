import { expect, test } from 'vitest';
import { Destinations } from '../../../../src/judge/capture/destinations.ts';

const places = (all: Destinations) => Array.from(all.taken(), ({ host, port }) => `${host}:${port}`);

test('a host has a destination for each of its ports, in the order in which they were first named', () => {
  const all = new Destinations(10);
  const first = all.of('b.example', 443);
  all.of('a.example', 443);
  const further = all.of('b.example', 80);
  expect(all.of('b.example', 443)).toBe(first);
  expect(all.of('b.example', 80)).toBe(further);
  expect(places(all)).toEqual(['b.example:443', 'a.example:443', 'b.example:80']);
  expect(places(all)).toEqual([]);
});

test('beyond the limit tries are counted, and those of known destinations are still taken', () => {
  const all = new Destinations(1);
  const first = all.of('a.example', 443);
  expect(all.of('a.example', 80)).toBeNull();
  expect(all.of('b.example', 443)).toBeNull();
  expect(all.of('a.example', 443)).toBe(first);
  expect(all.leftOut).toBe(2);
});
