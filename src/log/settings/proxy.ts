import type { ProxySettings } from '../../model/settings.ts';
import type { NumberedLine } from '../../text/lines.ts';
import type { ProxyInUse } from '../../model/settings.ts';
import { bypassOf } from './bypass.ts';
import { isInEffect } from './wininet.ts';

type Variable = 'http' | 'https';

const ASSIGNMENT = /^(?:export |declare -x )?(http_proxy|https_proxy|HTTP_PROXY|HTTPS_PROXY)=["']?([^"'\s]*)/u;
/** In a command; several may stand in one. */
const ASSIGNED = /(?:^|\s)(https?_proxy)=["']?([^"'\s;]*)/giu;
const UNSET = /(?:^|\s)(https?_proxy)\b/giu;
/** What may be the value of such a variable, where it stands alone. */
const ADDRESS = /^(?:[a-z][a-z\d]{2,8}:\/\/)?[\w.@%:[\]-]{1,300}:\d{1,5}\/?$/u;

/** Commands that set a proxy of the environment, take it away or show its value. */
export interface ProxyCommands {
  /** `export https_proxy=…`, `unset https_proxy`, by their lines. */
  readonly assigning: ReadonlyMap<number, string>;
  /** `echo $https_proxy`: the variable, by the line of the value. */
  readonly showing: ReadonlyMap<number, string>;
}

const NO_COMMANDS: ProxyCommands = { assigning: new Map(), showing: new Map() };

/**
 * The proxy of a Linux log: the values under the headings `http_proxy …` and `https_proxy …`, or assignments as
 * `env` prints them. An empty line under a heading means that none is set; without the headings nothing is known.
 * `next` gives the line after a heading, which may be blank. What is set last counts.
 */
export function readProxy(
  lines: Iterable<NumberedLine>,
  next: (line: number) => string | null,
  { assigning, showing }: ProxyCommands = NO_COMMANDS,
): ProxySettings {
  const found: Found = {};
  let at: number | null = null;
  for (const { line, text } of lines) {
    const command = assigning.get(line);
    if (command !== undefined) {
      if (assign(found, command)) at = line;
      continue;
    }
    const shown = showing.get(line);
    if (shown !== undefined && ADDRESS.test(text.trim())) {
      found[variableOf(shown)] = text.trim();
      at = line;
      continue;
    }
    const heading = headingOf(text);
    if (heading !== null) {
      const value = valueBelow(line, next);
      if (value === null) continue;
      found[heading] = isValue(value.text) ? value.text.trim() : null;
      if (at === null || isValue(value.text)) at = value.line;
      continue;
    }
    const assigned = ASSIGNMENT.exec(text);
    if (assigned?.[1] !== undefined) {
      found[variableOf(assigned[1])] = assigned[2] === '' ? null : (assigned[2] ?? null);
      at = line;
    }
  }
  return {
    state: stateOf(found),
    http: found.http ?? null,
    https: found.https ?? null,
    accounts: [],
    line: at,
  };
}

/** Null: none is set; undefined: nothing is known. */
type Found = Partial<Record<Variable, string | null | undefined>>;

function variableOf(name: string): Variable {
  return name.toLowerCase() === 'http_proxy' ? 'http' : 'https';
}

/** What a command sets, or takes away: then nothing is known any more. True where it sets something. */
function assign(found: Found, command: string): boolean {
  if (/^\S{0,20}unset\b/u.test(command)) {
    for (const [, name = ''] of command.matchAll(UNSET)) found[variableOf(name)] = undefined;
    return false;
  }
  let sets = false;
  for (const [, name = '', value = ''] of command.matchAll(ASSIGNED)) {
    found[variableOf(name)] = value === '' || value.startsWith('$') ? null : value;
    sets = true;
  }
  return sets;
}

/** The line below a heading, or the first written one where a copy has doubled the line ends; null where the text ends. */
function valueBelow(heading: number, next: (line: number) => string | null): NumberedLine | null {
  const first = next(heading + 1);
  if (first === null) return null;
  for (let line = heading + 1; line <= heading + MOST_BLANK + 1; line += 1) {
    const text = next(line);
    if (text === null) break;
    if (text.trim() !== '') return isValue(text) ? { line, text } : { line: heading + 1, text: first };
  }
  return { line: heading + 1, text: first };
}

/** Blank lines between a heading and its value at most. */
const MOST_BLANK = 2;

/** The headings are the commands' names followed by Japanese, in whatever encoding survived. */
function headingOf(text: string): Variable | null {
  if (text.length > 60) return null;
  if (text.startsWith('https_proxy ')) return 'https';
  return text.startsWith('http_proxy ') ? 'http' : null;
}

function isValue(text: string): boolean {
  const value = text.trim();
  return value !== '' && !value.startsWith('#') && headingOf(`${value} `) === null && headingOf(value) === null;
}

function stateOf(found: Found): ProxySettings['state'] {
  const { http, https } = found;
  if (http === undefined && https === undefined) return 'unknown';
  const hasHttp = http !== undefined && http !== null;
  const hasHttps = https !== undefined && https !== null;
  if (hasHttp && hasHttps) return 'both';
  if (hasHttps) return 'https_only';
  if (hasHttp) return https === undefined ? 'unknown' : 'http_only';
  return https === undefined ? 'unknown' : 'none';
}

/** The proxy through which the probes of a log ask for https; a person's session uses that of the current user. */
export function proxyInUse(settings: ProxySettings): ProxyInUse | null | 'unknown' {
  if (settings.state === 'unknown') return 'unknown';
  const own = settings.accounts.find(({ account }) => account === 'current-user');
  if (own !== undefined) {
    if (!isInEffect(own)) return null;
    const address = proxyAddress(own.server) ?? { host: '', port: 0, secure: false };
    return { ...address, bypasses: bypassOf(own.bypass) };
  }
  const address = proxyAddress(settings.https);
  return address === null ? null : { ...address, bypasses: () => false };
}

/** True when the settings send https through a proxy, for any account. */
export function isConfigured({ https, accounts }: ProxySettings): boolean {
  return https !== null || accounts.some(isInEffect);
}

/** Host and port of a proxy value (`http://user:pass@10.0.0.4:8080/`); null when it has none. */
function proxyAddress(value: string | null): Omit<ProxyInUse, 'bypasses'> | null {
  if (value === null) return null;
  const scheme = value.indexOf('://');
  const rest = (scheme < 0 ? value : value.slice(scheme + 3)).split('/', 1)[0] ?? '';
  const authority = rest.slice(rest.lastIndexOf('@') + 1);
  const colon = authority.lastIndexOf(':');
  const host = (colon < 0 ? authority : authority.slice(0, colon)).toLowerCase();
  if (host === '') return null;
  const port = colon < 0 ? 1080 : Number(authority.slice(colon + 1));
  return { host, port, secure: value.toLowerCase().startsWith('https://') };
}
