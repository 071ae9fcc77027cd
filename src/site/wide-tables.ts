/** As much of a rehype tree as is looked at. */
interface Node {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  children?: Node[];
  properties?: Record<string, unknown>;
}

/** Columns from which on a table may be wider than a phone. */
const WIDE = 3;
const HEADING = /^h[1-6]$/u;

/** Lets wide tables of articles scroll by themselves, by keyboard as well; named by their chapter and their columns. */
export function wideTables() {
  return (tree: Node): void => {
    let chapter = '';
    const walk = (node: Node): void => {
      if (node.children === undefined) return;
      node.children = node.children.map((child) => {
        if (HEADING.test(child.tagName ?? '')) chapter = textOf(child).trim();
        if (child.tagName !== 'table') {
          walk(child);
          return child;
        }
        const columns = columnsOf(child);
        if (columns.length < WIDE) return child;
        const ariaLabel = [chapter, columns.join(', ')].filter((text) => text !== '').join(': ');
        const properties = { className: ['scroll'], tabIndex: 0, role: 'group', ariaLabel };
        return { type: 'element', tagName: 'div', properties, children: [child] };
      });
    };
    walk(tree);
  };
}

/** What stands in the cells of the head. */
function columnsOf(table: Node): string[] {
  if (table.tagName === 'th') return [textOf(table).trim()];
  return (table.children ?? []).flatMap(columnsOf);
}

function textOf(node: Node): string {
  return node.value ?? (node.children ?? []).map(textOf).join('');
}
