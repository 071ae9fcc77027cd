import { isValidElement, toChildArray } from 'preact';
import { expect, test } from 'vitest';
import { Sentence } from '../../../src/ui/Sentence.tsx';

type Part = string | readonly [type: unknown, address: unknown, text: unknown];

function partsOf(text: string): Part[] {
  return toChildArray(Sentence({ text }).props.children)
    .filter((child) => child !== '')
    .map((child) => {
      if (!isValidElement(child)) return String(child);
      const { href, children } = child.props as Readonly<Record<string, unknown>>;
      return [child.type, href, children];
    });
}

test('links and what stands out are marked within a whole sentence, and nothing is put beside them', () => {
  expect(partsOf('**A.**b [c d](/errors/#x), [e](/guide/)f')).toEqual([
    ['strong', undefined, 'A.'],
    'b ',
    ['a', '/errors/#x', 'c d'],
    ', ',
    ['a', '/guide/', 'e'],
    'f',
  ]);
});

test('a sentence without marks stays as it is', () => {
  expect(partsOf('a [b] (c) * d')).toEqual(['a [b] (c) * d']);
});
