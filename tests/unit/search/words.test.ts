import { describe, expect, test } from 'vitest';
import { loadSearch } from '../../../src/knowledge/load-files.ts';
import type { Entry } from '../../../src/search/entry.ts';
import { WordIndex } from '../../../src/search/word-index.ts';
import { finder } from '../../support/finder.ts';

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
  ['エージェント 起動しない', 'mars-obengine', 'waappagent-stop', 'event-service'],
  ['VM が停止している バックアップ', 'vm-380008'],
  ['ILR マウント 失敗', 'ilr-partition-fs', '/guide/file-recovery/'],
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
    const found = finder.search(query).slice(0, FIRST);
    expect(
      found.some(({ url }) => paths.includes(url.split('#', 1)[0] ?? '')),
      found.map(({ url }) => url).join(' '),
    ).toBe(true);
  });
});

test('a chapter that every article has leads to none of them, and of endpoints the public cloud comes first', () => {
  expect(finder.search('what to send to support for VM backup')[0]?.url).toBe('/guide/evidence/');
  expect(finder.search('which ports does file recovery need')[0]?.url).toBe('/reference/endpoints/#w-ilr');
});

const { words } = loadSearch();

/** A made-up page. */
function page(url: string, title: string, body = '', lead = 1): Entry {
  return { kind: 'message', url, title, badge: '', snippet: '', names: [], body, lead, verdict: null };
}

/** The pages that a query finds among pages. */
function found(query: string, pages: readonly Entry[], synonyms: readonly string[][] = []): string[] {
  return new WordIndex(pages, { synonyms, words }).find(query).map(({ entry }) => entry.url);
}

test('of pages with as many of the words the one with them in its title comes first; without most of them none', () => {
  const pages = [page('/text/', '記事', '赤い 時計'), page('/title/', '赤い 時計'), page('/other/', '青い 空')];
  expect(found('赤い 時計', pages)).toEqual(['/title/', '/text/']);
  expect(found('青い 机 椅子', [...pages, page('/desk/', '机と椅子')])).toEqual(['/desk/']);
});

test('among pages with the same words the one that leads comes first', () => {
  expect(found('時計', [page('/message/', '時計'), page('/article/', '時計', '', 1.25)])).toEqual([
    '/article/',
    '/message/',
  ]);
});

test('words that stand together as in the query count more, and a word itself more than one that means the same', () => {
  const apart = page('/apart/', '針', '赤い 鳥の 時計');
  const together = page('/together/', '針', '鳥の 赤い 時計');
  expect(found('赤い 時計', [apart, together])).toEqual(['/together/', '/apart/']);
  const same = page('/same/', 'プロクシ');
  const itself = page('/itself/', 'プロキシ');
  expect(found('プロキシ', [same, itself], [['プロクシ', 'プロキシ']])).toEqual(['/itself/', '/same/']);
});

test('words within names, words written apart, and parts of a long word are found', () => {
  expect(found('available', [page('/name/', 'SkuNotAvailable')])).toEqual(['/name/']);
  const apart = page('/apart/', 'ボリューム シャドウ コピー');
  expect(found('ボリュームシャドウコピー', [apart])).toEqual(['/apart/']);
  expect(found('名前解決失敗', [page('/most/', '名前解決の失敗')])).toEqual(['/most/']);
});

test.each([
  ['ＰＲＯＸＹ', 'proxy'],
  ['ﾌﾟﾛｷｼ', 'プロキシ'],
  ['サーバ', 'サーバー'],
  ['403なのに', '403'],
  ['curlが28で終わる', 'curl 28'],
  ['つながりません', 'つながらない'],
  ['すくりぷと', 'スクリプト'],
])('%s finds what says %s', (query, title) => {
  expect(found(query, [page('/other/', '空'), page('/meant/', title)], [['スクリプト', 'script']])).toEqual([
    '/meant/',
  ]);
});

test('a letter written wrong in a word that has others for the same is forgiven, in a word that pages have it is none', () => {
  const groups = [['名前解決', 'DNS']];
  const pages = [page('/dns/', '名前解決'), page('/other/', '時計')];
  expect(found('名前会決', pages, groups)).toEqual(['/dns/']);
  expect(found('名前会決', [...pages, page('/own/', '名前会決')], groups)[0]).toBe('/own/');
});

test('what says that something does not work is not found by what says that it does', () => {
  const works = page('/works/', '起動する');
  const fails = page('/fails/', '起動しない');
  expect(found('起動しない', [works, fails])[0]).toBe('/fails/');
});

test('a word that stands in any question need not be found', () => {
  expect(found('時計 エラー', [page('/clock/', '時計')])).toEqual(['/clock/']);
});

test('what is left of a question says nothing', () => {
  expect(found('どう した 時計 から', [page('/clock/', '時計'), page('/rest/', 'どう した から')])).toEqual([
    '/clock/',
  ]);
  expect(found('what is the', [page('/rest/', 'what is the')])).toEqual([]);
});
