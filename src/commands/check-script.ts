import { visible } from '../text/visible.ts';
import { bashQuoted, powershellQuoted } from './quote.ts';
import { fillScript } from './script.ts';
import { host, port } from './values.ts';

/** A destination that the script tests. */
export interface CheckedTarget {
  readonly service: string;
  readonly host: string;
  readonly port: number;
  /** What is asked for over HTTP; null: it only connects. */
  readonly path: string | null;
}

interface CheckScript {
  readonly title: string;
  readonly targets: readonly CheckedTarget[];
  /** The proxy that the reader gives, as `host:port`; what is none is left out. */
  readonly proxy: string | null;
}

/** The systems that have a script. */
export type ScriptSystem = 'linux' | 'windows';

const SERVICE = /^[a-z][a-z-]{0,30}$/u;
const PATH = /^\/[\w/.?=-]{0,100}$/u;

/** The check script for bash. What is no host, port or path is left out, and what stands in it stands in quotes. */
export function bashCheck(script: string, check: CheckScript): string {
  return filled(script, check, {
    target: (words) => `target ${words.map(bashQuoted).join(' ')}`,
    proxy: (address) => `proxy given ${bashQuoted(address)}`,
  });
}

/** The same for PowerShell. */
export function powershellCheck(script: string, check: CheckScript): string {
  return filled(script, check, {
    target: (words) => `Add-Target ${words.map(powershellQuoted).join(' ')}`,
    proxy: (address) => `$given = ${powershellQuoted(address)}`,
  });
}

/**
 * The script as its file holds it. Windows PowerShell 5.1 reads a file without a byte order mark in the machine's own encoding, and the
 * Notepad of Windows Server 2016 shows lines that end without a carriage return as one.
 */
export function scriptFile(script: string, system: ScriptSystem): string {
  return system === 'windows' ? `\uFEFF${script.replaceAll('\n', '\r\n')}` : script;
}

/** How a shell writes the lines that are filled in. */
interface Lines {
  readonly target: (words: readonly string[]) => string;
  readonly proxy: (address: string) => string;
}

function filled(script: string, { title, targets, proxy }: CheckScript, lines: Lines): string {
  const address = proxy === null ? null : givenProxy(proxy);
  return fillScript(script, {
    // it stands in a comment, which a line end would end
    words: { title: visible(title).replaceAll(/\s+/gu, ' ') },
    lines: {
      targets: targets.flatMap((target) => {
        const words = wordsOf(target);
        return words === null ? [] : [lines.target(words)];
      }),
      proxies: address === null ? [] : [lines.proxy(address)],
    },
  });
}

function wordsOf(target: CheckedTarget): readonly string[] | null {
  const name = host(target.host);
  const number = port(String(target.port));
  const path = target.path ?? '-';
  if (name === null || number === null || !SERVICE.test(target.service)) return null;
  return path === '-' || PATH.test(path) ? [target.service, number, name, path] : null;
}

/** A proxy as `host:port`, without the scheme, a login and what stands behind; null where it is none. */
export function givenProxy(text: string): string | null {
  const [authority = ''] = text
    .trim()
    .replace(/^https?:\/\//iu, '')
    .split('/');
  const place = authority.slice(authority.lastIndexOf('@') + 1);
  const colon = place.lastIndexOf(':');
  const name = colon < 1 ? null : host(place.slice(0, colon));
  const number = port(place.slice(colon + 1));
  // an address with colons needs brackets, which the script does not read
  return name === null || number === null || name.includes(':') ? null : `${name}:${number}`;
}
