import type { NameKind } from '../knowledge/types.ts';

/** What a stand-in begins with. */
const PREFIXES: Readonly<Record<NameKind, string>> = {
  host: 'HOST',
  name: 'NAME',
  ip: 'IP',
  mac: 'MAC',
  guid: 'GUID',
  id: 'ID',
  user: 'USER',
  domain: 'DOMAIN',
  sid: 'SID',
  certificate: 'CERT',
  file: 'FILE',
  phone: 'PHONE',
  word: 'WORD',
};

/** The stand-in of an address of a private network says so: `IP-P1`. */
export const PRIVATE_MARK = 'P';

/** What is removed always. */
export type SecretKind = 'password' | 'key' | 'token' | 'cookie';

/** What stands in the place of every secret. */
export const REMOVED = 'SECRET';

/** A stand-in as a whole word. */
export const STAND_IN = /^(?:(?:HOST|NAME|IP|MAC|GUID|ID|USER|DOMAIN|SID|CERT|FILE|PHONE|WORD)-\d{1,9}|IP-P\d{1,9})$/u;

/** Secrets that are looked for elsewhere as well. */
const MOST_NEW = 500;

/** Stand-ins within a text. */
export const STAND_INS =
  /(?:HOST|NAME|IP|MAC|GUID|ID|USER|DOMAIN|SID|CERT|FILE|PHONE|WORD)-\d{1,9}|IP-P\d{1,9}|SECRET/gu;

/** The names of a session with what stands for them: the same value has the same stand-in in every file and output. */
export class NameBook {
  readonly #standIns = new Map<string, string>();
  readonly #counts = new Map<NameKind, number>();
  readonly #secrets = new Map<SecretKind, Set<string>>();
  readonly #new: string[] = [];

  /** The stand-in for a value, with a mark before its number; a value that is known already keeps its stand-in. */
  standIn(kind: NameKind, value: string, mark = ''): string {
    const key = value.toLowerCase();
    const known = this.#standIns.get(key);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const by = `${PREFIXES[kind]}-${mark}${count}`;
    this.#standIns.set(key, by);
    return by;
  }

  /** Notes a secret, so that it can be counted. */
  secret(kind: SecretKind, value: string): void {
    if (this.#secrets.get(kind)?.has(value) !== true && this.#new.length < MOST_NEW) this.#new.push(value);
    const known = this.#secrets.get(kind);
    if (known === undefined) this.#secrets.set(kind, new Set([value]));
    else known.add(value);
  }

  /** Secrets that were noted since the last time. */
  newSecrets(): readonly string[] {
    return this.#new.splice(0);
  }

  /** How many different values of each kind are hidden. */
  get names(): ReadonlyMap<NameKind, number> {
    return this.#counts;
  }

  get secrets(): ReadonlyMap<SecretKind, number> {
    return new Map([...this.#secrets].map(([kind, values]) => [kind, values.size]));
  }
}
