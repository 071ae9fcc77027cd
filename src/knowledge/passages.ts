/** A chapter of an article as readers see it: its heading, its place on the page, and its text without markup. */
export interface Passage {
  /** Empty for what stands before the first heading. */
  readonly title: string;
  /** Within the page, without `#`; empty for what stands before the first heading. */
  readonly anchor: string;
  readonly text: string;
}

/** The chapters of pages, by their paths. */
export type Passages = Readonly<Record<string, readonly Passage[]>>;

const HEADING = /^#{2,4} {1,3}(\S.{0,199})$/u;
const FENCE = /^\s*(?:`{3,}|~{3,})/u;
/** A line that only imports, or holds a component. */
const CODE_LINE = /^(?:import|export)\s/u;

/** Divides the body of an MDX file, behind its frontmatter, into chapters. */
export function passagesOf(body: string): Passage[] {
  const slugs = new Map<string, number>();
  const found: { title: string; anchor: string; lines: string[] }[] = [{ title: '', anchor: '', lines: [] }];
  let fenced = false;
  for (const line of withoutComponents(body).split('\n')) {
    if (FENCE.test(line)) {
      fenced = !fenced;
      continue;
    }
    const heading = fenced ? null : HEADING.exec(line);
    if (heading !== null) {
      const title = plainText(heading[1] ?? '').trim();
      found.push({ title, anchor: uniqueSlug(title, slugs), lines: [] });
    } else if (fenced || !CODE_LINE.test(line)) found.at(-1)?.lines.push(fenced ? line : plainText(line));
  }
  return found
    .map(({ title, anchor, lines }) => ({ title, anchor, text: lines.join(' ').replaceAll(/\s+/gu, ' ').trim() }))
    .filter(({ title, text }) => title !== '' || text !== '');
}

/** Tags of components and of HTML; what stands between two of them stays. */
function withoutComponents(body: string): string {
  return withoutComments(body).replaceAll(/<\/?[A-Za-z][A-Za-z0-9]{0,40}(?:\s[^<>]{0,2000})?\/?>/gu, ' ');
}

function withoutComments(body: string): string {
  const [first = '', ...others] = body.split('{/*');
  return [first, ...others.map((part) => part.slice(part.indexOf('*/}') + 3))].join(' ');
}

/** A line without the marks of Markdown: a link is its text. */
function plainText(line: string): string {
  return line
    .replaceAll(/\[([^[\]]{0,300})\]\([^()\s]{0,400}\)/gu, '$1')
    .replaceAll(/^\s*(?:[-*+]|\d{1,3}\.)\s+|\*\*|`|^\s*>\s?/gu, '')
    .replaceAll(/:?-{3,60}:?|\|/gu, ' ');
}

/** The anchor that the site gives a heading (github-slugger): letters, numbers, hyphens; the second of a name has a number. */
function uniqueSlug(title: string, known: Map<string, number>): string {
  const slug = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
  const before = known.get(slug);
  known.set(slug, (before ?? 0) + 1);
  return before === undefined ? slug : `${slug}-${before}`;
}
