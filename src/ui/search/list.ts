import { DIALOG } from '#locale/search-dialog.ts';
import { VERDICTS } from '../../report/words.ts';
import type { Row } from '../../search/entry.ts';
import { href } from '../../site/href.ts';
import { element, marked } from './element.ts';

/** Rows that are shown at first; the rest are a button away. */
const FIRST = 8;

/** What an option does when it is chosen: it opens its address, or acts. */
export interface Option {
  readonly url: string;
  readonly title: string;
  readonly badge: string;
  readonly snippet: string;
  readonly verdict?: Row['verdict'];
  readonly act?: () => void;
  /** It is never chosen before the reader chooses it. */
  readonly offered?: boolean;
}

/** Options under one heading. */
export interface Group {
  readonly title: string;
  readonly options: readonly Option[];
}

/** The rows of a query under what they are, in the order in which they were found. */
export function groupsOf(rows: readonly Row[]): Group[] {
  const groups: { title: string; options: Option[] }[] = [];
  const hasCertain = rows[0]?.certain === true;
  for (const row of rows) {
    const title = row.certain
      ? DIALOG.groups.certain
      : row.similar
        ? DIALOG.groups.similar
        : hasCertain
          ? DIALOG.groups.further
          : DIALOG.groups.pages;
    const option = { ...row, url: href(row.url) };
    const last = groups.at(-1);
    if (last?.title === title) last.options.push(option);
    else groups.push({ title, options: [option] });
  }
  return groups;
}

/** Groups as elements: the first rows of them, or all. */
export function listOf(groups: readonly Group[], marks: readonly string[], all: boolean): HTMLElement[] {
  let left = all ? Infinity : FIRST;
  const made: HTMLElement[] = [];
  for (const { title, options } of groups) {
    const own = options.slice(0, left);
    left -= own.length;
    if (own.length > 0)
      made.push(
        groupElement(
          title,
          own.map((option) => optionElement(option, marks)),
        ),
      );
  }
  return made;
}

/** The button that shows all rows; null where they are all there. It stands below the list: a list box has options only. */
export function allButton(groups: readonly Group[], onAll: () => void): HTMLElement | null {
  const count = groups.reduce((sum, { options }) => sum + options.length, 0);
  if (count <= FIRST) return null;
  const button = element('button', 'btn', DIALOG.all(count));
  button.setAttribute('type', 'button');
  button.addEventListener('click', onAll);
  return button;
}

/** The options of a list, numbered for the field that points at the chosen one. */
export function optionsIn(list: HTMLElement): HTMLElement[] {
  const options = [...list.querySelectorAll<HTMLElement>('[role=option]')];
  for (const [index, item] of options.entries()) item.id = `search-option-${index}`;
  return options;
}

function groupElement(title: string, options: readonly HTMLElement[]): HTMLElement {
  const made = element('div', 'search-group');
  made.setAttribute('role', 'group');
  made.setAttribute('aria-label', title);
  const head = element('p', 'search-title', title);
  head.setAttribute('aria-hidden', 'true');
  made.append(head, ...options);
  return made;
}

function optionElement(
  { url, title, badge, snippet, verdict, act, offered }: Option,
  marks: readonly string[],
): HTMLElement {
  const made = document.createElement('a');
  made.className = 'search-option';
  made.href = url;
  made.tabIndex = -1;
  made.setAttribute('role', 'option');
  made.setAttribute('aria-selected', 'false');
  if (offered === true) made.dataset['offered'] = '';
  const name = element('strong', '');
  name.append(...marked(title, marks));
  made.append(name);
  if (verdict != null) made.append(element('span', `v v-${VERDICTS[verdict].kind}`, VERDICTS[verdict].word));
  const text = element('span', 'search-excerpt');
  text.append(...marked(snippet, marks));
  made.append(element('span', 'chip', badge), text);
  if (act !== undefined)
    made.addEventListener('click', (event) => {
      event.preventDefault();
      act();
    });
  return made;
}
