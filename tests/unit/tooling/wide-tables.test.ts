import { expect, test } from 'vitest';
import { wideTables } from '../../../src/site/wide-tables.ts';

type Node = Parameters<ReturnType<typeof wideTables>>[0];

const element = (tagName: string, ...children: Node[]): Node => ({ type: 'element', tagName, children });
const text = (value: string): Node => ({ type: 'text', value });
const table = (...heads: string[]): Node =>
  element('table', element('thead', element('tr', ...heads.map((head) => element('th', text(head))))));
const made = (...children: Node[]): Node[] => {
  const tree: Node = { type: 'root', children };
  wideTables()(tree);
  return tree.children ?? [];
};

test('a table of three columns scrolls by itself, is reached by keyboard and is named by its chapter and its columns', () => {
  const [, wrapped] = made(element('h2', text('Ways')), table('a', 'b', 'c'));
  expect(wrapped).toMatchObject({
    tagName: 'div',
    properties: { className: ['scroll'], tabIndex: 0, role: 'group', ariaLabel: 'Ways: a, b, c' },
    children: [{ tagName: 'table' }],
  });
});

test('two tables of one chapter have names of their own, also within other elements', () => {
  const [, first, box] = made(element('h2', text('Ways')), table('a', 'b', 'c'), element('div', table('d', 'e', 'f')));
  expect([first?.properties?.['ariaLabel'], box?.children?.[0]?.properties?.['ariaLabel']]).toEqual([
    'Ways: a, b, c',
    'Ways: d, e, f',
  ]);
});

test('a narrow table stays as it is', () => {
  expect(made(table('a', 'b'))).toEqual([table('a', 'b')]);
});
