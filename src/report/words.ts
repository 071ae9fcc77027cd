import type { Cause, Status } from '../model/probe.ts';
import type { Confidence } from '../model/diagnosis.ts';
import type { Encoding, LogReport } from '../model/report.ts';
import type { Endpoint, ServiceStatus, WorkloadStatus } from '../model/endpoint.ts';
import type { ProxyAccount, TlsSetting } from '../model/settings.ts';

/** Verdicts as every surface prints them: icon and word, never colour alone. */
export const VERDICTS: Readonly<
  Record<Status | 'informational', { readonly icon: string; readonly word: string; readonly kind: string }>
> = {
  reachable: { icon: '✓', word: '到達できる', kind: 'ok' },
  unreachable: { icon: '✕', word: '到達できない', kind: 'ng' },
  indeterminate: { icon: '?', word: '判断できない', kind: 'un' },
  not_run: { icon: '–', word: '未実施', kind: 'no' },
  informational: { icon: 'i', word: '参考情報', kind: 'no' },
};

/** A verdict in a line of text: icon and word. */
export function verdictText(verdict: Status): string {
  const { icon, word } = VERDICTS[verdict];
  return `${icon} ${word}`;
}

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

export const SERVICE_STATUSES: Readonly<Record<ServiceStatus, { readonly word: string; readonly kind: string }>> = {
  ok: { word: '可', kind: 'ok' },
  partial: { word: '一部不可', kind: 'ng' },
  blocked: { word: '不可', kind: 'ng' },
  unknown: { word: '不明', kind: 'un' },
};

export const WORKLOAD_STATUSES: Readonly<Record<WorkloadStatus, { readonly word: string; readonly kind: string }>> = {
  ok: { word: '影響なし', kind: 'ok' },
  affected: { word: '影響あり', kind: 'ng' },
  unknown: { word: '判断できない', kind: 'un' },
};

export const ENCODINGS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  shift_jis: 'Shift_JIS',
  'euc-jp': 'EUC-JP',
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

/** Protocols in the order in which a table shows them. */
export const TLS_PROTOCOLS = [
  { id: 'tls13', name: 'TLS 1.3' },
  { id: 'tls12', name: 'TLS 1.2' },
  { id: 'tls11', name: 'TLS 1.1' },
  { id: 'tls10', name: 'TLS 1.0' },
  { id: 'ssl30', name: 'SSL 3.0' },
  { id: 'ssl20', name: 'SSL 2.0' },
] as const;

/** A registry setting of a protocol; only TLS 1.2 being off is a fault. */
export function tlsWord(protocol: string, setting: TlsSetting): { readonly kind: string; readonly text: string } {
  switch (setting) {
    case 'enabled':
      return { kind: protocol === 'tls12' ? 'ok' : 'no', text: '有効 (レジストリの値)' };
    case 'disabled':
      return { kind: protocol === 'tls12' ? 'ng' : 'no', text: '無効 (レジストリの値)' };
    case 'default':
      return protocol === 'tls12'
        ? { kind: 'ok', text: '既定 (Windows Server 2012 R2 以降は有効)' }
        : { kind: 'no', text: '既定 (キーなし)' };
    case 'unknown':
      return { kind: 'un', text: '不明' };
  }
}

/** The state of an account's proxy. */
export function proxyAccountWord({ enabled, server, script, autoDetect }: ProxyAccount): {
  readonly kind: string;
  readonly text: string;
} {
  if (enabled) return { kind: 'ok', text: '有効' };
  if (script !== null) return { kind: 'ok', text: '構成スクリプト (PAC)' };
  if (server !== null) return { kind: 'no', text: '値はあるが無効' };
  return { kind: 'no', text: autoDetect === true ? 'なし (自動検出のみ)' : 'なし' };
}

/** The proxies of a log in a few words. */
export function proxyWord({ proxy }: LogReport): string {
  const values = [...new Set([proxy.http, proxy.https].filter((value) => value !== null))].join('、');
  switch (proxy.state) {
    case 'none':
      return '設定なし';
    case 'wininet':
    case 'winhttp': {
      const names = [
        ...new Set(proxy.accounts.flatMap(({ enabled, server, script }) => (enabled ? server : script) ?? [])),
      ];
      return `設定あり (${names.join('、')})`;
    }
    case 'unknown':
      return 'ログに記録なし';
    case 'http_only':
      return `http_proxy だけ (${values})`;
    case 'https_only':
      return `https_proxy だけ (${values})`;
    default:
      return values === '' ? '設定あり' : `設定あり (${values})`;
  }
}

/** What a cell of the endpoint table says. */
export function dnsWord({ dns }: Endpoint): { readonly kind: string; readonly text: string } {
  if (dns.status === 'resolved')
    return { kind: 'ok', text: `${dns.addresses.at(-1) ?? '解決済み'}${dns.private ? ' (プライベート)' : ''}` };
  return dns.status === 'failed' ? { kind: 'ng', text: CAUSES[dns.cause ?? 'dns'] } : { kind: 'no', text: '未実施' };
}

export function tcpWord({ tcp }: Endpoint): { readonly kind: string; readonly text: string } {
  if (tcp.status === 'reachable') return { kind: 'ok', text: '接続' };
  if (tcp.status === 'not_run') return { kind: 'no', text: tcp.cause === 'tool_missing' ? 'コマンドなし' : '未実施' };
  if (tcp.status === 'indeterminate') return { kind: 'un', text: '判断できない' };
  return { kind: 'ng', text: CAUSES[tcp.cause ?? 'other'] };
}

export function httpsWord({ https }: Endpoint): { readonly kind: string; readonly text: string } {
  if (https.status === 'reachable')
    return { kind: 'ok', text: https.httpStatus === null ? '応答あり' : `${https.httpStatus} 応答あり` };
  if (https.status === 'unreachable') return { kind: 'ng', text: CAUSES[https.cause ?? 'other'] };
  return { kind: 'no', text: https.cause === 'interrupted' ? CAUSES.interrupted : '未実施' };
}

export function hostWord(host: string): string {
  return host === '' ? '(宛先の記載なし)' : host;
}
