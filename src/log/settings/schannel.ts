import type { SettingsRules } from '../../knowledge/types.ts';
import type { TlsSetting, TlsSettings } from '../../model/settings.ts';
import type { RegistryValue } from './registry.ts';

type Rules = SettingsRules['tls'];
type Role = 'client' | 'server';
type Values = { enabled?: boolean; disabledByDefault?: boolean };

/**
 * The SCHANNEL protocols of the registry, as `Get-ChildItem` lists them at the end of a Windows log or as `reg query`
 * prints them, and those among the values of the registry that are known. A protocol is off with `Enabled` 0 or `DisabledByDefault` 1; a key that is missing leaves the default of
 * Windows, which is on for TLS 1.2 since Windows Server 2012 R2.
 * @returns null when the text holds no such dump
 */
export function readSchannel(
  lines: readonly { readonly text: string }[],
  rules: Rules,
  registry: readonly RegistryValue[] = [],
): TlsSettings | null {
  const found = new Map<string, Values>();
  let seen = false;
  let protocol: string | null = null;
  let role: Role | null = null;
  /** The name of a value whose number stands on the next line. */
  let pending: string | null = null;
  for (const [index, { text }] of lines.entries()) {
    const line = text.trim();
    if (startsWithAny(line, rules.keys)) {
      const isBroken = startsWithAny(line, rules.brokenKeys);
      const path = isBroken ? line + continuationOf(lines, index) : line;
      if (!path.includes(rules.path)) continue;
      seen = true;
      protocol = protocolIn(path, rules);
      role = isBroken ? null : roleIn(path);
      pending = null;
      continue;
    }
    if (!seen) continue;
    const named = /^(Client|Server)\b/u.exec(line)?.[1];
    if (named !== undefined) role = named === 'Client' ? 'client' : 'server';
    if (pending !== null) {
      if (/^-?\d{1,10}$/u.test(line)) set(found, protocol, role, pending, Number(line));
      pending = null;
      continue;
    }
    if (line === 'Enabled' || line === 'DisabledByDefault') {
      pending = line;
      continue;
    }
    const value = /\b(Enabled|DisabledByDefault)\s{0,40}(?::|REG_DWORD)\s{0,10}(0x[0-9a-f]{1,8}|-?\d{1,10})\b/iu.exec(
      line,
    );
    if (value?.[1] !== undefined) set(found, protocol, role, value[1], Number(value[2]));
  }
  return addRegistered(found, registry, rules) || seen ? settingsOf(found, rules) : null;
}

/** Adds what keys of the registry say; true where there are such. */
function addRegistered(found: Map<string, Values>, registry: readonly RegistryValue[], rules: Rules): boolean {
  let seen = false;
  for (const { key, name, value } of registry) {
    if (!key.includes(`\\${rules.path.toLowerCase()}\\`)) continue;
    seen = true;
    if (/^(?:Enabled|DisabledByDefault)$/iu.test(name) && /^\d{1,10}$/u.test(value))
      set(found, protocolIn(key.toUpperCase(), rules), roleIn(key), name, Number(value));
  }
  return seen;
}

/** What Windows does when no key says otherwise. */
export function defaultTls(rules: Rules): TlsSettings {
  return settingsOf(new Map(), rules);
}

function startsWithAny(line: string, beginnings: readonly string[]): boolean {
  return beginnings.some((beginning) => line.startsWith(beginning));
}

function settingsOf(found: ReadonlyMap<string, Values>, { protocols }: Rules): TlsSettings {
  const setting = (name: string, of: Role): TlsSetting => settingOf(found.get(`${name} ${of}`));
  return Object.fromEntries(
    Object.values(protocols).map((name) => [
      name,
      { client: setting(name, 'client'), server: setting(name, 'server') },
    ]),
  );
}

function continuationOf(lines: readonly { readonly text: string }[], index: number): string {
  const next = lines[index + 1]?.text.trim() ?? '';
  return next.length > 0 && next.length < 40 && /^[\w. \\]+$/u.test(next) && !/^Name\b/u.test(next) ? next : '';
}

function protocolIn(path: string, { protocols }: Rules): string | null {
  const key = /(SSL|TLS)\s{0,4}(\d\.\d)/u.exec(path);
  return key === null ? null : (protocols[`${key[1] ?? ''}${key[2] ?? ''}`] ?? null);
}

function roleIn(path: string): Role | null {
  if (/\\Client\s*$/iu.test(path)) return 'client';
  return /\\Server\s*$/iu.test(path) ? 'server' : null;
}

function set(
  found: Map<string, Values>,
  protocol: string | null,
  role: Role | null,
  name: string,
  value: number,
): void {
  if (protocol === null || role === null) return;
  const key = `${protocol} ${role}`;
  const values = found.get(key) ?? {};
  if (name.toLowerCase() === 'enabled') values.enabled = value !== 0;
  else values.disabledByDefault = value !== 0;
  found.set(key, values);
}

function settingOf(values: Values | undefined): TlsSetting {
  if (values === undefined) return 'default';
  if (values.enabled === false || values.disabledByDefault === true) return 'disabled';
  return values.enabled === true || values.disabledByDefault === false ? 'enabled' : 'default';
}
