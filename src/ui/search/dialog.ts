import { toolWord } from '../../report/tool-word.ts';
import { VERDICTS } from '../../report/words.ts';
import { href } from '../../site/href.ts';
import { analyzeInWorker, lookUpInWorker, maskInWorker, warmUpSearch } from '../worker/client.ts';
import type { Lookup } from '../worker/protocol.ts';
import { loadNameRules } from '../worker/start.ts';
import { NOT_LOADED } from '../not-loaded.ts';
import { searchArticles, type ArticleHit } from './articles.ts';
import { merge } from './merge.ts';
import { keepQuery, queryOf } from './permalink.ts';

/** Rows of results at most, in each group. */
const MOST = 8;
/** Milliseconds of silence after which the articles are searched: the index is not asked for every letter. */
const PAUSE = 120;
const EXAMPLES = '例: curl: (28) Connection timed out、名前解決 失敗、プロキシ 認証';

interface Hit {
  readonly url: string;
  readonly title: string;
  readonly kind: string;
  readonly excerpt: string;
  readonly verdict?: keyof typeof VERDICTS;
}

let dialog: HTMLDialogElement | null = null;
let field: HTMLTextAreaElement | null = null;
let list: HTMLElement | null = null;
let status: HTMLElement | null = null;
let active = -1;
let turn = 0;
/** The query holds what was pasted: it may name the reader's own machines. */
let pasted = false;

/** Opens the search with what was typed meanwhile; on the search page with the query of its address. */
export function open(typed = ''): void {
  const query = dialog === null ? queryOf(location) : null;
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
  made.setAttribute('aria-label', '検索');
  const head = element('div', 'search-head');
  field = document.createElement('textarea');
  field.rows = 1;
  field.id = 'search-field';
  field.placeholder = 'エラー文字列を貼り付けるか、言葉を入力します';
  field.spellcheck = false;
  for (const [name, value] of [
    // a combobox may not be a textarea, and a pasted log needs its lines: a text box with an active option
    ['aria-controls', 'search-results'],
    ['aria-describedby', 'search-keys'],
    ['aria-haspopup', 'listbox'],
    ['aria-autocomplete', 'list'],
    ['aria-label', 'エラー文字列・記事を検索'],
  ] as const) {
    field.setAttribute(name, value);
  }
  const close = element('button', 'btn', '閉じる');
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
  list.setAttribute('aria-label', '検索結果');
  list.hidden = true;
  const keys = element('p', 'search-keys');
  keys.id = 'search-keys';
  for (const [key, does] of [
    ['↑ ↓', '選ぶ'],
    ['Enter', '開く'],
    ['Esc', '閉じる'],
  ] as const) {
    const hint = element('span', '', ` ${does}`);
    hint.prepend(element('kbd', '', key));
    keys.append(hint);
  }
  made.append(head, status, list, keys);
  made.addEventListener('click', (event) => {
    if (event.target === made) made.close();
  });
  field.addEventListener('input', (event) => {
    const { inputType } = event as InputEvent;
    if (inputType.startsWith('insertFromPaste') || inputType === 'insertFromDrop') pasted = true;
    else if (field?.value === '') pasted = false;
    void update();
  });
  field.addEventListener('keydown', onKey);
  document.body.append(made);
  return made;
}

function onKey(event: KeyboardEvent): void {
  // Safari ends the composition before the key that ends it: only its old code (229) tells that an IME took the key
  if (event.isComposing || event.keyCode === 229) return;
  const options = [...(list?.querySelectorAll<HTMLElement>('[role=option]') ?? [])];
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const step = event.key === 'ArrowDown' ? 1 : -1;
    choose(options, (active + step + options.length) % Math.max(1, options.length));
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    (options[active] ?? options[0])?.click();
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
  const query = field.value;
  field.rows = Math.min(5, query.split('\n').length);
  if (query.trim() === '') {
    list.replaceChildren();
    list.removeAttribute('aria-busy');
    list.hidden = true;
    choose([], -1);
    status.textContent = EXAMPLES;
    return;
  }
  list.setAttribute('aria-busy', 'true');
  const lookup = await lookUpInWorker(query).catch(() => null);
  if (own !== turn) return;
  show(query, lookup, null);
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  if (own !== turn) return;
  if (lookup !== null && lookup.outgoing !== '') keepQuery(lookup.outgoing, pasted);
  const articles = await searchArticles([...new Set([query, lookup?.reworded ?? query])], MOST).catch(
    () => 'failed' as const,
  );
  if (own !== turn) return;
  show(query, lookup, articles === 'failed' ? [] : articles);
  list.removeAttribute('aria-busy');
  const missing = missingWord(lookup === null, articles === 'failed');
  if (missing !== null) status.textContent = missing;
}

/** What could not be looked for: that is not the same as nothing found. */
function missingWord(messages: boolean, articles: boolean): string | null {
  if (messages && articles) return NOT_LOADED;
  if (messages) return 'エラー文字列の照合を読み込めませんでした。記事の検索だけを表示します。';
  return articles ? '記事の検索を読み込めませんでした。エラー文字列の照合だけを表示します。' : null;
}

const NOTHING: Lookup = { explanations: [], pages: [], reworded: '', outgoing: '' };

/** Shows what is known so far; `found` is null where it did not come, `articles` while they are still being searched. */
function show(query: string, found: Lookup | null, articles: readonly ArticleHit[] | null): void {
  if (list === null || status === null) return;
  const lookup = found ?? NOTHING;
  const chosen = list.querySelector<HTMLAnchorElement>('[aria-selected=true]')?.href;
  const groups: HTMLElement[] = [];
  if (query.trim().split('\n').length > 1) groups.push(group('貼り付けた内容', [diagnoseOption(query)]));
  const exact = lookup.explanations.filter(({ similar }) => !similar);
  const similar = lookup.explanations.filter((explanation) => explanation.similar);
  if (exact.length > 0) groups.push(group('この文字列の意味', exact.slice(0, MOST).map(messageOption)));
  const known = new Set(exact.map(({ path }) => href(path)));
  const pages = lookup.pages.map(({ entry }): Hit => ({
    url: href(entry.path),
    title: entry.title,
    kind: entry.kind,
    excerpt: highlighted(entry.text, query),
    ...(entry.verdict === null ? {} : { verdict: entry.verdict as keyof typeof VERDICTS }),
  }));
  const resembling = similar.length > 0 ? [group('似ているメッセージ', similar.map(messageOption))] : [];
  const hits = merge<Hit>([pages, (articles ?? []).map((hit) => ({ ...hit, url: pathOf(hit.url) }))])
    .filter(({ url }) => !known.has(url.split('#', 1)[0] ?? url))
    .slice(0, MOST);
  const others =
    hits.length > 0 ? [group(exact.length > 0 ? '関連するページ' : '見つかったページ', hits.map(option))] : [];
  // a broken message is looked for among messages first, words among pages
  groups.push(...(isMessage(query) ? [...resembling, ...others] : [...others, ...resembling]));
  if (found !== null && exact.length === 0 && isMessage(query))
    groups.push(group('見つからない場合', [reportOption(query)]));
  list.replaceChildren(...groups);
  const options = [...list.querySelectorAll<HTMLElement>('[role=option]')];
  for (const [index, item] of options.entries()) item.id = `search-option-${index}`;
  list.hidden = options.length === 0;
  // what the reader has chosen stays chosen when the articles of the same query arrive
  const kept =
    articles === null ? -1 : options.findIndex((item) => item instanceof HTMLAnchorElement && item.href === chosen);
  choose(options, options.length > 0 ? Math.max(0, kept) : -1);
  if (articles === null) return;
  const count = exact.length + similar.length + hits.length;
  status.textContent =
    count > 0
      ? `${count} 件`
      : '見つかりませんでした。コマンドの名前 (curl など) を含む 1 行をそのまま貼り付けるか、短い言葉に変えてください。';
}

function messageOption({ path, title, meaning, verdict, tool }: Lookup['explanations'][number]): HTMLElement {
  return option({
    url: href(path),
    title,
    kind: toolWord(tool),
    excerpt: meaning,
    verdict,
  });
}

/** The path of an address, so that the same page found twice is one. */
function pathOf(url: string): string {
  const { pathname, hash } = new URL(url, location.href);
  return pathname + hash;
}

/** Marks the words of a query in a text. */
function highlighted(text: string, query: string): string {
  const words = query
    .trim()
    .split(/\s+/u)
    .filter((word) => word.length > 1);
  return words.reduce((so, word) => so.replace(word, `<mark>${word}</mark>`), text);
}

/** A line of output rather than words to look for. */
function isMessage(query: string): boolean {
  return query.trim().length >= 40 || /[:;()=_]|0x/u.test(query);
}

/** A message that nothing explains is worth reporting: the button copies it without the reader's own names. */
function reportOption(query: string): HTMLElement {
  const made = option({
    url: '#',
    title: '伏せ字にしてコピーする',
    kind: '報告',
    excerpt: 'この文字列の説明がないことを報告するときに使います。ホスト名、IP アドレス、ID、ユーザー名を伏せます。',
  });
  made.addEventListener('click', (event) => {
    event.preventDefault();
    void Promise.all([analyzeInWorker({ name: '検索した文字列', text: query }), loadNameRules()])
      .then(async ([{ report }, names]) => {
        const { texts } = await maskInWorker({ reports: [{ report, text: 0 }], texts: [query] }, names);
        const context = `形式: ${report.recognised.title}、ルール: ${report.rules}`;
        await navigator.clipboard.writeText(`${texts[0] ?? ''}\n\n(${context})\n`);
      })
      .then(() => {
        if (status !== null) status.textContent = 'コピーしました。内容を確認してから報告してください。';
      });
  });
  return made;
}

function group(title: string, options: readonly HTMLElement[]): HTMLElement {
  const made = element('div', 'search-group');
  made.setAttribute('role', 'group');
  made.setAttribute('aria-label', title);
  const head = element('p', 'search-title', title);
  head.setAttribute('aria-hidden', 'true');
  made.append(head, ...options);
  return made;
}

function option({ url, title, kind, excerpt, verdict }: Hit): HTMLElement {
  const made = document.createElement('a');
  made.className = 'search-option';
  made.href = url;
  made.tabIndex = -1;
  made.setAttribute('role', 'option');
  made.setAttribute('aria-selected', 'false');
  const text = element('span', 'search-excerpt');
  text.append(...marked(excerpt));
  made.append(element('strong', '', title));
  if (verdict !== undefined) made.append(element('span', `v v-${VERDICTS[verdict].kind}`, VERDICTS[verdict].word));
  made.append(element('span', 'chip', kind), text);
  made.addEventListener('click', () => {
    if (url !== '#') dialog?.close();
  });
  return made;
}

/** Pagefind marks the words that it found; nothing else of its markup is used. */
function marked(excerpt: string): (HTMLElement | string)[] {
  return excerpt.split(/<\/?mark>/u).map((part, index) => {
    const plain = part
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    return index % 2 === 1 ? element('mark', '', plain) : plain;
  });
}

function diagnoseOption(text: string): HTMLElement {
  const made = option({
    url: href('/'),
    title: 'このログを診断する',
    kind: '診断',
    excerpt: '貼り付けた内容を、ログとして読み取ります。',
  });
  made.addEventListener('click', (event) => {
    event.preventDefault();
    dialog?.close();
    void import('../workbench/intake.ts').then(({ takeText }) => takeText(text));
  });
  return made;
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.textContent = text;
  return made;
}
