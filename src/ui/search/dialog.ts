import type { Explanation } from '../../analyze.ts';
import { VERDICTS } from '../../report/words.ts';
import { href } from '../../site/href.ts';
import { explainInWorker, warmUp } from '../worker/client.ts';
import { PENDING } from '../workbench/pending.ts';
import { searchArticles, type ArticleHit } from './articles.ts';

/** Rows of results at most, in each group. */
const MOST = 8;

interface Hit {
  readonly url: string;
  readonly title: string;
  readonly kind: string;
  readonly excerpt: string;
}

let dialog: HTMLDialogElement | null = null;
let field: HTMLTextAreaElement | null = null;
let list: HTMLElement | null = null;
let status: HTMLElement | null = null;
let active = -1;
let turn = 0;

/** Opens the search, with a query when one is given. */
export function open(query?: string): void {
  dialog ??= build();
  warmUp();
  if (!dialog.open) dialog.showModal();
  if (field === null) return;
  if (query !== undefined) field.value = query;
  field.focus();
  field.select();
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
    ['aria-controls', 'search-results'],
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
  made.append(head, status, list);
  made.addEventListener('click', (event) => {
    if (event.target === made) made.close();
  });
  field.addEventListener('input', () => {
    void update();
  });
  field.addEventListener('keydown', onKey);
  document.body.append(made);
  return made;
}

function onKey(event: KeyboardEvent): void {
  if (event.isComposing) return;
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
    status.textContent = '例: curl: (28) Connection timed out、名前解決 失敗、プロキシ 認証';
    return;
  }
  const explained = await explainInWorker(query);
  if (own !== turn) return;
  show(query, explained, []);
  const articles = await searchArticles(query, MOST);
  if (own === turn) show(query, explained, articles);
}

function show(query: string, explained: readonly Explanation[], articles: readonly ArticleHit[]): void {
  if (list === null || status === null) return;
  const groups: HTMLElement[] = [];
  if (query.trim().split('\n').length > 1) groups.push(group('貼り付けた内容', [diagnoseOption(query)]));
  const meanings = explained.slice(0, MOST).map(({ id, title, meaning, verdict, tool }) =>
    option({
      url: href(`/signatures/${id}/`),
      title,
      kind: `${tool}・${VERDICTS[verdict as keyof typeof VERDICTS].word}`,
      excerpt: meaning,
    }),
  );
  if (meanings.length > 0) groups.push(group('この文字列の意味', meanings));
  const known = new Set(explained.map(({ id }) => href(`/signatures/${id}/`)));
  const found = articles.filter(({ url }) => !known.has(new URL(url, location.href).pathname)).map(option);
  if (found.length > 0) groups.push(group('記事', found));
  list.replaceChildren(...groups);
  const options = [...list.querySelectorAll<HTMLElement>('[role=option]')];
  for (const [index, item] of options.entries()) item.id = `search-option-${index}`;
  choose(options, options.length > 0 ? 0 : -1);
  status.textContent =
    options.length > 0
      ? `${options.length} 件`
      : '見つかりませんでした。コマンドの名前 (curl など) を含む 1 行をそのまま貼り付けるか、短い言葉に変えてください。';
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

function option({ url, title, kind, excerpt }: Hit): HTMLElement {
  const made = document.createElement('a');
  made.className = 'search-option';
  made.href = url;
  made.tabIndex = -1;
  made.setAttribute('role', 'option');
  made.setAttribute('aria-selected', 'false');
  const text = element('span', 'search-excerpt');
  text.append(...marked(excerpt));
  made.append(element('strong', '', title), element('span', 'chip', kind), text);
  made.addEventListener('click', () => {
    dialog?.close();
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
    if (document.querySelector('paste-box') === null) {
      sessionStorage.setItem(PENDING, text);
      return;
    }
    event.preventDefault();
    window.dispatchEvent(new CustomEvent('sotsu:diagnose', { detail: text }));
  });
  return made;
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.textContent = text;
  return made;
}
