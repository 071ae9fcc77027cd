/** Beside a folder that lies on another machine. */
export const REMOTE_FOLDER =
  '別のコンピューターの共有フォルダー (UNC パス) です。採取した情報が、そのコンピューターに書き込まれます。意図した場所かどうかを確認してください。';

/** Leads to all lists, where a message has none of its own. */
export const ALL_LISTS = '採取する情報の一覧を開く';

/** Leads to the whole list that a message's records are taken from. */
export function listWord(title: string): string {
  return `「${title}」の一覧とコマンド`;
}

/** The format of a bundle: of which list it holds something, as far as that is known. */
export function bundleTitle(scenario: string | null): string {
  return scenario === null ? '採取した情報' : `採取した情報 (${scenario})`;
}

/** The format of a bundle that cannot be opened. */
export const UNREADABLE_FILE = '読み取れないファイル';

/** What to do about an item that is not there as asked. */
export function itemToAdd(title: string, reason: string | null): string {
  return reason === null ? `${title} を加えます。` : `${title} を確認します: ${reason}。`;
}
