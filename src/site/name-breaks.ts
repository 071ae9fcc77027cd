import { atDots } from '../text/breaks.ts';

/** As much of a rehype tree as is looked at. */
interface Node {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  children?: Node[];
  readonly properties?: object;
}

/** What does not break, and headings, of which ids and the table of contents are made. */
const WHOLE = /^(?:pre|h[1-6])$/u;

/** Lets the host names of articles break behind their dots, where a line would else end within a word. */
export function nameBreaks() {
  return function walk(node: Node): void {
    if (node.children === undefined || WHOLE.test(node.tagName ?? '')) return;
    node.children.forEach(walk);
    node.children = node.children.flatMap((child) => (child.type === 'text' ? broken(child) : [child]));
  };
}

function broken(node: Node): Node[] {
  const pieces = atDots(node.value ?? '');
  if (pieces.length === 1) return [node];
  return pieces.flatMap((value, at) => [
    ...(at > 0 ? [{ type: 'element', tagName: 'wbr', properties: {}, children: [] }] : []),
    { type: 'text', value },
  ]);
}
