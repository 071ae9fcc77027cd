import { STAND_IN } from '../book.ts';
import { isDigit, isUpper } from '../chars.ts';
import type { Line } from '../line.ts';
import type { NameRules } from '../../knowledge/types.ts';
import type { Atom } from './atoms.ts';
import type { Namer } from './namer.ts';

/** Numbers with a unit, times and versions: every label begins with a digit. */
const NUMERIC = /^v?\d[\d.]*Z?[a-z%]{0,4}$/iu;
/** Namespaces of .NET, PowerShell and Azure. */
const NAMESPACE = /^(?:Microsoft|System|Windows|Azure)\./u;

/** Hides words with dots that are no numbers, files or words of ours: they are hosts. */
export class DottedWords {
  readonly #exceptions: ReadonlySet<string>;

  constructor({ dotted }: NameRules) {
    this.#exceptions = new Set(dotted.map((word) => word.replaceAll(/^\.|\.$/gu, '')));
  }

  /** Names of services, whose form is known: before anything else is read in them. */
  hideServices(line: Line, namer: Namer, atoms: readonly Atom[]): void {
    for (const { start, end, dotted } of atoms) {
      if (dotted && line.isFree(start, end) && namer.zones.of(line.lower.slice(start, end)).kind !== 'own')
        namer.host(line, start, end, true);
    }
  }

  hide(line: Line, namer: Namer, atoms: readonly Atom[]): void {
    for (const atom of atoms) if (atom.dotted) this.#hideAtom(line, namer, atom);
  }

  #hideAtom(line: Line, namer: Namer, { start, end }: Atom): void {
    const { text } = line;
    if (!line.isFree(start, end)) {
      this.#hideRest(line, namer, start, end);
      return;
    }
    const word = text.slice(start, end);
    const lower = line.lower.slice(start, end);
    const last = word.slice(word.lastIndexOf('.') + 1);
    if (NUMERIC.test(word) || this.#exceptions.has(lower)) return;
    // a variable with its property: $result.StatusCode
    if (text.charAt(start - 1) === '$' && !namer.isEnd(last)) return;
    // a port behind a name, as tcpdump writes it
    if (isNumber(last) && !isDigit(word.charCodeAt(0))) {
      const name = withoutNumbers(word);
      if (name.includes('.')) this.#hideAtom(line, namer, { start, end: start + name.length, dotted: true });
      else hideWord(line, namer, { start, end: start + name.length, dotted: false });
      return;
    }
    if (isNumbered(word) && namer.vocabulary.knows(word)) return;
    if (NAMESPACE.test(word) && isNamespace(word, last, namer)) {
      line.keep(start, end);
      return;
    }
    const known = namer.vocabulary.knows(word) && !namer.vocabulary.isMachine(word);
    const extension = namer.isExtension(last);
    if (known && (extension || !namer.isEnd(last))) return;
    // endings of files are ends of host names as well: www.contoso.sh
    if (extension && !(word.split('.').length > 2 && namer.isEnd(last))) namer.file(line, start, end);
    else namer.host(line, start, end, true);
  }

  /** What is left of a word in which something is hidden already. */
  #hideRest(line: Line, namer: Namer, start: number, end: number): void {
    for (let at = start; at < end;) {
      while (at < end && (line.isClaimed(at) || /[._-]/u.test(line.text.charAt(at)))) at += 1;
      let stop = at;
      while (stop < end && !line.isClaimed(stop)) stop += 1;
      let last = stop;
      while (last > at && /[._-]/u.test(line.text.charAt(last - 1))) last -= 1;
      if (last > at) {
        const rest = { start: at, end: last, dotted: line.text.slice(at, last).includes('.') };
        if (rest.dotted) this.#hideAtom(line, namer, rest);
        else hideWord(line, namer, rest);
      }
      at = Math.max(stop, at + 1);
    }
  }
}

/** Hides single words that are named like machines or Azure resources. */
export function hideWords(line: Line, namer: Namer, atoms: readonly Atom[]): void {
  for (const atom of atoms) if (!atom.dotted) hideWord(line, namer, atom);
}

function hideWord(line: Line, namer: Namer, { start, end }: Atom): void {
  if (end - start < 3) return;
  const { text } = line;
  let from = start;
  for (let at = start; at <= end; at += 1) {
    if (at < end && text.charCodeAt(at) !== 95) continue;
    if (at - from >= 3) hidePart(line, namer, from, at);
    from = at + 1;
  }
}

/** A part between underscores; names of machines and resources have hyphens or numbers. */
function hidePart(line: Line, namer: Namer, start: number, end: number): void {
  const { text } = line;
  let plain = true;
  for (let at = start; at < end && plain; at += 1) plain = !isDigit(text.charCodeAt(at)) && text.charCodeAt(at) !== 45;
  if (plain || !line.isFree(start, end)) return;
  const part = text.slice(start, end);
  if (STAND_IN.test(part)) line.keep(start, end);
  else if (part.startsWith('0x') || /^\d/u.test(part)) return;
  else if (/^[A-Z]{2,8}\d{4,}$/u.test(part)) return;
  else if (namer.isResource(part)) namer.put(line, 'name', start, end);
  else if (namer.vocabulary.isMachine(part)) namer.put(line, 'host', start, end);
}

function isNumber(label: string): boolean {
  return /^\d{1,6}$/u.test(label);
}

function withoutNumbers(word: string): string {
  let end = word.length;
  while (end > 0 && (isDigit(word.charCodeAt(end - 1)) || word.charCodeAt(end - 1) === 46)) {
    const dot = word.lastIndexOf('.', end - 1);
    if (dot < 0 || !isNumber(word.slice(dot + 1, end))) break;
    end = dot;
  }
  return word.slice(0, end);
}

/** A version, or a name that begins with a number. */
function isNumbered(word: string): boolean {
  return isDigit(word.charCodeAt(0)) || (word.startsWith('v') && isDigit(word.charCodeAt(1)));
}

/** Every part begins with a capital, and the last is no end of a host name: `System.Net.WebException`. */
function isNamespace(word: string, last: string, namer: Namer): boolean {
  if (namer.isEnd(last) && !namer.vocabulary.knows(word)) return false;
  return word
    .replace(/-[\d.]+$/u, '')
    .split('.')
    .every((label) => (isUpper(label.charCodeAt(0)) && label !== label.toUpperCase()) || namer.vocabulary.knows(label));
}
