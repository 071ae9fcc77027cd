import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Automaton } from '../../../src/mask/automaton.ts';
import { LargeAutomaton } from '../../../src/mask/large-automaton.ts';
import type { Hit } from '../../../src/mask/word-ends.ts';

const letters = fc.constantFrom('a', 'b', 'c', '田', '\u{1F600}');
const words = fc.uniqueArray(fc.string({ unit: letters, minLength: 1, maxLength: 6 }), { maxLength: 12 });
const text = fc.string({ unit: letters, maxLength: 60 });

function hitsOf(automaton: Automaton | LargeAutomaton, of: string): Hit[] {
  const hits: Hit[] = [];
  automaton.find(of, (hit) => {
    hits.push(hit);
  });
  return hits;
}

test('both automata find the three longest words that end at each place', () => {
  fc.assert(
    fc.property(words, text, (all, of) => {
      const expected: Hit[] = [];
      for (let end = 1; end <= of.length; end += 1) {
        const here = all
          .map((word, number) => ({ start: end - word.length, end, word: number }))
          .filter(({ start, word }) => start >= 0 && of.slice(start, end) === all[word]);
        expected.push(...here.sort((a, b) => a.start - b.start).slice(0, 3));
      }
      for (const automaton of [new Automaton(all), new LargeAutomaton(all)]) {
        expect(hitsOf(automaton, of)).toEqual(expected);
        expect(automaton.stands(of)).toBe(expected.length > 0);
      }
    }),
    { numRuns: 500 },
  );
});
