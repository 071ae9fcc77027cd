import type { SettingsRules } from '../../knowledge/types.ts';
import type { ProxyAccount, ProxySettings } from '../../model/settings.ts';
import { SETTINGS } from '../../locales/ja/settings.ts';
import { isFull } from '../../text/columns.ts';
import type { NumberedLine } from '../../text/lines.ts';
import { onceFor } from '../../text/once.ts';
import { bypassList } from './bypass.ts';
import { readConnectionSettings } from './connection-settings.ts';

type Account = ProxyAccount['account'];
/** The text from a line to another. */
type RawText = (first: number, last: number) => string;

type Rules = SettingsRules['proxy'];
type ValueKind = keyof Rules['values'];

/** The rules, made ready for many lines. */
interface Headings {
  readonly rules: Rules;
  /** What a heading begins with: most lines need no further look. */
  readonly firstCharacters: ReadonlySet<number>;
  readonly kinds: ReadonlyMap<string, ValueKind>;
}

/** The rules made ready, once. */
const headingsFrom = onceFor((rules: Rules): Headings => {
  const firsts = rules.accounts.flatMap(({ heading: [first = ''] }) => [first, first.toUpperCase()]);
  return {
    rules,
    // an old version of the script puts headings into HTML
    firstCharacters: new Set([...firsts, '<'].map((first) => first.charCodeAt(0))),
    kinds: new Map(
      (Object.keys(rules.values) as ValueKind[]).flatMap((kind) =>
        rules.values[kind].map((name) => [name, kind] as const),
      ),
    ),
  };
});

interface Draft {
  readonly account: Account;
  line: number;
  enabled: boolean;
  server: string | null;
  bypass: readonly string[];
  script: string | null;
  autoDetect: boolean | null;
}

/**
 * The proxies of a Windows log, one for each account that it shows, in its order: WinINet of the accounts, and WinHTTP as
 * `netsh winhttp show proxy` prints it, in English or Japanese. `raw` gives lines as they stand, with their
 * control characters. Null when the log shows none of them.
 */
export function readWindowsProxy(lines: readonly NumberedLine[], raw: RawText, rules: Rules): ProxySettings | null {
  const headings = headingsFrom(rules);
  const drafts: Draft[] = [];
  let open = false;
  for (const [index, { line, text }] of lines.entries()) {
    const heading = headingOf(text, headings);
    const current = open ? drafts.at(-1) : undefined;
    if (heading !== null) {
      open = true;
      if (current?.account === heading) continue;
      drafts.push({ account: heading, line, enabled: false, server: null, bypass: [], script: null, autoDetect: null });
    } else if (text.startsWith('---') || text.startsWith('===') || text.startsWith(rules.unknownAccount)) {
      // a rule, or an account that nobody knows
      open = false;
    } else if (current !== undefined && kindOf(text, headings) !== undefined) {
      read(current, unbroken(lines, index, headings), line, () => rawValue(lines, index, raw, headings), headings);
    }
  }
  const accounts = drafts.map(({ account, enabled, server, bypass, script, autoDetect, line }): ProxyAccount => ({
    account,
    enabled: enabled && server !== null,
    server,
    bypass,
    script,
    autoDetect,
    line,
  }));
  if (accounts.length === 0) return null;
  const [first] = accounts.filter(isInEffect);
  return {
    state: first === undefined ? 'none' : first.account === 'winhttp' ? 'winhttp' : 'wininet',
    http: null,
    https: null,
    accounts,
    line: (first ?? accounts[0])?.line ?? null,
  };
}

/** A proxy server or a configuration script is in effect for the account. */
export function isInEffect({ enabled, script }: ProxyAccount): boolean {
  return enabled || (script ?? null) !== null;
}

function headingOf(text: string, { rules, firstCharacters }: Headings): Account | null {
  if (!firstCharacters.has(text.charCodeAt(0))) return null;
  // another version may write `NT Authority\SYSTEM`, or HTML around it
  const plain = (text.startsWith('<b>') ? text.slice(3) : text).trimStart().toLowerCase();
  return rules.accounts.find(({ heading }) => plain.startsWith(heading))?.account ?? null;
}

/** Blanks between a name and its colon at most. */
const WIDEST_GAP = 40;

/** What the value of a line is, by its name; undefined where the line has none that is known. */
function kindOf(text: string, { kinds }: Headings): ValueKind | undefined {
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  const name = text.slice(0, colon).trimStart();
  const plain = name.trimEnd();
  return name.length - plain.length > WIDEST_GAP ? undefined : kinds.get(plain);
}

/** A binary value may hold line ends; it goes on to the next name. */
function rawValue(lines: readonly NumberedLine[], index: number, raw: RawText, headings: Headings): string {
  const { behindConnection } = headings.rules.values;
  const first = lines[index]?.line ?? 0;
  const next = lines
    .slice(index + 1, index + 7)
    .find(({ text }) => behindConnection.some((name) => text.startsWith(name)) || headingOf(text, headings) !== null);
  const value = raw(first, next === undefined ? first : next.line - 1);
  return value.slice(value.indexOf(':') + 1).replace(/^ /u, '');
}

/**
 * A value that a console broke at its width, or a mail program behind the name, put together again; a list of exceptions
 * has no blank in it.
 */
function unbroken(lines: readonly NumberedLine[], index: number, headings: Headings): string {
  const own = lines[index]?.text ?? '';
  const rest: string[] = [];
  for (let at = index + 1; at < lines.length; at += 1) {
    const next = lines[at]?.text.trim() ?? '';
    const goesOn = isFull(lines[at - 1]?.text ?? '') || (rest.length === 0 && own.endsWith(':') && isFull(own + next));
    if (!goesOn || next === '' || next.includes(' ') || kindOf(next, headings) !== undefined || next.startsWith('---'))
      break;
    rest.push(next);
  }
  return own + rest.join('');
}

function read(draft: Draft, text: string, line: number, raw: () => string, headings: Headings): void {
  const value = text.slice(text.indexOf(':') + 1).trim();
  switch (kindOf(text, headings)) {
    case 'enabled':
      draft.enabled = value === '1';
      if (draft.enabled) draft.line = line;
      return;
    case 'server':
      draft.server = value === '' ? null : value;
      return;
    case 'bypass':
      draft.bypass = bypassList(value, headings.rules.noBypass);
      return;
    case 'active':
      draft.enabled = value !== '';
      draft.server = value === '' ? null : value;
      draft.line = line;
      return;
    case 'connection': {
      const settings = readConnectionSettings(raw());
      draft.script = settings === null || !settings.script ? null : (settings.scriptUrl ?? SETTINGS.script);
      draft.autoDetect = settings?.autoDetect ?? null;
      return;
    }
    default:
  }
}
