/** The field of an article into which a capture is dropped. */
export const EXPLORER = {
  label: 'キャプチャを選んでください',
  choose: 'ファイルを選ぶ',
  sample: '例のキャプチャで試す',
  hint: 'ここに落としても読み込めます (.cap・.pcap・.pcapng・.etl、gzip も可)',
  promise: 'キャプチャはブラウザーの外に出ません。',
  noScript: 'キャプチャの読み取りには JavaScript が必要です。',
} as const;
