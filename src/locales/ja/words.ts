import type { Confidence } from '../../model/diagnosis.ts';
import type { Cause, Status } from '../../model/probe.ts';
import type { ServiceStatus, WorkloadStatus } from '../../model/endpoint.ts';

/** What stands between the parts of a list. */
export const AND = '、';

export const VERDICT_WORDS: Readonly<Record<Status | 'informational', string>> = {
  reachable: '到達できる',
  unreachable: '到達できない',
  indeterminate: '判断できない',
  not_run: '未実施',
  informational: '参考情報',
};

export const CAUSES: Readonly<Record<Cause, string>> = {
  ok: '応答あり',
  http_error_from_destination: '応答あり (HTTP エラー)',
  dns_timeout: 'DNS の応答なし',
  dns_nxdomain: '名前が存在しない',
  dns_servfail: 'DNS サーバーの失敗',
  dns_refused: 'DNS サーバーが拒否',
  dns: '名前解決に失敗',
  timeout: '時間切れ',
  refused: '拒否',
  reset: '切断',
  host_unreachable: '届かない',
  tls_untrusted: '証明書を信頼できない',
  tls_handshake: 'TLS の開始に失敗',
  proxy_denied: 'プロキシが拒否',
  proxy_auth: 'プロキシの認証',
  proxy_unreachable: 'プロキシに届かない',
  proxy_dns: 'プロキシの名前解決に失敗',
  proxy_upstream: 'プロキシの先の失敗',
  empty_reply: '応答が空',
  route: '経路がない',
  local: 'マシンの中で拒否',
  revocation: '失効を確認できない',
  stalled: '接続の後に無応答',
  gateway: '途中の機器が応答',
  tool_missing: 'コマンドがない',
  interrupted: '途中で終了',
  other: '理由は不明',
};

export const CONFIDENCES: Readonly<Record<Confidence, string>> = {
  certain: '確実',
  likely: 'ほぼ確実',
  possible: '可能性あり',
};

export const SERVICE_WORDS: Readonly<Record<ServiceStatus, string>> = {
  ok: '可',
  partial: '一部不可',
  blocked: '不可',
  unknown: '不明',
};

export const WORKLOAD_WORDS: Readonly<Record<WorkloadStatus, string>> = {
  ok: '影響なし',
  affected: '影響あり',
  unknown: '判断できない',
};

export const LAYERS: Readonly<Record<string, string>> = {
  dns: '名前解決',
  tcp: 'TCP',
  tls: 'TLS',
  http: 'HTTP',
  proxy: 'プロキシ',
  service: 'サービス',
  tool: 'コマンド',
};

/** What the registry says of a protocol of TLS. */
export const TLS_WORDS = {
  enabled: '有効 (レジストリの値)',
  disabled: '無効 (レジストリの値)',
  default12: '既定 (Windows Server 2012 R2 以降は有効)',
  default: '既定 (キーなし)',
  unknown: '不明',
} as const;

/** The state of an account's proxy. */
export const ACCOUNT_PROXY = {
  enabled: '有効',
  script: '構成スクリプト (PAC)',
  disabled: '値はあるが無効',
  autoDetect: 'なし (自動検出のみ)',
  none: 'なし',
} as const;

/** The proxies of a log in a few words; `values` are those that are set. */
export const PROXY = {
  none: '設定なし',
  unknown: 'ログに記録なし',
  set: (values: string): string => (values === '' ? '設定あり' : `設定あり (${values})`),
  httpOnly: (values: string): string => `http_proxy だけ (${values})`,
  httpsOnly: (values: string): string => `https_proxy だけ (${values})`,
} as const;

/** What a cell of the endpoint table says, beside causes. */
export const CELLS = {
  resolved: '解決済み',
  private: (address: string): string => `${address} (プライベート)`,
  notRun: '未実施',
  connected: '接続',
  noCommand: 'コマンドなし',
  open: '判断できない',
  answered: (status: number | null): string => (status === null ? '応答あり' : `${status} 応答あり`),
} as const;

/** A probe that names no destination. */
export const NO_HOST = '(宛先の記載なし)';
