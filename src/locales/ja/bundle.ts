import type { Flaw } from '../../model/evidence.ts';

/** Why a file that is there counts for nothing. */
export const FLAWS: Readonly<Record<Flaw, string>> = {
  damaged: '壊れていて、中身を取り出せません',
  encrypted: '暗号化されていて、中身を確認できません。パスワードも伝えてください',
  'too-large': '大きすぎるため、中身を確認していません',
  'too-many': 'ファイルが多いため、中身を確認していません',
  'too-deep': '圧縮ファイルの入れ子が深いため、中身を確認していません',
  bomb: '展開後の大きさが異常です (圧縮爆弾の疑い)',
  unread: '中身を確認していません',
  unrecognised: '名前が示す形式として、中身を読み取れませんでした',
};

/** What is said of some files among others that are as they should be. */
export function someFlawed(count: number, flaw: Flaw): string {
  return `${count} 個のファイルは、${FLAWS[flaw]}`;
}

/** Names of folders, of very many the first. */
export function foldersWithoutFiles(names: readonly string[]): string {
  const shown = names.slice(0, 5).join('、');
  return `ファイルのないフォルダーがあります: ${shown}${names.length > 5 ? ` など ${names.length} 個` : ''}`;
}

/** Said below a list of which only the first entries are shown. */
export function moreThanListed(shown: number, all: number): string {
  return `${all} 件のうち、先頭の ${shown} 件です。`;
}

/** A bundle and how many files and folders it holds. */
export function filesWord(name: string, entries: number): string {
  return `${name} (${entries.toLocaleString('ja-JP')} 個)`;
}

/** Leads to the page of a conclusion. */
export const WHAT_IT_MEANS = 'この結果の意味';
