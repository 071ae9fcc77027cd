import type { NameRules } from '../../knowledge/types.ts';
import type { NameBook } from '../book.ts';
import type { LearnedNames } from '../learned.ts';
import type { Line } from '../line.ts';
import { atomsOf } from './atoms.ts';
import { hideDistinguishedNames } from './certificates.ts';
import { Namer } from './namer.ts';
import { hidePath, hidePaths } from './paths.ts';
import { hidePrompts } from './prompts.ts';
import type { Readers } from './readers.ts';
import { hideUrls } from './urls.ts';
import { hideWords } from './words.ts';

/** An IPv6 address with its zone, also in brackets. */
const IPV6 = /^\[?[\da-f]{0,4}:[\da-f:.]{1,45}(?:%[\w.-]{1,32})?\]?$/iu;

/** Hides the names of a line: first what a label, a form or a place shows to be one, then words by their look. */
export class Names {
  readonly namer: Namer;
  readonly #readers: Readers;

  constructor(rules: NameRules, readers: Readers, book: NameBook, learned: LearnedNames) {
    this.#readers = readers;
    const { vocabulary, zones, addresses } = readers;
    this.namer = new Namer(rules, { book, learned, vocabulary, zones, addresses });
  }

  /** A line that is a name of a kind as a whole. */
  hideValue(line: Line, kind: 'host' | 'user' | 'file' | 'name'): void {
    const { namer } = this;
    const { text } = line;
    const end = text.length;
    switch (kind) {
      case 'host':
        // a proxy's address with its scheme, several of them, or a name with its port
        if (!/[\s/:@=;,\\]/u.test(text) || IPV6.test(text)) namer.host(line, 0, end, true);
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
    const { accounts, dotted, labels, identifiers, places } = this.#readers;
    hidePrompts(line, namer);
    hideDistinguishedNames(line, namer);
    namer.addresses.hide(line, namer.book);
    hideUrls(line, namer);
    accounts.hide(line, namer);
    const atoms = atomsOf(line.text);
    dotted.hideServices(line, namer, atoms);
    labels.hide(line, namer);
    identifiers.hide(line, namer.book);
    hidePaths(line, namer, atoms);
    places.hide(line, namer);
    dotted.hide(line, namer, atoms);
    // while texts are read it is not complete, and what is masked then is masked again where a name of it stands
    if (!namer.learning) namer.learned.hide(line);
    hideWords(line, namer, atoms);
  }
}
