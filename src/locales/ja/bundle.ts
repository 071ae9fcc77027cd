import { listed, numberWord } from './forms.ts';
import type { Fault, Flaw, ItemStatus, Refusal, Remark } from '../../model/evidence.ts';

/** Why a file that is there counts for nothing. */
export const FLAWS: Readonly<Record<Flaw, string>> = {
  damaged: '壊れていて、中身を取り出せません',
  encrypted: '暗号化されていて、中身を確認できません。パスワードも伝えてください',
  'too-large': '大きすぎるため、中身を確認していません',
  'too-many': 'ファイルが多いため、中身を確認していません',
  'too-deep': '圧縮ファイルの入れ子が深いため、中身を確認していません',
  bomb: '展開後の大きさが異常です (圧縮爆弾の疑い)',
  'names-only': 'キャビネット (.cab) の中にあり、名前と大きさだけを確認しました',
  unread: '中身を確認していません',
  unrecognised: '名前が示す形式として、中身を読み取れませんでした',
};

/** What there is to say of an item's files beside their status. */
export function remarkText(remark: Remark): string {
  switch (remark.kind) {
    case 'exception':
      return remark.text;
    case 'nameless':
      return 'ファイルの名前では見分けられません';
    case 'hollow':
      return 'フォルダーかリンクだけで、ファイルがありません';
    case 'empty':
      return 'ファイルの中身が空です';
    case 'flawed':
      return FLAWS[remark.flaw];
    case 'some-flawed':
      return `${remark.count} 個のファイルは、${FLAWS[remark.flaw]}`;
    case 'part-missing':
      return '含まれるはずのファイルの一部がありません';
    case 'folders-without': {
      // of very many the first
      const { folders } = remark;
      const shown = listed(folders.slice(0, 5));
      return `ファイルのないフォルダーがあります: ${shown}${folders.length > 5 ? ` など ${folders.length} 個` : ''}`;
    }
    case 'too-few':
      return `${remark.needed} 個以上が必要です`;
    case 'too-small':
      return 'ファイルが小さすぎます';
    case 'log-cut':
      return 'スクリプトが終わる前に、ログが切れています';
    case 'other-day':
      return 'ファイル名の日時が、障害の日時から 1 日以上離れています';
    case 'older':
      return '障害の時刻より前のファイルしかありません';
  }
}

const BOMB = '展開後の大きさが異常です (圧縮爆弾の疑い)';

/** Why an entry is not looked at. */
export function refusalText(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'too-many':
      return `ファイルが多すぎます (上限 ${refusal.most} 個)`;
    case 'too-large':
      return `展開後の大きさの合計が、上限 (${refusal.most / 1024 ** 3} GB) を超えます`;
    case 'name':
      return '名前が正しくありません';
    case 'parent':
      return '上のフォルダーを指す名前 (..) です';
    case 'absolute':
      return '絶対パスの名前です。相対パスの名前で、まとめ直してください';
    case 'bomb':
      return BOMB;
  }
}

const FAULTS = {
  tar: {
    damaged: 'tar として読み取れませんでした。壊れています。',
    cut: 'tar が途中で切れています。もう一度コピーするか、作り直してください。',
  },
  zip: {
    damaged: 'zip として読み取れませんでした。コピーやダウンロードが途中で切れたか、壊れています。',
    split: '分割された zip です。1 つの zip でまとめ直してください。',
  },
  cabinet: {
    damaged: 'キャビネット (.cab) として読み取れませんでした。壊れています。',
    cut: 'キャビネット (.cab) が途中で切れています。もう一度コピーしてください。',
  },
} as const;

/** Why an archive, or a packed file that stands alone, cannot be read. */
export function faultText(fault: Fault): string {
  switch (fault.kind) {
    case 'tar':
      return FAULTS.tar[fault.how];
    case 'zip':
      return FAULTS.zip[fault.how];
    case 'cabinet':
      return FAULTS.cabinet[fault.how];
    case 'cabinet-too-many':
      return `キャビネット (.cab) のファイルが多すぎます (上限 ${fault.most} 個)。`;
    case 'packed':
      return 'gzip のファイルが途中で切れているか、壊れています。コピーし直してください。';
    case 'packed-too-large':
      return `展開後の大きさが上限 (${fault.megabytes} MB) を超えます。必要な部分だけを取り出してください。`;
    case 'bomb':
      return `${BOMB}。`;
    case 'foreign':
      return `${fault.title}です。${fault.advice}`;
  }
}

/** Above the names of the files in cabinets. */
export const IN_CABINETS = 'キャビネット (.cab) の中のファイル (名前だけを確認しました)';

/** A file in a cabinet: its name, its size and the time that is written with it, by the clock of the machine. */
export function inCabinet(path: string, size: string, time: number | null): string {
  if (time === null) return `${path} (${size})`;
  const at = new Date(time);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${path} (${size}、${day} ${two(at.getHours())}:${two(at.getMinutes())})`;
}

/** Said below a list of which only the first entries are shown. */
export function moreThanListed(shown: number, all: number): string {
  return `${all} 件のうち、先頭の ${shown} 件です。`;
}

/** A bundle and how many files and folders it holds. */
export function filesWord(name: string, entries: number): string {
  return `${name} (${numberWord(entries)} 個)`;
}

/** Leads to the page of a conclusion. */
export const WHAT_IT_MEANS = 'この結果の意味';

/** What the files inside say. */
export const READ_FILES = '中のファイルの診断';
export const OTHER_CAUSE = 'ほかの原因';
export const COMPLETENESS = '採取した情報の過不足';
export const TONE_SIGNS = { ok: '✓', ng: '✕', un: '?' } as const;

/** Which file shows a root cause, and how many there are. */
export function shownBy(path: string, files: number): string {
  return files > 1 ? `根拠: ${path} ほか ${numberWord(files - 1)} 個のファイル` : `根拠: ${path}`;
}

/** Texts in which nothing is known. */
export function silentFiles(count: number): string {
  return `ほかに ${numberWord(count)} 個のテキストを読みましたが、説明のあるメッセージはありませんでした。`;
}

/** How far the reading has come. */
export function reading(done: number, all: number): string {
  return `ファイルを読んでいます (${numberWord(done)} / ${numberWord(all)})。`;
}

/** Opens the report of a file inside. */
export function diagnoseFile(name: string, path: string): string {
  return name === path ? `${path} を診断する` : `${name}: ${path} を診断する`;
}

/** Said of a file's report that opens masked. */
export const FILE_SHOWN = 'ファイルの診断を、名前を伏せて表示しました。';

/** Beside the files that were not read. */
export const UNREAD_FILES = '読まなかったファイル';

/** A file whose content does not come. */
export const NOT_TAKEN_OUT = '読み取れませんでした。';
export const STOP_READING = '中止する';
export const STOPPED_READING = '読み取りを中止しました。';
export const READING = '読み取っています。';
/** Beside the field for the time of the failure. */
export const FAILED_AT = '障害の日時 (任意)';

/** What a status says, with a sign in front. */
export const ITEM_STATUSES: Readonly<
  Record<ItemStatus, { readonly kind: string; readonly sign: string; readonly word: string }>
> = {
  found: { kind: 'ok', sign: '✓', word: 'あります' },
  missing: { kind: 'ng', sign: '✕', word: 'ありません' },
  empty: { kind: 'ng', sign: '✕', word: '空です' },
  suspicious: { kind: 'un', sign: '?', word: '確認が必要です' },
};

/** How many there are. */
export function countWord(count: number): string {
  return `${numberWord(count)} 件`;
}
