import { expect, test } from 'vitest';
import { BUNDLES, LOGS } from '../../src/limits.ts';
import { inChild } from '../support/child.ts';

/** Megabytes of the heap in the process; the bytes of a file and the text of a log stand beside it or in it. */
const HEAP = 700;

test.each([
  // name, megabytes at the worst moment (the input included), and what comes out
  ['one line of 79 MB', 420, { lines: 1, probes: 0, leftOut: [] }],
  ['one line of 79 MB of words', 420, { lines: 1, leftOut: [] }],
  ['one line of 79 MB of control characters', 420, { lines: 1, probes: 0, leftOut: [] }],
  ['600,000 lines', 300, { parts: 1, lines: 600_000, leftOut: [] }],
  ['100,000 endpoints', 700, { endpoints: expect.any(Number), leftOut: [] }],
  ['10,000 logs', 100, { parts: LOGS.parts, leftOut: [] }],
  ['very many heads of logs', 150, { parts: LOGS.parts, leftOut: [expect.objectContaining({ what: 'parts' })] }],
])('%s is read within %i MB', (name, most, expected) => {
  const { peak, result } = inChild('logs', name, HEAP);
  expect(result).toMatchObject(expected);
  expect(peak).toBeLessThan(most);
});

test('of 2,000 logs no text is kept: 50 MB of them fit beside 80 MB of heap', () => {
  expect(inChild('logs', '2,000 logs whose settings differ', 80).result).toEqual({
    bytes: 50_000_000,
    proxies: 2072,
  });
});

const BOMB = ['bomb'];

test.each([
  ['sparselie', { refused: BOMB }],
  ['a packed tar of zeros', { refused: BOMB }],
  ['damage without end', { refused: BOMB }],
  ['a claim of petabytes', { refused: ['tar'] }],
  ['a zip of zeros', { complete: false, refused: BOMB }],
  ['zips of zeros in a zip', { complete: false, refused: expect.arrayContaining(BOMB) }],
  ['packed tars of zeros in a zip', { complete: false, refused: expect.arrayContaining(BOMB) }],
])('%s is refused within 300 MB', (name, expected) => {
  const { peak, result } = inChild('bundles', name, 300);
  expect(result).toMatchObject(expected);
  expect(peak).toBeLessThan(300);
});

test('as many names as are listed fit into the memory', () => {
  const { peak, result } = inChild('bundles', '200,000 names', 400);
  expect(result).toMatchObject({ entries: BUNDLES.entries, complete: false });
  expect(peak).toBeLessThan(450);
});

test('a bundle of 500 MB with 3,000 files is diagnosed within 300 MB', () => {
  const { peak, result } = inChild('bundles', 'a large bundle', 300);
  expect(result).toMatchObject({ bytes: expect.any(Number), tone: 'ng', reports: 29, unreadFiles: expect.any(Number) });
  expect((result as { bytes: number }).bytes).toBeGreaterThan(400 * 1024 * 1024);
  expect(peak).toBeLessThan(300);
});
