import type { NameRules } from '../../knowledge/types.ts';
import type { NameBook } from '../book.ts';
import type { LearnedNames } from '../learned.ts';
import type { Line } from '../line.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { Zones } from '../zones.ts';
import { Accounts } from './accounts.ts';
import { Addresses } from './addresses.ts';
import { atomsOf } from './atoms.ts';
import { hideDistinguishedNames } from './certificates.ts';
import { Identifiers } from './identifiers.ts';
import { Labels } from './labels.ts';
import { Namer } from './namer.ts';
import { hidePath, hidePaths } from './paths.ts';
import { Places } from './places.ts';
import { hidePrompts } from './prompts.ts';
import { hideUrls } from './urls.ts';
import { DottedWords, hideWords } from './words.ts';

/** Hides the names of a line: first what a label, a form or a place shows to be one, then words by their look. */
export class Names {
  readonly namer: Namer;
  readonly #labels: Labels;
  readonly #accounts: Accounts;
  readonly #places: Places;
  readonly #identifiers: Identifiers;
  readonly #dotted: DottedWords;

  constructor(rules: NameRules, book: NameBook, learned: LearnedNames, vocabulary: Vocabulary) {
    this.namer = new Namer(rules, {
      book,
      learned,
      vocabulary,
      zones: new Zones(rules),
      addresses: new Addresses(rules),
    });
    this.#labels = new Labels(rules);
    this.#accounts = new Accounts(rules);
    this.#places = new Places(rules);
    this.#identifiers = new Identifiers(rules);
    this.#dotted = new DottedWords(rules);
  }

  /** A line that is a name of a kind as a whole. */
  hideValue(line: Line, kind: 'host' | 'user' | 'file' | 'name'): void {
    const { namer } = this;
    const { text } = line;
    const end = text.length;
    switch (kind) {
      case 'host':
        // a proxy's address with its scheme, several of them, or a name with its port
        if (!/[\s/:@=;,\\]/u.test(text) || text.includes('::')) namer.host(line, 0, end, true);
        else if (/^[^\s/:@=;,\\]{1,253}:\d{1,5}$/u.test(text)) namer.host(line, 0, text.indexOf(':'), true);
        break;
      case 'user':
        if (!/[\\@]/u.test(text)) namer.user(line, 0, end, true);
        break;
      case 'name':
        if (!/[\s/]/u.test(text)) namer.put(line, 'name', 0, end);
        break;
      case 'file':
        hidePath(line, namer);
    }
    this.hide(line);
  }

  hide(line: Line): void {
    const { namer } = this;
    hidePrompts(line, namer);
    hideDistinguishedNames(line, namer);
    namer.addresses.hide(line, namer.book);
    hideUrls(line, namer);
    this.#accounts.hide(line, namer);
    const atoms = atomsOf(line.text);
    this.#dotted.hideServices(line, namer, atoms);
    this.#labels.hide(line, namer);
    this.#identifiers.hide(line, namer.book);
    hidePaths(line, namer, atoms);
    this.#places.hide(line, namer);
    this.#dotted.hide(line, namer, atoms);
    // while texts are read it is not complete, and what is masked then is masked again where a name of it stands
    if (!namer.learning) namer.learned.hide(line);
    hideWords(line, namer, atoms);
  }
}
