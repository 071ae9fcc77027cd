import {
  ACCOUNT_PROXY,
  AND,
  CAUSES,
  CELLS,
  NO_HOST,
  PROXY,
  SERVICE_WORDS,
  TLS_WORDS,
  VERDICT_WORDS,
  WORKLOAD_WORDS,
} from '#locale/words.ts';
import type { Status } from '../model/probe.ts';
import type { Encoding, LogReport } from '../model/report.ts';
import type { Endpoint, ServiceStatus, WorkloadStatus } from '../model/endpoint.ts';
import type { ProxyAccount, TlsSetting } from '../model/settings.ts';

/** Verdicts as every surface prints them: icon and word, never colour alone. */
export const VERDICTS: Readonly<
  Record<Status | 'informational', { readonly icon: string; readonly word: string; readonly kind: string }>
> = {
  reachable: { icon: '✓', word: VERDICT_WORDS.reachable, kind: 'ok' },
  unreachable: { icon: '✕', word: VERDICT_WORDS.unreachable, kind: 'ng' },
  indeterminate: { icon: '?', word: VERDICT_WORDS.indeterminate, kind: 'un' },
  not_run: { icon: '–', word: VERDICT_WORDS.not_run, kind: 'no' },
  informational: { icon: 'i', word: VERDICT_WORDS.informational, kind: 'no' },
};

/** A verdict in a line of text: icon and word. */
export function verdictText(verdict: Status): string {
  const { icon, word } = VERDICTS[verdict];
  return `${icon} ${word}`;
}

export const SERVICE_STATUSES: Readonly<Record<ServiceStatus, { readonly word: string; readonly kind: string }>> = {
  ok: { word: SERVICE_WORDS.ok, kind: 'ok' },
  partial: { word: SERVICE_WORDS.partial, kind: 'ng' },
  blocked: { word: SERVICE_WORDS.blocked, kind: 'ng' },
  unknown: { word: SERVICE_WORDS.unknown, kind: 'un' },
};

export const WORKLOAD_STATUSES: Readonly<Record<WorkloadStatus, { readonly word: string; readonly kind: string }>> = {
  ok: { word: WORKLOAD_WORDS.ok, kind: 'ok' },
  affected: { word: WORKLOAD_WORDS.affected, kind: 'ng' },
  unknown: { word: WORKLOAD_WORDS.unknown, kind: 'un' },
};

export const ENCODINGS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  shift_jis: 'Shift_JIS',
  'euc-jp': 'EUC-JP',
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
      return { kind: protocol === 'tls12' ? 'ok' : 'no', text: TLS_WORDS.enabled };
    case 'disabled':
      return { kind: protocol === 'tls12' ? 'ng' : 'no', text: TLS_WORDS.disabled };
    case 'default':
      return protocol === 'tls12' ? { kind: 'ok', text: TLS_WORDS.default12 } : { kind: 'no', text: TLS_WORDS.default };
    case 'unknown':
      return { kind: 'un', text: TLS_WORDS.unknown };
  }
}

/** The state of an account's proxy. */
export function proxyAccountWord({ enabled, server, script, autoDetect }: ProxyAccount): {
  readonly kind: string;
  readonly text: string;
} {
  if (enabled) return { kind: 'ok', text: ACCOUNT_PROXY.enabled };
  if (script !== null) return { kind: 'ok', text: ACCOUNT_PROXY.script };
  if (server !== null) return { kind: 'no', text: ACCOUNT_PROXY.disabled };
  return { kind: 'no', text: autoDetect === true ? ACCOUNT_PROXY.autoDetect : ACCOUNT_PROXY.none };
}

/** The proxies of a log in a few words. */
export function proxyWord({ proxy }: LogReport): string {
  const values = [...new Set([proxy.http, proxy.https].filter((value) => value !== null))].join(AND);
  switch (proxy.state) {
    case 'none':
      return PROXY.none;
    case 'wininet':
    case 'winhttp': {
      const names = [
        ...new Set(proxy.accounts.flatMap(({ enabled, server, script }) => (enabled ? server : script) ?? [])),
      ];
      return PROXY.set(names.join(AND));
    }
    case 'unknown':
      return PROXY.unknown;
    case 'http_only':
      return PROXY.httpOnly(values);
    case 'https_only':
      return PROXY.httpsOnly(values);
    default:
      return PROXY.set(values);
  }
}

/** What a cell of the endpoint table says. */
export function dnsWord({ dns }: Endpoint): { readonly kind: string; readonly text: string } {
  if (dns.status === 'resolved') {
    const address = dns.addresses.at(-1) ?? CELLS.resolved;
    return { kind: 'ok', text: dns.private ? CELLS.private(address) : address };
  }
  return dns.status === 'failed'
    ? { kind: 'ng', text: CAUSES[dns.cause ?? 'dns'] }
    : { kind: 'no', text: CELLS.notRun };
}

export function tcpWord({ tcp }: Endpoint): { readonly kind: string; readonly text: string } {
  if (tcp.status === 'reachable') return { kind: 'ok', text: CELLS.connected };
  if (tcp.status === 'not_run')
    return { kind: 'no', text: tcp.cause === 'tool_missing' ? CELLS.noCommand : CELLS.notRun };
  if (tcp.status === 'indeterminate') return { kind: 'un', text: CELLS.open };
  return { kind: 'ng', text: CAUSES[tcp.cause ?? 'other'] };
}

export function httpsWord({ https }: Endpoint): { readonly kind: string; readonly text: string } {
  if (https.status === 'reachable') return { kind: 'ok', text: CELLS.answered(https.httpStatus) };
  if (https.status === 'unreachable') return { kind: 'ng', text: CAUSES[https.cause ?? 'other'] };
  // it was asked for, and something was seen of it that decides nothing
  if (https.status === 'indeterminate') return { kind: 'un', text: CAUSES[https.cause ?? 'other'] };
  return { kind: 'no', text: https.cause === 'interrupted' ? CAUSES.interrupted : CELLS.notRun };
}

export function hostWord(host: string): string {
  return host === '' ? NO_HOST : host;
}
