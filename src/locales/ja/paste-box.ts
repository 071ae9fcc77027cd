/** The field into which a log is pasted. */
export const BOX = {
  label: 'ログを貼り付けてください',
  placeholder: 'CheckNWResult_….log や AzureBackup_Check_NW_….log の内容、またはコマンドの出力',
  diagnose: '診断する',
  chooseFile: 'ファイルを選ぶ',
  drop: 'ファイルをここに落としても読み込めます (ログ、パケット キャプチャ、採取した zip・tar.gz・フォルダー)',
  promise: 'アカウント不要。ログはブラウザーの外に出ません。[確かめ方](/privacy/)',
  samples: '例で試す:',
  noScript: '診断には JavaScript が必要です。記事とエラー一覧は、このまま読めます。',
} as const;

/** The sample logs by the names of their files. */
export const SAMPLES = {
  'storage-dropped': 'Linux: Storage だけが遮断された例',
  'proxy-denies': 'Linux: プロキシが拒否した例',
  'all-reachable': 'Linux: すべて到達できる例',
  'windows-storage-blocked': 'Windows: Storage だけが遮断された例',
  'windows-proxy-auth': 'Windows: プロキシが認証を求めた例',
} as const;
