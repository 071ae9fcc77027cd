import type { GatewayKnowledge, GatewayMark, GatewayPlace } from '../knowledge/types.ts';
import { Pattern } from '../signatures/pattern.ts';
import { literally } from '../text/expression.ts';
import { append } from '../text/lists.ts';
import { attributesOf, canonical } from './names.ts';
import { hostOfUrl, registrable } from './hosts.ts';

/** From the meaning that outweighs the others to the one that says nothing; `resigned` stands beside them. */
export const STRONGEST: readonly GatewayMark['meaning'][] = [
  'answered',
  'destination',
  'passed',
  'nothing',
  'resigned',
];
/** Places whose marks stand at the beginning of the line. */
const ANCHORED: ReadonlySet<GatewayPlace> = new Set([
  'connect-status',
  'connect-header',
  'status',
  'header',
  'address',
]);
/** Longest part of a line that is looked at: a block page may stand on one line. */
const LONGEST_LINE = 65_536;
/** Places of a pattern's beginning that are tried in a line. */
const MOST_TRIES = 64;

interface Entry {
  readonly mark: GatewayMark;
  readonly pattern: Pattern;
  /** What its place begins with, for a search. */
  readonly head: string;
}

/** What a name in a certificate says about who signed it. */
export interface Signer {
  /** `own`: as Microsoft's services are signed; `foreign`: by something in between; `unknown`: it does not tell. */
  readonly kind: 'own' | 'foreign' | 'unknown';
  readonly mark: GatewayMark | null;
}

/**
 * Tells who wrote an answer, by the marks of `content/reference/gateways.yaml`: the destination, or a proxy, a gateway, a
 * portal between the machine and it. A mark that is missing proves nothing.
 */
export class Gateways {
  /** Entries of a place by the first character of their pattern, the strongest meaning first. */
  readonly #anchored = new Map<GatewayPlace, Map<string, Entry[]>>();
  readonly #anywhere = new Map<GatewayPlace, Entry[]>();
  /** Finds lines of a body, in small letters, that may hold a mark: almost none does. */
  readonly #inBody: RegExp;
  readonly #domains: ReadonlySet<string>;
  readonly #suffixes: ReadonlySet<string>;
  readonly #issuers: ReadonlySet<string>;
  readonly #publicIssuers: ReadonlySet<string>;

  constructor({ marks, domains, suffixes, issuers, publicIssuers }: GatewayKnowledge) {
    this.#domains = new Set(domains);
    this.#suffixes = new Set(suffixes);
    this.#issuers = new Set(issuers.map((name) => name.toLowerCase()));
    this.#publicIssuers = new Set(publicIssuers.map((name) => name.toLowerCase()));
    const entries = marks
      .flatMap((mark) => mark.patterns.map((source) => entryOf(mark, source)))
      .sort((a, b) => rank(a) - rank(b) || b.pattern.weight - a.pattern.weight);
    for (const entry of entries) {
      const { where } = entry.mark;
      if (!ANCHORED.has(where)) {
        append(this.#anywhere, where, entry);
        continue;
      }
      const first = this.#anchored.get(where) ?? new Map<string, Entry[]>();
      this.#anchored.set(where, first);
      append(first, entry.head.charAt(0), entry);
    }
    const heads = (this.#anywhere.get('body') ?? []).map(({ head }) => literally(head).replaceAll(' ', '[\\t ]+'));
    this.#inBody = new RegExp(heads.length === 0 ? '$^' : heads.join('|'), 'u');
  }

  /** The mark with the strongest meaning that a text bears at a place; null when it bears none. */
  at(where: GatewayPlace, text: string): GatewayMark | null {
    const anchored = this.#anchored.get(where);
    if (anchored === undefined) return this.#search(where, lower(text));
    const entries = anchored.get(text.trimStart().charAt(0).toLowerCase());
    if (entries === undefined) return null;
    const line = folded(lower(text));
    return entries.find((entry) => begins(entry, line))?.mark ?? null;
  }

  #search(where: GatewayPlace, text: string): GatewayMark | null {
    if (where === 'body' && !this.#inBody.test(text)) return null;
    const line = folded(text);
    return this.#anywhere.get(where)?.find((entry) => stands(entry, line))?.mark ?? null;
  }

  /** A host of Microsoft's, by its registrable domain. */
  isMicrosoft(host: string): boolean {
    return this.#domains.has(registrable(host.toLowerCase(), this.#suffixes));
  }

  /**
   * Where a redirection leads, seen from the host that was asked: to a host of the same owner, or to a foreign one, as a
   * portal or a block page does.
   */
  redirection(location: string, asked: string): 'own' | 'foreign' {
    const host = hostOfUrl(location);
    if (host === null || host === asked) return 'own';
    const domain = registrable(host, this.#suffixes);
    if (domain === registrable(asked, this.#suffixes)) return 'own';
    return this.isMicrosoft(asked) && this.#domains.has(domain) ? 'own' : 'foreign';
  }

  /** Who signed a certificate for a host, by the issuer's name, and the subject's where it is known. */
  signer(issuer: string, host: string, subject = ''): Signer {
    const names = attributesOf(issuer);
    const mark =
      this.at('issuer', canonical(names)) ??
      (subject === '' ? null : this.at('subject', canonical(attributesOf(subject))));
    if (mark?.meaning === 'resigned') return { kind: 'foreign', mark };
    if (!this.isMicrosoft(host)) return { kind: 'unknown', mark };
    if (mark?.meaning === 'destination') return { kind: 'own', mark };
    const organisation = names.find(({ key }) => key.toUpperCase() === 'O')?.value.toLowerCase();
    if (organisation !== undefined && this.#issuers.has(organisation)) return { kind: 'own', mark };
    // a name without an organisation may be cut
    if (names.length === 0 || (organisation !== undefined && this.#publicIssuers.has(organisation)))
      return { kind: 'unknown', mark };
    return { kind: 'foreign', mark };
  }
}

function entryOf(mark: GatewayMark, source: string): Entry {
  // the names of variables have no other letters
  const pattern = new Pattern(source.toLowerCase());
  return { mark, pattern, head: pattern.prefix.trimEnd() };
}

function rank({ mark }: Entry): number {
  return STRONGEST.indexOf(mark.meaning);
}

/** The part of a line that is looked at, in small letters. */
function lower(text: string): string {
  return (text.length > LONGEST_LINE ? text.slice(0, LONGEST_LINE) : text).toLowerCase();
}

/** A line in small letters as the patterns are compared with it: single blanks. */
function folded(text: string): string {
  const line = text.trim();
  return line.includes('\t') || line.includes('  ') ? line.replaceAll(/[\t ]+/gu, ' ') : line;
}

/** The line begins with the pattern; most lines lack its beginning or its longest literal. */
function begins({ pattern, head }: Entry, line: string): boolean {
  if (!line.startsWith(head) || !line.includes(pattern.anchor)) return false;
  const found = pattern.matchAt(line, 0);
  return found !== null && found !== 'nowhere';
}

/** Looks for the pattern wherever its beginning stands, as far as it begins no word in its middle. */
function stands({ pattern, head }: Entry, line: string): boolean {
  let tries = 0;
  for (let at = line.indexOf(head); at >= 0 && tries < MOST_TRIES; at = line.indexOf(head, at + 1)) {
    if (at > 0 && isLetter(head.charCodeAt(0)) && isLetter(line.charCodeAt(at - 1))) continue;
    tries += 1;
    const found = pattern.matchAt(line, at);
    if (found === 'nowhere') return false;
    if (found !== null) return true;
  }
  return false;
}

function isLetter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 48 && c <= 57);
}
