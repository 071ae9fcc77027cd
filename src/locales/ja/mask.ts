import { listed } from './forms.ts';

/** What the mask says to people. */

/** Kinds of names that are hidden, in the order in which they are told. */
const HIDDEN: Readonly<Record<string, string>> = {
  host: 'ホスト名',
  name: 'Azure のリソース名',
  ip: 'IP アドレス',
  mac: 'MAC アドレス',
  guid: 'GUID',
  id: '識別子',
  user: 'ユーザー名',
  domain: 'ドメイン名',
  sid: 'SID',
  certificate: '証明書の名前',
  file: 'ファイルとフォルダーの名前',
  phone: '電話番号',
  word: '指定した語',
};

/** Kinds of secrets. */
const SECRETS: Readonly<Record<string, string>> = {
  password: 'パスワード',
  key: 'キー',
  token: 'トークン',
  cookie: 'Cookie',
};

/** Kinds with their counts: 「ホスト名 3」. */
function counted(words: Readonly<Record<string, string>>, counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(words).flatMap(([kind, word]) => {
    const count = counts[kind] ?? 0;
    return count === 0 ? [] : [`${word} ${count}`];
  });
}

/** That secrets were removed, and of which kinds; null when there were none. */
export function removedSecrets(counts: Readonly<Record<string, number>>): string | null {
  const kinds = counted(SECRETS, counts);
  return kinds.length === 0 ? null : `秘密を除きました (${listed(kinds)})。`;
}

/** What is hidden, kind by kind. */
export function hiddenKinds(counts: Readonly<Record<string, number>>): readonly string[] {
  return counted(HIDDEN, counts);
}

/** The same as a sentence. */
export function hiddenNames(counts: Readonly<Record<string, number>>): string {
  const kinds = hiddenKinds(counts);
  return kinds.length === 0 ? '伏せる名前はありませんでした。' : `伏せた値の数: ${listed(kinds)}。`;
}

export const MASK = {
  switch: 'ホスト名・IP アドレスを伏せる',
  /** Where there is no room for it. */
  switchShort: '伏せる',
  loading: '伏せる準備をしています',
  working: '名前とアドレスを伏せています。',
  done: '名前とアドレスを伏せました。',
  stop: '伏せずに表示する',
  failed: '伏せられませんでした。ページを開き直して、もう一度試してください。',
  title: '伏せた内容',
  same: '同じ値は、同じ番号に置き換えています。コピー、JSON、印刷のどれにも同じ置き換えを使います。IP-P で始まる番号は、プライベート アドレスです。',
  secretsNote: '画面のログは貼り付けたままです。コピー、JSON、印刷からは除いています。',
  secretsNoteMasked: '置き換えた後のログにも残っていません。',
  leftTitle: 'まだ残っていませんか',
  leftNote: 'ホスト名に似た語です。選ぶと、その語も伏せます。',
  leftNothing: 'ホスト名に似た語は残っていません。自由な文章は、送る前に確認してください。',
  own: 'ほかに伏せる語',
  add: '伏せる',
  chosen: '自分で選んだ語',
  undo: (word: string): string => `「${word}」を戻す`,
  hide: (word: string): string => `「${word}」を伏せる`,
} as const;

/** Words that are left, for a terminal. */
export function leftWords(words: readonly string[]): string | null {
  return words.length === 0 ? null : `${MASK.leftTitle}: ${listed(words)}`;
}

/** What stands at the head of the list of a bundle's masked files. */
export const BUNDLE_MASK = {
  same: '同じ名前は、すべてのファイルで同じ仮の名前にしています。IP-P で始まる番号は、プライベート アドレスです。',
  notText: '伏せていません (テキストのログではありません)',
  notTextSecrets: '確認していません (テキストのログではありません)',
  nothing: '伏せる名前はありません',
  noSecrets: '秘密は見つかりませんでした',
} as const;
