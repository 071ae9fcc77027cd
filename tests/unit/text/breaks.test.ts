import { expect, test } from 'vitest';
import { nameBreaks } from '../../../src/site/name-breaks.ts';
import { atDots } from '../../../src/text/breaks.ts';

test.each([
  ['pod01-prot1.jpe.backup.windowsazure.com', ['pod01-prot1.', 'jpe.', 'backup.', 'windowsazure.', 'com']],
  ['*.blob.core.windows.net', ['*.', 'blob.', 'core.', 'windows.', 'net']],
  ['宛先は a.b.example です。', ['宛先は a.', 'b.', 'example です。']],
  ['a.b.example  x.y.example', ['a.', 'b.', 'example  x.', 'y.', 'example']],
  // no name, or one that is short enough
  ['168.63.129.16', ['168.63.129.16']],
  ['TLS 1.2.3', ['TLS 1.2.3']],
  ['check.log', ['check.log']],
  ['...', ['...']],
  ['', ['']],
])('%j breaks behind the dots of its names only', (text, pieces) => {
  expect(atDots(text)).toEqual(pieces);
  expect(atDots(text).join('')).toBe(text);
});

interface Node {
  type: string;
  tagName?: string;
  value?: string;
  children?: Node[];
}
const element = (tagName: string, ...children: Node[]): Node => ({ type: 'element', tagName, children });
const text = (value: string): Node => ({ type: 'text', value });
const shown = ({ value, tagName, children = [] }: Node): string =>
  value ?? (tagName === 'wbr' ? '|' : children.map(shown).join(''));

test('articles break their names in text and code; blocks of code and headings stay', () => {
  const tree = element(
    'article',
    element('p', text('a.b.c '), element('code', text('d.e.f'))),
    element('pre', element('code', text('g.h.i'))),
    element('h2', text('j.k.l')),
  );
  nameBreaks()(tree);
  expect(tree.children?.map(shown)).toEqual(['a.|b.|c d.|e.|f', 'g.h.i', 'j.k.l']);
});
