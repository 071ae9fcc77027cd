import type { SecretRules } from '../../knowledge/types.ts';
import { onceFor } from '../../text/once.ts';
import type { NameBook } from '../book.ts';
import type { Line } from '../line.ts';
import { isFoldable } from '../fold.ts';
import { Triggers, type Found, type WordRule } from '../triggers.ts';
import { CommandSecrets } from './commands.ts';
import { HeaderSecrets } from './headers.ts';
import { ParameterSecrets } from './parameters.ts';
import { TokenSecrets } from './tokens.ts';
import { UserinfoSecrets } from './userinfo.ts';

/** What a key in base64 ends with, an option with credentials, a line that could be of a key file. */
const KEY_LINE = /==|-[uU]|-user|^\s*[A-Za-z0-9+/]{60}/u;

/** Removes secrets from a line: what is removed from everything that leaves the page, masked or not. */
export class Secrets {
  readonly #userinfo: UserinfoSecrets;
  readonly #rules: readonly (WordRule & { hide(line: Line, book: NameBook, found: readonly Found[]): void })[];
  readonly #triggers: Triggers;

  constructor(rules: SecretRules) {
    this.#userinfo = new UserinfoSecrets(rules);
    this.#rules = [
      new HeaderSecrets(rules),
      new CommandSecrets(rules),
      new ParameterSecrets(rules),
      new TokenSecrets(rules),
    ];
    this.#triggers = new Triggers(this.#rules);
  }

  /** False for a line in which nothing can be secret; asks far less than `hide`. */
  mayHold(raw: string): boolean {
    return (
      raw.includes('@') || isFoldable(raw) || KEY_LINE.test(raw) || this.#triggers.stand(raw.toLowerCase(), this.#rules)
    );
  }

  hide(line: Line, book: NameBook): void {
    // what stands before a host may look like anything else
    this.#userinfo.hide(line, book);
    const found = this.#triggers.find(line);
    for (const [number, rule] of this.#rules.entries()) rule.hide(line, book, found[number] ?? []);
  }
}

/** What removes the secrets that rules name; made once, since every session has the same rules. */
export const secretsOf = onceFor((rules: SecretRules): Secrets => new Secrets(rules));
