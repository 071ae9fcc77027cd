import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const CONTENT = new URL('../../content/', import.meta.url);

/** What destroys something, or makes it unusable. */
const DESTROYS =
  /削除|登録し直|再登録|登録を解除|再インストール|入れ直|アンインストール|リセット|初期化|上書き|ロックを外/u;
/** A sentence that tells the reader to do it; others say what happened. */
const TELLS = /(?:します|直します|できます|選びます|外します|使います|行います|やり直します)$/u;

/** Sentences that destroy nothing, with the reason. */
const HARMLESS: readonly (readonly [string, string])[] = [
  ['curl-77-ca-file', 'a package of the system: installing it again replaces the same files'],
  ['sql-user-error-cannot-find-server-certificate-with-thumbprint', 'a copy of a key, behind its own condition'],
  ['afs-file-share-not-found', 'undoes a deletion'],
  ['afs-target-file-share-not-found', 'undoes a deletion'],
  ['disk-user-error-managed-disk-not-found', 'looks up who deleted it'],
  ['afs-user-error-dts-storage-account-not-found', 'looks up who deleted it'],
  ['afs-user-error-file-share-endpoint-unreachable', 'looks up who deleted it'],
  ['hana-user-error-hana-po-does-not-exist', 'stops a protection whose data was deleted on purpose'],
  ['afs-user-error-afs-source-snapshot-not-found', 'keeps a script from deleting'],
  ['mars-80070002-3', 'says what a deleted file does'],
  ['aadsts-700016', 'undoes a deletion'],
  ['curl-7-proxy-scheme', 'the start-up file of a shell'],
];
const harmless = new Set(HARMLESS.map(([page]) => page));

/** Chapters that explain and give no advice. */
const BACKGROUND = ['意味', '判定', 'よくある原因', '何が起きているか', 'そう判断する根拠', '採取する情報'];

/** The pages of a folder: name and text. */
function pages(folder: string): (readonly [string, string])[] {
  const root = new URL(`${folder}/`, CONTENT);
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, readFileSync(new URL(`${name}/ja.mdx`, root), 'utf8')] as const);
}

/** Sentences that tell readers to destroy something, in a section before any caution in it. */
function unguarded(page: string): string[] {
  const plain = page.replaceAll(/^```.*?^```$/gmsu, '');
  return plain.split(/^## /mu).flatMap((section) => {
    if (BACKGROUND.some((heading) => section.startsWith(heading))) return [];
    const [before = ''] = section.split('<Caution>', 1);
    return before.split(/[。\n|]/u).filter((sentence) => DESTROYS.test(sentence) && TELLS.test(sentence.trim()));
  });
}

describe.each(['signatures', 'guide', 'diagnoses'])('advice of %s that can destroy something', (folder) => {
  test('stands behind a caution that says when, and what is lost', () => {
    const found = pages(folder).flatMap(([name, page]) =>
      harmless.has(name) ? [] : unguarded(page).map((sentence) => `${name}: ${sentence}`),
    );
    expect(found).toEqual([]);
  });

  test('a caution names what is lost and a condition', () => {
    for (const [name, page] of pages(folder)) {
      for (const [, text = ''] of page.matchAll(/<Caution>(.+?)<\/Caution>/gsu)) {
        if (!DESTROYS.test(text)) continue;
        expect(text, name).toMatch(/失|戻せ|復元でき|できなく|できません|失敗|読めなく|消え|消せ/u);
        expect(text, name).toMatch(/確認|先に|場合|だけ/u);
      }
    }
  });
});

test('the next steps of root causes destroy nothing', () => {
  const root = new URL('diagnoses/', CONTENT);
  const texts = readdirSync(root).map((id) => readFileSync(new URL(`${id}/diagnosis.yaml`, root), 'utf8'));
  expect(texts.length).toBeGreaterThan(20);
  expect(texts.flatMap((text) => text.split('\n')).filter((line) => DESTROYS.test(line))).toEqual([]);
});

test('registering a MARS agent again always names the passphrase of the older recovery points', () => {
  const mars = [...pages('signatures'), ...pages('guide')].filter(
    ([, page]) => /MARS|エージェント/u.test(page) && /(?:登録し直|入れ直す|入れ直します|再インストール)/u.test(page),
  );
  const told = mars.filter(([name]) => name.startsWith('mars-') || name === 'evidence');
  expect(told.length).toBeGreaterThanOrEqual(6);
  for (const [name, page] of told)
    expect(page, name).toMatch(/違うパスフレーズで登録すると|以前のパスフレーズで作った回復ポイント/u);
});

test('each exception is needed', () => {
  const all = ['signatures', 'guide'].flatMap(pages);
  const idle = HARMLESS.filter(([name]) => unguarded(all.find(([page]) => page === name)?.[1] ?? '').length === 0);
  expect(idle).toEqual([]);
});
