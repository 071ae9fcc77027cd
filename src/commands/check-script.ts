import { visible } from '../text/visible.ts';
import { bashQuoted } from './quote.ts';
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

const SERVICE = /^[a-z][a-z-]{0,30}$/u;
const PATH = /^\/[\w/.?=-]{0,100}$/u;

/** The check script for bash. What is no host, port or path is left out, and what stands in it stands in quotes. */
export function bashCheck(script: string, { title, targets, proxy }: CheckScript): string {
  const address = proxy === null ? null : givenProxy(proxy);
  return fillScript(script, {
    // it stands in a comment, which a line end would end
    words: { title: visible(title).replaceAll(/\s+/gu, ' ') },
    lines: {
      targets: targets.flatMap((target) => {
        const words = wordsOf(target);
        return words === null ? [] : [`target ${words.map(bashQuoted).join(' ')}`];
      }),
      proxies: address === null ? [] : [`proxy given ${bashQuoted(address)}`],
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
