import type { Source } from '../knowledge/types.ts';
import { SOURCES, sourceRemark } from '#locale/sources.ts';

/** As much of a rehype tree as is looked at. */
interface Node {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  children?: Node[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

type Cited = Source & { readonly chapters: readonly string[] };

/** Ends each chapter of an article with the sources that its frontmatter names for it. */
export function chapterSources() {
  return (tree: Node, file: { readonly data: { readonly astro?: { readonly frontmatter?: object } } }): void => {
    const { sources } = (file.data.astro?.frontmatter ?? {}) as { readonly sources?: readonly Cited[] };
    if (sources === undefined || !sources.some((source) => 'chapters' in source)) return;
    const children: Node[] = [];
    let open: readonly Cited[] = [];
    const close = (): void => {
      if (open.length > 0) children.push(paragraph(open));
      open = [];
    };
    for (const node of tree.children ?? []) {
      if (node.type === 'element' && node.tagName === 'h2') {
        close();
        const chapter = textOf(node).trim();
        open = sources.filter(({ chapters }) => chapters.includes(chapter));
      }
      children.push(node);
    }
    close();
    tree.children = children;
  };
}

function paragraph(sources: readonly Cited[]): Node {
  return element('p', { className: ['hint', 'row-sources'], dataPagefindIgnore: '' }, [
    text(`${SOURCES}: `),
    ...sources.map((source) =>
      element('span', {}, [element('a', { href: source.url }, [text(source.title)]), text(sourceRemark(source))]),
    ),
  ]);
}

function element(tagName: string, properties: Readonly<Record<string, unknown>>, children: Node[]): Node {
  return { type: 'element', tagName, properties, children };
}

function text(value: string): Node {
  return { type: 'text', value };
}

function textOf({ value = '', children = [] }: Node): string {
  return value + children.map(textOf).join('');
}
