/** What the home page says. */
export const HOME = {
  description:
    'Azure Backup と Site Recovery の疎通確認ログを貼り付けると、到達できる宛先、できない宛先、原因、影響、次の手順が分かります。ログはブラウザーの外に出ません。',
  /** The heading, and where its line may break. */
  heading: ['疎通確認ログを貼ると、', '原因と次の手順が分かります'],
  lead: 'Azure Backup と Site Recovery の疎通確認スクリプト (Linux・Windows) のログ、または nslookup・nc・curl・Test-NetConnection・Invoke-WebRequest の出力を読み取ります。パケット キャプチャと、サポートへ送る zip も確認できます。',
  independent: '疎通カルテは Microsoft の製品ではありません。判定は参考情報です。',
  guides: 'ガイド',
  errors: 'エラー文字列から調べる',
  errorsLead: '1 行のエラーだけが分かる場合は、検索に貼り付けます。ホスト名や IP アドレスは、そのままで構いません。',
  search: 'エラー文字列を検索する',
  tools: 'コマンド',
  layers: '段階',
  diagnosis: '診断',
} as const;
