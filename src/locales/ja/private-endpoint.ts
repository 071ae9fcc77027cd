import { listed } from './forms.ts';

/** The form that turns the names of private endpoints into commands. */
export const PRIVATE_ENDPOINT = {
  region: 'コンテナーのリージョン',
  names: '名前 (1 行に 1 つ。後ろに IP アドレスがあっても構いません)',
} as const;

/** What the commands are made of. */
export const MADE_OF = {
  example: '例を表示しています。',
  nothing: '名前が空のため、例を表示しています。',
  unread: '名前を読み取れません。1 行に 1 つの FQDN を入力してください。',
  own: (count: number): string => `${count} 件の名前でコマンドを作りました。`,
  otherRegion: (names: readonly string[]): string => `選択したリージョンと名前が一致しません: ${listed(names)}`,
} as const;
