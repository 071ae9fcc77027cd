/** What a report in Markdown says, beside its tables and quoted lines. */

export const MARKDOWN = {
  title: '疎通カルテの診断結果',
  log: (name: string, format: string, lines: number): string => `ログ: ${name} (${format}、${lines} 行)`,
  capture: (name: string, format: string, packets: number): string =>
    `ファイル: ${name} (${format}、${packets} パケット)`,
  rules: (version: string): string => `規則のバージョン: ${version}`,
  note: (sentence: string): string => `注意: ${sentence}`,
  conclusion: (title: string): string => `結論: ${title}`,
  causes: '根本原因の候補',
  proof: (line: number, quoted: string): string => `${line} 行目: ${quoted}`,
  next: (step: string): string => `次の手順: ${step}`,
  endpoints: 'エンドポイント',
  settings: '設定',
  proxy: (state: string): string => `プロキシ: ${state}`,
  system: (name: string | null): string => `OS: ${name ?? '記録なし'}`,
  script: (complete: boolean): string => `スクリプト: ${complete ? '最後まで実行済み' : '途中で終了'}`,
  peers: '通信の相手 (通信量の多い順)',
  ownAddresses: (addresses: string | null): string => `VM のアドレス: ${addresses ?? '不明'}`,
  defect: (offset: number, sentence: string): string => `注意 (${offset} バイト目): ${sentence}`,
  peerColumns: ['相手', '名前', '送信 (バイト)', '受信 (バイト)'],
} as const;
