/** What views say of the rules and routes of an Azure network. */
import type { NetworkListing, NetworkReason, NetworkVerdict } from '../../model/azure-network.ts';

export const AZURE_NETWORK = {
  title: 'NSG の規則と経路',
  hint: '許可は、到達できることの証明ではありません。到達できるかは、VM から接続して確認します。',
  rules: 'NSG の規則の判定',
  routes: '経路の判定',
  destination: '宛先',
  workloads: '使うバックアップ',
  verdict: '判定',
  deciding: '決めた規則',
  decidingRoute: '決めた経路',
  priority: (priority: number): string => `優先度 ${priority}`,
  /** A rule that stands in every group and that the listing leaves out. */
  added: '既定の規則 (一覧にはない)',
  line: (line: number): string => `${line} 行目`,
  hop: (hop: string, addresses: string): string => (addresses === '' ? `→ ${hop}` : `→ ${hop} (${addresses})`),
  listing: (kind: string, name: string | null, level: string, entries: number): string =>
    `${kind}${name === null ? '' : ` ${name}`}${level} ${entries} 件`,
} as const;

/** Verdicts of rules and of routes: icon and word. */
export const NETWORK_VERDICTS: Readonly<
  Record<'rules' | 'routes', Readonly<Record<NetworkVerdict, { icon: string; word: string; kind: string }>>>
> = {
  rules: {
    allowed: { icon: '✓', word: '許可', kind: 'ok' },
    blocked: { icon: '✕', word: '遮断', kind: 'ng' },
    open: { icon: '?', word: '判断できない', kind: 'un' },
  },
  routes: {
    allowed: { icon: '✓', word: '経路あり', kind: 'ok' },
    blocked: { icon: '✕', word: '破棄', kind: 'ng' },
    open: { icon: '?', word: '判断できない', kind: 'un' },
  },
};

/** Why, where a rule or a route alone does not say it. */
export const NETWORK_REASONS: Readonly<Record<NetworkReason, string>> = {
  rule: '',
  route: '',
  exempt: '規則と経路の対象外',
  cut: '出力が途中で切れている',
  'names-only': '出力にポートまたはアドレスがない',
  'no-match': '当てはまるものがない',
  region: 'リージョンを限ったタグ',
  addresses: 'IP アドレスだけの指定',
  source: '送信元を限った規則',
  group: 'アプリケーション セキュリティ グループを限った規則',
  'network-tag': 'VirtualNetwork の範囲による',
  appliance: '仮想アプライアンスの規則による',
  gateway: 'オンプレミスの規則による',
  'hop-invalid': 'ネクスト ホップが無効',
  'hop-unknown': '種類から判断できない',
  'service-endpoint': 'サービス エンドポイントの対象による',
  'table-only': 'ルート テーブルだけの一覧',
};

export const NETWORK_LISTINGS: Readonly<Record<NetworkListing['kind'], string>> = {
  'effective-rules': '有効な規則',
  'own-rules': 'NSG の規則',
  'effective-routes': '有効な経路',
  'route-table': 'ルート テーブルの経路',
};

export const NETWORK_LEVELS = { nic: ' (NIC)', subnet: ' (サブネット)' } as const;
/** A listing of which a part is missing. */
export const LISTING_CUT = '途中まで';
