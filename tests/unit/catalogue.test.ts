import { describe, expect, test } from 'vitest';
import { Catalogue, type CatalogueEntry } from '../../src/search/catalogue.ts';
import { finder } from '../support/finder.ts';

/** How many of the results count. */
const FIRST = 3;

/** Words as people type them, and the pages of which one has to come early. */
const QUERIES: readonly (readonly [string, ...string[]])[] = [
  // spellings
  ['サーバに接続できません', 'iwr-connect-failure'],
  ['ﾌﾟﾛｷｼ 認証', '/diagnoses/proxy-requires-auth/'],
  ['ＰＲＯＸＹ　認証', '/diagnoses/proxy-requires-auth/'],
  ['プロキシー 407', 'curl-http-407', 'iwr-407'],
  ['プライベートエンドポイント 名前解決', '/diagnoses/private-endpoint/'],
  ['トランザクションログ いっぱい', 'sql-user-error-backup-failed-as-transaction-log-is-full'],
  ['SKU 使えない', 'vm-user-error-sku-not-available'],
  // other words for the same
  ['エージェント 起動しない', 'mars-obengine'],
  ['VM が停止している バックアップ', 'vm-380008'],
  ['ILR マウント 失敗', 'ilr-partition-fs'],
  ['ファイル共有 容量不足', 'afs-user-error-target-file-share-full'],
  ['ディスク容量 不足 MARS', 'mars-sal-lowdisk'],
  ['接続がリセットされました', 'nc-reset', 'curl-35-reset', 'curl-56-receive', 'win-10054'],
  ['リダイレクトが多い', 'iwr-redirects', 'curl-47-redirects'],
  ['no_proxy', '/diagnoses/proxy-bypass-missing/', '/diagnoses/proxy-bypass-covers/', 'netsh-bypass'],
  ['Wireshark', '/guide/packet-capture/'],
  ['ログ チェーン 切れた', 'sql-user-error-sqllsn-validation-failure', 'hana-user-error-hana-lsn-validation-failure'],
  ['モビリティ サービス プロキシ', 'proxyinfo-found', 'proxyinfo-missing', 'asr-proxyinfo-format', 'asr-151072'],
  ['改行コード ^M', 'shell-bad-interpreter'],
  ['ドメインが存在しない', 'nslookup-win-nonexistent', 'nslookup-nxdomain', '/diagnoses/dns-record-missing/'],
  // codes
  ['100050', 'mars-100050'],
  ['イベント ID 8229', 'vm-vss-event-8229-csv'],
  ['event id 8229', 'vm-vss-event-8229-csv'],
  ['curl 28', 'curl-28-operation-timeout', 'curl-28-connect-timeout', 'curl-28-resolving-timeout'],
  ['curl 終了コード 6', 'curl-6-name'],
  ['curl exit code 60', 'curl-60-other', 'curl-60-expired', 'curl-60-issuer-unknown'],
  // words that stand in any question
  ['実行ポリシー エラー', 'powershell-scripts-disabled'],
  ['proxy 認証エラー', 'iwr-407', '/diagnoses/proxy-requires-auth/'],
  ['TLS1.2 有効化', '/diagnoses/tls12-disabled/'],
];

describe('words lead to a page', () => {
  test.each(QUERIES)('%s', (query, ...expected) => {
    const paths = expected.map((page) => (page.startsWith('/') ? page : `/signatures/${page}/`));
    const found = finder.find(query, FIRST).map(({ entry }) => entry.path);
    expect(
      found.some((path) => paths.includes(path)),
      found.join(' '),
    ).toBe(true);
  });
});

/** A made-up page. */
function page(path: string, title: string, text = '', explains = false): CatalogueEntry {
  return { path, title, text, also: '', kind: '', verdict: null, explains };
}

test('of pages with as many of the words the one with them in its title comes first; without most of them none', () => {
  const catalogue = new Catalogue(
    [page('/text/', '記事', '赤い 時計'), page('/title/', '赤い 時計'), page('/other/', '青い 空')],
    [],
  );
  expect(catalogue.find('赤い 時計', 3).map(({ entry }) => entry.path)).toEqual(['/title/', '/text/']);
  expect(catalogue.find('赤い 机 椅子', 3)).toEqual([]);
});

test('among pages with the same words an article comes first', () => {
  const catalogue = new Catalogue([page('/message/', '時計'), page('/article/', '時計の合わせ方', '', true)], []);
  expect(catalogue.find('時計', 2).map(({ entry }) => entry.path)).toEqual(['/article/', '/message/']);
});

/** The paths that a query finds among pages. */
function found(query: string, pages: readonly CatalogueEntry[], synonyms: readonly string[][] = []): string[] {
  return new Catalogue(pages, synonyms).find(query, 9).map(({ entry }) => entry.path);
}

test('words that stand together as in the query count more, and a word itself more than one that means the same', () => {
  const apart = page('/apart/', '針', '赤い 鳥の 時計');
  const together = page('/together/', '針', '鳥の 赤い 時計');
  expect(found('赤い 時計', [apart, together])).toEqual(['/together/', '/apart/']);
  const same = page('/same/', 'プロクシ');
  const itself = page('/itself/', 'プロキシ');
  expect(found('プロキシ', [same, itself], [['プロクシ', 'プロキシ']])).toEqual(['/itself/', '/same/']);
});

test('words within names, words written apart, and most of a long word are found', () => {
  expect(found('available', [page('/name/', 'SkuNotAvailable')])).toEqual(['/name/']);
  const apart = page('/apart/', 'ボリューム シャドウ コピー');
  const inText = page('/text/', '針', 'ボリュームシャドウコピー');
  expect(found('ボリュームシャドウコピー', [inText, apart])).toEqual(['/apart/', '/text/']);
  expect(found('名前解決失敗', [page('/most/', '名前解決の失敗')])).toEqual(['/most/']);
  expect(found('名前解決失敗', [page('/little/', '名前の由来')])).toEqual([]);
});

test('what is left of a question says nothing', () => {
  expect(new Catalogue([], []).wordsOf('どう した 時計 から')).toEqual(['時計']);
});
