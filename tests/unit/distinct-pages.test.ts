import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadSignatures } from '../../src/knowledge/load-files.ts';

/** Characters in a row that two pages have in common, or not. */
const RUN = 8;
/** Share of common runs above which two pages tell readers the same. */
const ALIKE = 0.6;

const numbers = new Map<string, number>();

/** What a page tells, as sorted numbers of its runs of characters; words of links count, their addresses do not. */
function runsOf(id: string): Int32Array {
  const page = readFileSync(`content/signatures/${id}/ja.mdx`, 'utf8');
  const [told = ''] = page.slice(page.indexOf('\n## ')).split('\n## 採取する情報');
  const text = told.replaceAll(/\]\([^)]*\)/gu, ']').replaceAll(/\s/gu, '');
  const runs = new Set<number>();
  for (let at = 0; at + RUN <= text.length; at++) {
    const run = text.slice(at, at + RUN);
    const number = numbers.get(run) ?? numbers.size;
    numbers.set(run, number);
    runs.add(number);
  }
  return Int32Array.from(runs).sort();
}

function likeness(left: Int32Array, right: Int32Array): number {
  let common = 0;
  for (let a = 0, b = 0; a < left.length && b < right.length;) {
    const difference = (left[a] ?? 0) - (right[b] ?? 0);
    if (difference === 0) common++;
    if (difference <= 0) a++;
    if (difference >= 0) b++;
  }
  return common / (left.length + right.length - common);
}

test('no two messages have pages that tell the same', () => {
  const pages = loadSignatures().map(({ id }) => ({ id, runs: runsOf(id) }));
  expect(likeness(runsOf('nc-timeout'), runsOf('nc-timeout'))).toBe(1);
  const alike = pages.flatMap((page, at) =>
    pages.slice(at + 1).flatMap((other) => {
      const share = likeness(page.runs, other.runs);
      return share >= ALIKE ? [`${page.id} ${other.id} ${share.toFixed(2)}`] : [];
    }),
  );
  expect(alike).toEqual([]);
});
