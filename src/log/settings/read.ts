import type { Knowledge } from '../../knowledge/types.ts';
import type { Machine, ProxySettings, TlsSettings } from '../../model/settings.ts';
import type { Scan } from '../../session/scanner.ts';
import { readMachine } from './machine.ts';
import { readProxy } from './proxy.ts';
import { readSchannel } from './schannel.ts';
import { readWindowsProxy } from './wininet.ts';

/** What a log shows of the machine that wrote it; lines within the log. */
export interface Settings {
  readonly proxy: ProxySettings;
  /** Null where the log holds no registry dump. */
  readonly tls: TlsSettings | null;
  readonly machine: Machine;
  /** The log shows settings of any kind. */
  readonly shown: boolean;
}

/** Reads the settings from the lines that belong to no probe. */
export function readSettings({ others, text }: Scan, rules: Knowledge['settings']): Settings {
  const { lines } = text;
  const next = (line: number): string | null =>
    line <= lines.count && lines.isTerminated(line) ? text.at(line) : null;
  const whole = (first: number, last: number): string => lines.text.slice(lines.startOf(first), lines.endOf(last));
  const proxy = readWindowsProxy(others, whole, rules.proxy) ?? readProxy(others, next);
  const tls = readSchannel(others, rules.tls);
  return {
    proxy,
    tls,
    machine: readMachine(others, rules.machine),
    shown: proxy.accounts.length > 0 || tls !== null,
  };
}

/** The same with the line numbers of the log's source, in which `shift` lines stand before it. */
export function proxyWithin(proxy: ProxySettings, shift: number): ProxySettings {
  if (shift === 0 || proxy.line === null) return proxy;
  const accounts = proxy.accounts.map((account) => ({ ...account, line: account.line + shift }));
  return { ...proxy, line: proxy.line + shift, accounts };
}
