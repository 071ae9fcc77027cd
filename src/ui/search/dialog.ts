import { DIALOG } from '#locale/search-dialog.ts';
import { href } from '../../site/href.ts';
import { NOT_LOADED } from '#locale/not-loaded.ts';
import { lookUpInWorker, passagesArrived, warmUpSearch } from '../worker/client.ts';
import type { Lookup } from '../worker/protocol.ts';
import { diagnoseOption, guideOptions, reportOption } from './actions.ts';
import { searchArticles } from './articles.ts';
import { element } from './element.ts';
import { allButton, groupsOf, listOf, optionsIn, type Group } from './list.ts';
import { forgetLeft, keepLeft, keepQuery, leftQuery, queryOf } from './permalink.ts';

/** Rows of the second way at most. */
const MOST = 8;
/** Milliseconds of silence after which the address keeps the query: browsers refuse to change it very often. */
const PAUSE = 120;
/** A paste of more lines is a log: what it holds is told by diagnosing it. */
const MOST_LINES = 8;

let dialog: HTMLDialogElement | null = null;
let field: HTMLTextAreaElement | null = null;
let list: HTMLElement | null = null;
let more: HTMLElement | null = null;
let status: HTMLElement | null = null;
let active = -1;
let turn = 0;
/** The reader has chosen a row of this query: it stays chosen when more of them come. */
let hasChosen = false;
/** The query holds what was pasted: it may name the reader's own machines. */
let pasted = false;
/** The query as it may be kept, without secrets; null as long as nothing is found for it. */
let outgoing: string | null = null;
/** The row that was opened before the reader came back. */
let opened: string | null = null;
/** A row is being opened: the list is closed, and not forgotten. */
let isLeaving = false;

/** Opens the search with what was typed meanwhile, with the query that the reader left, or with that of the search page's address. */
export function open(typed = ''): void {
  const left = typed === '' ? leftQuery() : null;
  const query = left ?? (dialog === null ? queryOf(location) : null);
  opened = left?.row ?? null;
  dialog ??= build();
  warmUpSearch();
  if (!dialog.open) dialog.showModal();
  if (field === null) return;
  if (query !== null) {
    field.value = query.text;
    ({ pasted } = query);
  }
  if (typed !== '') field.value = typed;
  field.focus();
  if (typed === '') field.select();
  void update();
}

function build(): HTMLDialogElement {
  const made = document.createElement('dialog');
  made.className = 'search';
  made.setAttribute('aria-label', DIALOG.name);
  const head = element('div', 'search-head');
  field = document.createElement('textarea');
  field.rows = 1;
  field.id = 'search-field';
  field.placeholder = DIALOG.placeholder;
  field.spellcheck = false;
  for (const [name, value] of [
    // a combobox may not be a textarea, and a pasted log needs its lines: a text box with an active option
    ['aria-controls', 'search-results'],
    ['aria-describedby', 'search-keys'],
    ['aria-haspopup', 'listbox'],
    ['aria-autocomplete', 'list'],
    ['aria-label', DIALOG.field],
  ] as const) {
    field.setAttribute(name, value);
  }
  const close = element('button', 'btn', DIALOG.close);
  close.setAttribute('type', 'button');
  close.addEventListener('click', () => {
    made.close();
  });
  head.append(field, close);
  status = element('p', 'search-status');
  status.setAttribute('role', 'status');
  list = element('div', 'search-results');
  list.id = 'search-results';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', DIALOG.results);
  list.hidden = true;
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    // a row that opens in another tab leaves the list as it is
    if (option === null || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (option instanceof HTMLAnchorElement && outgoing !== null && linesOf(outgoing) <= MOST_LINES)
      keepLeft({ text: outgoing, pasted, row: option.href });
    isLeaving = true;
    made.close();
  });
  made.addEventListener('close', () => {
    if (!isLeaving) forgetLeft();
    isLeaving = false;
  });
  const keys = element('p', 'search-keys');
  keys.id = 'search-keys';
  for (const [key, does] of DIALOG.keys) {
    const hint = element('span', '', ` ${does}`);
    hint.prepend(element('kbd', '', key));
    keys.append(hint);
  }
  more = element('p', 'search-more');
  made.append(head, status, list, more, keys);
  made.addEventListener('click', (event) => {
    if (event.target === made) made.close();
  });
  field.addEventListener('input', (event) => {
    opened = null;
    const { inputType } = event as InputEvent;
    if (inputType.startsWith('insertFromPaste') || inputType === 'insertFromDrop') pasted = true;
    else if (field?.value === '') pasted = false;
    void update();
  });
  field.addEventListener('paste', onPaste);
  field.addEventListener('keydown', onKey);
  document.body.append(made);
  return made;
}

/** A picture of an error has no text that could be looked for. */
function onPaste({ clipboardData }: ClipboardEvent): void {
  const files = [...(clipboardData?.files ?? [])];
  const isPicture = files.some(({ type }) => type.startsWith('image/')) && clipboardData?.getData('text') === '';
  if (isPicture && status !== null) status.textContent = DIALOG.picture;
}

function onKey(event: KeyboardEvent): void {
  // Safari ends the composition before the key that ends it: only its old code (229) tells that an IME took the key
  if (event.isComposing || event.keyCode === 229) return;
  const options = list === null ? [] : optionsIn(list);
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const step = event.key === 'ArrowDown' ? 1 : -1;
    hasChosen = true;
    choose(options, (active + step + options.length) % Math.max(1, options.length));
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    const option = options[active];
    if (
      option instanceof HTMLAnchorElement &&
      (event.ctrlKey || event.metaKey) &&
      option.dataset['offered'] === undefined
    )
      window.open(option.href, '_blank', 'noopener');
    else option?.click();
  }
}

function choose(options: readonly HTMLElement[], index: number): void {
  active = index;
  for (const [at, option] of options.entries()) option.setAttribute('aria-selected', String(at === index));
  const chosen = options[index];
  if (chosen === undefined) {
    field?.removeAttribute('aria-activedescendant');
    return;
  }
  field?.setAttribute('aria-activedescendant', chosen.id);
  chosen.scrollIntoView({ block: 'nearest' });
}

async function update(): Promise<void> {
  if (field === null || list === null || status === null) return;
  turn += 1;
  const own = turn;
  hasChosen = false;
  outgoing = null;
  const query = field.value;
  field.rows = Math.min(5, query.split('\n').length);
  if (query.trim() === '') {
    list.replaceChildren();
    more?.replaceChildren();
    list.removeAttribute('aria-busy');
    list.hidden = true;
    choose([], -1);
    status.textContent = DIALOG.examples;
    return;
  }
  list.setAttribute('aria-busy', 'true');
  const lookup = await lookUpInWorker(query).catch(() => null);
  if (own !== turn) return;
  if (lookup === null) {
    await showArticles(query, own);
    return;
  }
  ({ outgoing } = lookup);
  show(query, lookup, false);
  await passagesArrived()
    .then(async () => {
      const whole = await lookUpInWorker(query);
      if (own === turn && !isSame(lookup, whole)) show(query, whole, false);
    })
    // without what articles say the list stands as it is
    .catch(() => undefined);
  if (own !== turn) return;
  list.removeAttribute('aria-busy');
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  if (own === turn && lookup.outgoing !== '') keepQuery(lookup.outgoing, pasted);
}

function isSame(a: Lookup, b: Lookup): boolean {
  return a.rows.length === b.rows.length && a.rows.every(({ url }, at) => url === b.rows[at]?.url);
}

/** What our own search needs did not come: that is not the same as nothing found. */
async function showArticles(query: string, own: number): Promise<void> {
  const articles = await searchArticles(query, MOST).catch(() => null);
  if (own !== turn || list === null || status === null) return;
  const options = (articles ?? []).map(({ url, title, kind, excerpt }) => ({
    url,
    title,
    badge: kind,
    snippet: excerpt,
  }));
  more?.replaceChildren();
  list.replaceChildren(...listOf([{ title: DIALOG.groups.pages, options }], [], true));
  list.hidden = options.length === 0;
  list.removeAttribute('aria-busy');
  choose(optionsIn(list), options.length > 0 ? 0 : -1);
  status.textContent = articles === null ? NOT_LOADED : DIALOG.noMessages;
}

function linesOf(text: string): number {
  return text.trim().split('\n').length;
}

/** Shows what is found. The first row is chosen until the reader chooses another, what only copies never is. */
function show(query: string, lookup: Lookup, all: boolean): void {
  if (list === null || status === null) return;
  const { rows, marks } = lookup;
  const chosen = hasChosen
    ? list.querySelector<HTMLAnchorElement>('[aria-selected=true]')?.href
    : (opened ?? undefined);
  const lines = linesOf(query);
  const found = groupsOf(rows);
  const [first, ...rest] = found;
  const pastedGroup: Group[] =
    lines > 1 ? [{ title: DIALOG.groups.pasted, options: [diagnoseOption(query, () => dialog?.close())] }] : [];
  // of a few lines that hold one message the message is meant, of more of them the log
  const isMessage = rows[0]?.certain === true && lines <= MOST_LINES && first !== undefined;
  const groups = isMessage ? [first, ...pastedGroup, ...rest] : [...pastedGroup, ...found];
  const elsewhere =
    rows[0]?.certain === true
      ? []
      : [reportOption(query, (text) => (status !== null ? (status.textContent = text) : undefined))];
  const last = rows.length === 0 ? [...guideOptions(href), ...elsewhere] : elsewhere;
  const isOffered =
    last.length > 0 && (rows.length === 0 || lines > 1 || /[:;()=_]|0x/u.test(query) || query.length >= 40);
  list.replaceChildren(
    ...listOf(groups, marks, all),
    ...(isOffered ? listOf([{ title: DIALOG.groups.elsewhere, options: last }], [], true) : []),
  );
  const button = all
    ? null
    : allButton(groups, () => {
        show(query, lookup, true);
        field?.focus();
      });
  more?.replaceChildren(...(button === null ? [] : [button]));
  const options = optionsIn(list);
  list.hidden = options.length === 0;
  const kept = options.findIndex((item) => item instanceof HTMLAnchorElement && item.href === chosen);
  const isDefault = options[0] !== undefined && options[0].dataset['offered'] === undefined;
  choose(options, kept >= 0 ? kept : isDefault ? 0 : -1);
  status.textContent = rows.length > 0 ? DIALOG.count(rows.length) : DIALOG.nothing;
}
