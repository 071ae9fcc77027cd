import type { Command } from '../../session/command-facts.ts';
import type { MatchedLine } from '../../session/matched-line.ts';
import { Run } from '../../session/run.ts';
import type { Role } from '../../model/role.ts';
import { dnsName } from '../lookup.ts';

/** Names that one nslookup shows are kept up to so many. */
const MOST_NAMES = 256;

/** What is said of a server before another one, or the same once more, is asked. */
const STILL_ASKING: ReadonlySet<Role | null> = new Set<Role | null>(['waiting', 'server-failed', 'gave-up']);

/** A run of nslookup: a server, and what it answers. */
export class NslookupRun extends Run {
  /** It named its server, or gave up. */
  #answered = false;
  /** … named the host, and an address behind it. */
  #named = false;
  #address = false;
  /** … said more than that a server failed. */
  #serverSaid = false;
  /** … said which name it could not resolve, which one is an alias, which other names the answer has, which one it has itself. */
  #failed: string | null = null;
  #owner: string | null = null;
  #other: string | null = null;
  #own: string | null = null;
  #names: Set<string> | null = null;

  /** The name that was asked for: an answer names its server as well, and stands under the last one of its aliases. */
  override get host(): string | null {
    return this.#failed ?? this.#owner ?? this.#other ?? this.#own;
  }

  override get named(): boolean {
    return this.host !== null;
  }

  override add(matched: MatchedLine, isFirst: boolean): void {
    super.add(matched, isFirst);
    const { match, text } = matched;
    const { signature, role, values } = match;
    const host = values.host === undefined ? undefined : dnsName(values.host);
    if (host !== undefined) this.#name(host);
    if (role === 'canonical-name') this.#owner ??= host ?? null;
    if (role === 'alias') this.#other ??= host ?? null;
    if (role === 'name') this.#own ??= host ?? null;
    if (isServer(role) || role === 'gave-up') this.#answered = true;
    if (role === 'name') this.#named = true;
    if (this.#named && signature.verdict === 'reachable') this.#address = true;
    if (role === 'canonical-name') this.#alias(text);
    if (signature.verdict === 'informational') return;
    if (signature.verdict === 'unreachable' && role !== 'gave-up') this.#failed ??= host ?? null;
    if (!STILL_ASKING.has(role)) this.#serverSaid = true;
  }

  override startsAnew({ match: { signature, role, values } }: MatchedLine, command: Command | null): boolean {
    if (!this.decided) return false;
    // a DNS server that failed is named before the one that answers
    if (isServer(role)) return this.#answered || (command === null && this.#serverSaid);
    return signature.verdict === 'unreachable' && this.#address && !this.#isSameName(values.host, command);
  }

  #name(name: string): void {
    this.#names ??= new Set();
    if (this.#names.size < MOST_NAMES) this.#names.add(name);
  }

  /** A and AAAA are asked one after the other: a failure behind an answer is of the same run when it names no other host. */
  #isSameName(host: string | undefined, command: Command | null): boolean {
    if (host === undefined) return command !== null;
    const name = dnsName(host);
    return command?.host === name || this.#names?.has(name) === true;
  }

  #alias(text: string): void {
    const name = text.slice(text.indexOf('=') + 1).trim();
    this.#name(dnsName(name));
  }
}

function isServer(role: Role | null): boolean {
  return role === 'server' || role === 'asked-server';
}
