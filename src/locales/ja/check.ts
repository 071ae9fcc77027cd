import { numberWord } from './forms.ts';

/** What the page of the check script says. */
export const CHECK = {
  system: 'OS',
  systems: { linux: 'Linux', windows: 'Windows' },
  workloads: 'ワークロード',
  region: 'リージョン',
  second: 'もう 1 つのリージョン (任意)',
  none: 'なし',
  names: 'プライベート エンドポイントの DNS の一覧、自分のストレージ アカウントの名前 (任意、1 行に 1 つ)',
  proxy: 'プロキシ (任意、例: 10.1.0.4:3128)。空なら、スクリプトが設定から探します。',
  noProxy: 'プロキシは「ホスト:ポート」の形で入力します。この値は使っていません。',
  targets: '確認する宛先',
  script: 'スクリプト',
  copy: 'コピー',
  copied: 'コピー済み',
  notCopied: 'コピーできません',
  download: 'ダウンロード',
  sum: 'SHA-256:',
  empty: 'ワークロードを 1 つ以上選択します。',
  count: (count: number): string => `宛先 ${numberWord(count)} 件`,
  connects: 'TCP のみ',
} as const;
