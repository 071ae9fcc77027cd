import { listed } from './forms.ts';

/** What kinds of pages articles are. */
export const PAGE_KINDS = { guide: 'ガイド', reference: 'リファレンス', site: 'このサイト' } as const;

/** What kind of thing a row of the search is, where its own page does not say. */
export const BADGES = {
  cause: '根本原因',
  endpoint: 'エンドポイント',
  tag: 'サービス タグ',
  region: 'リージョン',
  peer: '通信相手',
  zone: 'プライベート エンドポイント',
  evidence: '採取する情報',
  certificate: '証明書',
  tool: 'メッセージの一覧',
  term: '用語',
  code: 'エラー コード',
} as const;

/** A chapter of an article. */
export function chapterTitle(article: string, chapter: string): string {
  return `${article} › ${chapter}`;
}

/** What a row of the endpoint tables says: whom it is for, its port, its service tag. */
export function endpointSnippet(use: string, port: string, tag: string, scenario: string): string {
  const parts = [scenario, portName(port), ...(tag === '' ? [] : [`サービス タグ ${tag}`])].filter(
    (part) => part !== '',
  );
  return `${use} (${listed(parts)})`;
}

/** A port as people name it. */
export function portName(port: string): string {
  return `ポート ${port}`;
}

/** What a service tag stands for. */
export function tagSnippet(hosts: readonly string[]): string {
  return `ネットワーク セキュリティ グループなどで許可するときの名前です。含まれる宛先: ${listed(hosts)}`;
}

export function regionTitle(code: string, name: string): string {
  return `${name}: ${code}`;
}

export function regionSnippet(code: string, region: string): string {
  return `Azure Backup の FQDN に含まれるコードは ${code}、ARM のリージョン名は ${region} です。`;
}

export function zoneSnippet(zone: string): string {
  return `${zone} は、プライベート エンドポイントの名前です。プライベート IP アドレスに解決されるのが正常です。`;
}

/** What support asks for, in which list. */
export function evidenceSnippet(list: string, names: readonly string[]): string {
  return names.length === 0 ? `「${list}」で採取します。` : `「${list}」で採取します: ${listed(names)}`;
}

export function certificateSnippet(thumbprint: string, removed: boolean): string {
  return removed
    ? `以前のルート証明書です。公開されている一覧から外れました。拇印: ${thumbprint}`
    : `Azure のサービスが使うルート証明書です。拇印: ${thumbprint}`;
}

export function toolTitle(tool: string): string {
  return `${tool} のメッセージ`;
}

export function toolSnippet(count: number): string {
  return `${tool(count)}の説明があります。`;
}

function tool(count: number): string {
  return `${count} 個のメッセージ`;
}

/** Another name of a term. */
export function termSnippet(meaning: string, others: readonly string[]): string {
  return others.length === 0 ? meaning : `${meaning} ほかの言い方: ${listed(others)}`;
}

/** A code that no page explains. */
export function unknownCodeTitle(code: string): string {
  return `${code}: このコードのページはありません`;
}

export function unknownCodeSnippet(family: string | null): string {
  return family === null
    ? 'エラー一覧で、メッセージの文から探せます。'
    : `番号は ${family} のものと同じ並びです。一覧から、近いコードを探せます。`;
}
