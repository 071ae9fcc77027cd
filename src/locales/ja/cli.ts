/** What the command line says beside its reports. */

export const HELP = `使い方:
  sotsu-karte diagnose [オプション] FILE…   ログ、キャプチャ、証跡の zip や tar を診断します。FILE が - のときは標準入力を読みます。
  sotsu-karte explain [--json] "文字列"     エラー メッセージやコードの意味を表示します。
  sotsu-karte search [--json] "語句"        記事、メッセージ、宛先などを検索します。
  sotsu-karte check-script [オプション]     宛先を選んで、確認スクリプトを標準出力に書きます。

diagnose のオプション:
  --json           結果を JSON の配列で出力します。
  --mask           名前とアドレスを伏せて出力します。
  --format ID      ログの形式を指定します (自動で判定させるときは不要です)。
  --scenario ID    証跡の一覧を指定します。

explain と search のオプション:
  --json           結果を JSON で出力します。
  --batch          標準入力の JSON 配列 (文字列) をまとめて処理します。

check-script のオプション:
  --os OS          スクリプトを実行する OS です (linux または windows)。
  --region NAME    リージョンの名前か略号です (コンマで区切って複数)。
  --workload ID    ワークロードです (コンマで区切って複数)。
  --names FILE     プライベート エンドポイントの DNS の一覧など、宛先を足すファイルです。
  --proxy ADDRESS  プロキシの「ホスト:ポート」です (省略すると、スクリプトが探します)。

共通のオプション:
  --help           この説明を表示します。
  --version        バージョンと、判定の規則のバージョンを表示します。

終了コード: 0 すべて到達できる、またはそろっている。 1 そうではないものがある。 2 読み取れない、または使い方が違う。
`;

export const versionText = (version: string, rules: string): string => `sotsu-karte ${version} (規則 ${rules})\n`;

export const WRONG_USE = '使い方が違います。';

export const noScenario = (asked: string, all: readonly string[]): string =>
  `${asked} という一覧はありません。次から選んでください: ${all.join(' ')}`;

export const unreadable = (reason: string): string => `読み取れません (${reason})`;

export const STDIN_NAME = '標準入力';

export const NOTHING_EXPLAINED = 'この文字列に当てはまる署名はありません。';

export const SIMILAR = '似ているメッセージ';

export const NOTHING_FOUND = '見つかりませんでした。';

export const TEXTS_EXPECTED = '標準入力には文字列の JSON 配列を渡してください。';

export const tooOld = (oldest: number): string => `Node.js ${oldest} 以降で実行してください。\n`;

export const unknownChoice = (what: string, given: string, all: readonly string[]): string =>
  `${what} に ${given} はありません。次から選んでください: ${all.join(' ')}\n`;

export const NOTHING_CHOSEN = '--os と --workload が必要です。リージョンの宛先には --region も指定します。\n';

export const NO_PROXY_ADDRESS = '--proxy は「ホスト:ポート」で指定してください。\n';
