import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadSignatures } from '../../src/knowledge/load-files.ts';
import { isLocalized } from '../../src/signatures/japanese.ts';
import { finder } from '../support/finder.ts';

interface Query {
  readonly group: string;
  readonly query: string;
  /** Pages of which one has to be found. */
  readonly acceptable: readonly string[];
}

const queries = JSON.parse(readFileSync(new URL('search/queries.json', import.meta.url), 'utf8')) as Query[];
const published = queries.filter(({ group }) => group === 'J');
const signatures = loadSignatures();

/** What happens to a Japanese sentence on its way: blanks, widths, and full stops are written as one likes. */
const WAYS: Readonly<Record<string, (text: string) => string>> = {
  'as published': (text) => text,
  'with a full stop': (text) => `${text.replace(/。$/u, '')}。`,
  'without a full stop': (text) => text.replace(/。$/u, ''),
  'without blanks': (text) => text.replaceAll(' ', ''),
  'with wide blanks and letters': (text) =>
    text.replaceAll(' ', '\u3000').replaceAll(/[A-Za-z0-9]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
  'in a sentence': (text) => `ジョブの詳細に「${text}」と表示されました。`,
};

test('the published wordings are all there', () => {
  expect(published.length).toBeGreaterThanOrEqual(28);
});

for (const [way, change] of Object.entries(WAYS)) {
  test.each(published)(`${way}, a published wording finds its page first and for certain: $query`, (query) => {
    const [first] = finder.explain(change(query.query));
    expect(first).toMatchObject({ similar: false });
    expect(query.acceptable).toContain(`/signatures/${first?.id ?? ''}/`);
  });
}

test('a wording of two limits names both', () => {
  const ids = (text: string): string[] => finder.explain(text).map(({ id }) => id);
  const both = ['hana-cloud-dos-absolute-limit-reached', 'sql-cloud-dos-absolute-limit-reached-with-retry'];
  expect(ids('24 時間に許容されている操作数の上限に達したため、操作はブロックされます。')).toEqual(both);
  expect(
    ids('コンテナーが 24 時間の範囲で許可されているこのような操作数の上限に達すると、操作はブロックされます。'),
  ).toEqual(both.toReversed());
  const related = new Map(signatures.map((signature) => [signature.id, signature.related]));
  for (const id of both) expect(related.get(id)).toEqual(expect.arrayContaining(both.filter((other) => other !== id)));
});

test.each([
  '操作に失敗しました。',
  'ファイルが見つかりません。',
  'データベースが存在しません。',
  'サーバーに接続できませんでした。',
  'スナップショット操作に失敗しました。',
  'プロビジョニングに失敗しました。',
  '仮想マシンが見つかりません。',
  '復元に失敗しました。',
  'ライセンス認証は正常に完了しませんでした。',
  'エラー コード: 3200011',
])('a bare sentence is no message for certain: %s', (text) => {
  expect(finder.explain(text).filter(({ similar }) => !similar)).toEqual([]);
});

test('pages of services with Japanese wordings say that these may have changed, those of tools do not', () => {
  const localized = new Set(signatures.filter(isLocalized).map(({ id }) => id));
  expect(localized.size).toBeGreaterThan(100);
  for (const { acceptable } of published)
    expect(acceptable.some((page) => localized.has(page.split('/')[2] ?? ''))).toBe(true);
  for (const id of ['curl-7-refused', 'nslookup-missing', 'vm-extension-failed-vss-service-in-bad-state'])
    expect(localized.has(id)).toBe(false);
});
