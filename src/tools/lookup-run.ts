import type { Command } from '../session/command-facts.ts';
import type { MatchedLine } from '../session/matched-line.ts';
import { Run } from '../session/run.ts';
import { dnsName } from './lookup.ts';

/** Names of one chain of aliases are kept up to so many. */
const MOST_NAMES = 64;

/**
 * A run that asks for one name: what it says of another one is another run's. Where each answer has a line for its status
 * (`conclusion`), that line tells where one begins; where it has none, the name whose record it is does.
 */
export class LookupRun extends Run {
  #asked: string | null = null;
  readonly #names = new Set<string>();
  #begun = false;
  #concluded = false;
  #answered = false;
  #gaveUp = false;

  override get host(): string | null {
    return this.#asked;
  }

  override get named(): boolean {
    return this.#asked !== null;
  }

  override add(matched: MatchedLine, isFirst: boolean): void {
    super.add(matched, isFirst);
    const { role, values, signature } = matched.match;
    const name = values.host === undefined ? null : dnsName(values.host);
    if (role !== 'banner') this.#begun = true;
    if (role === 'conclusion') this.#concluded = true;
    if (role === 'answer') this.#answered = true;
    if (role === 'gave-up') this.#gaveUp = true;
    // a server whose name is not known gives up as well
    const fails = signature.verdict === 'unreachable' && role !== 'gave-up';
    if (name === null || (role !== 'name' && !isRecord(matched) && !fails)) return;
    this.#asked ??= name;
    this.#name(name);
    if (role === 'canonical-name') this.#name(dnsName(matched.text.trimEnd().split(/\s/u).at(-1) ?? ''));
  }

  override startsAnew(matched: MatchedLine, command: Command | null): boolean {
    const { role, values, signature } = matched.match;
    if (role === 'banner') return this.#begun;
    if (role === 'conclusion') return command === null && (this.#concluded || this.#gaveUp);
    if (role === 'gave-up') return command === null && (this.#concluded || this.#gaveUp);
    if (this.#concluded || values.host === undefined) return false;
    if (signature.verdict === 'unreachable') return this.#isOther(values.host, command);
    return isRecord(matched) && (this.#answered || this.unreached) && this.#isOther(values.host, command);
  }

  /** A narrow column may hold the beginning of a name only. */
  #isOther(host: string, command: Command | null): boolean {
    const name = dnsName(host);
    if (command?.host?.startsWith(name) === true) return false;
    return this.#asked !== null && ![...this.#names].some((known) => known.startsWith(name));
  }

  #name(name: string): void {
    if (this.#names.size < MOST_NAMES) this.#names.add(name);
  }
}

function isRecord({ match: { role } }: MatchedLine): boolean {
  return role === 'answer' || role === 'canonical-name';
}
