import type { NameKind, NameRules } from '../../knowledge/types.ts';
import type { NameBook } from '../book.ts';
import { isAlnum, isDigit, isHex } from '../chars.ts';
import type { Line } from '../line.ts';

/** A run of hexadecimal digits by its place. */
interface Run {
  readonly start: number;
  readonly end: number;
}

const SIGNS = new Set(['-', ':', ' ', '.']);
/** Hexadecimal digits of a GUID between its hyphens. */
const GUID = [8, 4, 4, 4, 12];
const FEWEST_PAIRS = 6;
/** A run of at least so many digits, decimal or hexadecimal, is an identifier and no number of a sentence. */
const LONG_NUMBER = 15;
const LONG_HEX = 16;
/** From here on it is one whatever stands beside it. */
const DIGEST = 32;
const STAMP = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{0,9}$/u;

/** Hides GUIDs, hardware addresses, fingerprints, serial and telephone numbers, security identifiers. */
export class Identifiers {
  readonly #hardware: ReadonlySet<string>;
  readonly #guids: ReadonlySet<string>;
  readonly #thumbprints: ReadonlySet<string>;
  readonly #sids: ReadonlySet<string>;

  constructor({ hardware, guids, thumbprints, sids }: NameRules) {
    this.#hardware = new Set(hardware);
    this.#guids = new Set(guids.map((guid) => guid.replaceAll('-', '').toLowerCase()));
    this.#thumbprints = new Set(thumbprints);
    this.#sids = new Set(sids);
  }

  hide(line: Line, book: NameBook): void {
    const { text } = line;
    this.#hideSids(line, book);
    this.#hidePhones(line, book);
    for (let at = 0; at < text.length; at += 1) {
      if (!isHex(text.charCodeAt(at))) continue;
      const runs = runsAt(text, at);
      this.#hideRuns(line, book, runs);
      const last = runs.at(-1);
      if (last === undefined) continue;
      // the last run may be the first of others that another sign joins
      const goesOn = runs.length > 1 && SIGNS.has(text.charAt(last.end)) && isHex(text.charCodeAt(last.end + 1));
      at = Math.max(at, goesOn ? last.start - 1 : last.end);
    }
  }

  #hideRuns(line: Line, book: NameBook, runs: readonly Run[]): void {
    const { text } = line;
    const sign = runs.length < 2 ? '' : text.charAt(runs[0]?.end ?? 0);
    if (sign === '-') this.#hideGuids(line, book, runs);
    if (sign !== '') this.#hidePairs(line, book, runs, sign);
    for (const run of runs) this.#hideRun(line, book, run);
  }

  #hideGuids(line: Line, book: NameBook, runs: readonly Run[]): void {
    for (let at = 0; at + GUID.length <= runs.length; at += 1) {
      const parts = runs.slice(at, at + GUID.length);
      const fits = parts.every(({ start, end }, n) => {
        const length = end - start;
        return n === 0 || n === 4 ? length >= (GUID[n] ?? 0) : length === GUID[n];
      });
      if (!fits) continue;
      // letters of a word may be glued to either end
      const start = (parts[0]?.end ?? 0) - 8;
      const end = (parts[4]?.start ?? 0) + 12;
      this.#put(line, book, 'guid', start, end);
      at += GUID.length - 1;
    }
  }

  /** `00:15:5d:aa:bb:cc`, `A1 B2 C3 …`, `0015.5daa.bbce`. */
  #hidePairs(line: Line, book: NameBook, runs: readonly Run[], sign: string): void {
    if (sign === '.') {
      const lengths = runs.map(({ start, end }) => end - start).join();
      if (
        lengths === '4,4,4' ||
        (lengths === '2,2,2,2,2,2' && /[a-f]/iu.test(line.text.slice(runs[0]?.start, runs.at(-1)?.end)))
      )
        this.#put(line, book, 'mac', runs[0]?.start ?? 0, runs.at(-1)?.end ?? 0);
      return;
    }
    for (let at = 0; at < runs.length;) {
      let end = at;
      // what another rule has claimed is no part of it: `… 7c 2c 10.1.2.3`
      while (end < runs.length && isPair(line, runs[end], sign === ':' && runs.length === FEWEST_PAIRS)) end += 1;
      if (end - at >= FEWEST_PAIRS) {
        const start = runs[at]?.start ?? 0;
        const stop = runs[end - 1]?.end ?? 0;
        this.#put(line, book, end - at === FEWEST_PAIRS ? 'mac' : 'id', start, stop);
      }
      at = Math.max(end, at + 1);
    }
  }

  #hideRun(line: Line, book: NameBook, { start, end }: Run): void {
    const { text } = line;
    const length = end - start;
    if (length < 12) return;
    const run = text.slice(start, end);
    const digits = /^\d+$/u.test(run);
    const mixed = !digits && /\d/u.test(run);
    const free = !isAlnum(text.charCodeAt(start - 1)) && !isAlnum(text.charCodeAt(end));
    if (length >= DIGEST) {
      if (digits || mixed) this.#put(line, book, length === DIGEST ? 'guid' : 'id', start, end);
      return;
    }
    if (digits) {
      if (length >= LONG_NUMBER && free && !STAMP.test(run)) this.#put(line, book, 'id', start, end);
      return;
    }
    const code = length <= LONG_HEX && /^0x$/iu.test(text.slice(start - 2, start));
    if (!mixed || code) return;
    // enx00155daabbcc: the name of an interface holds its address
    if (length === 12 && (free || text.slice(start - 3, start) === 'enx')) this.#put(line, book, 'mac', start, end);
    else if (length >= LONG_HEX && free) this.#put(line, book, 'id', start, end);
  }

  #put(line: Line, book: NameBook, kind: NameKind, start: number, end: number): void {
    if (!line.isFree(start, end)) return;
    const key = hexOf(line.text.slice(start, end));
    if (this.#hardware.has(key) || this.#guids.has(key) || this.#thumbprints.has(key)) line.keep(start, end);
    else line.replace(start, end, book.standIn(kind, key));
  }

  #hideSids(line: Line, book: NameBook): void {
    const { text, lower } = line;
    // a report may hold it in small letters, where a command was given it as a host
    for (let at = lower.indexOf('s-1-'); at >= 0; at = lower.indexOf('s-1-', at + 1)) {
      if (isAlnum(text.charCodeAt(at - 1))) continue;
      let end = at + 4;
      while (isDigit(text.charCodeAt(end)) || (text.charAt(end) === '-' && isDigit(text.charCodeAt(end + 1)))) end += 1;
      if (end === at + 4 || !line.isFree(at, end)) continue;
      const parts = text.slice(at, end).toUpperCase().split('-');
      const known = parts.some((_, n) => n >= 2 && this.#sids.has(parts.slice(0, n + 1).join('-')));
      if (known) line.keep(at, end);
      else line.replace(at, end, book.standIn('sid', text.slice(at, end)));
    }
  }

  #hidePhones(line: Line, book: NameBook): void {
    const { text } = line;
    for (let at = 0; at < text.length; at += 1) {
      const c = text.charCodeAt(at);
      if (c !== 43 && c !== 48) continue;
      if (isAlnum(text.charCodeAt(at - 1)) || /[-.:/_+]/u.test(text.charAt(at - 1))) continue;
      const near = text.slice(at, at + 24);
      const found = (c === 43 ? (INTERNATIONAL.exec(near) ?? SPACED.exec(near)) : DOMESTIC.exec(near))?.[0];
      if (found === undefined) continue;
      const digits = found.replaceAll(/\D/gu, '').length;
      if (c === 43 ? digits < 9 || digits > 14 : digits < 10 || digits > 11) continue;
      const start = text.charAt(at - 1) === '(' ? at - 1 : at;
      if (line.isFree(start, at + found.length))
        line.replace(start, at + found.length, book.standIn('phone', found.replaceAll(/\D/gu, '')));
      at += found.length;
    }
  }
}

const INTERNATIONAL = /^\+\d{1,3}(?:-\d{1,4}){2,4}(?![\d-])/u;
const SPACED = /^\+\d{1,3} ?(?:\(\d{1,4}\) ?)?\d{1,4}[ -]\d{2,4}(?:[ -]\d{3,4})?(?!\d)/u;
const DOMESTIC = /^0\d{1,4}(?:-|\) ?-?)\d{1,4}-\d{3,4}(?![\d-])/u;

/** Runs of hexadecimal digits that one sign joins, from a digit on. */
function runsAt(text: string, start: number): Run[] {
  const found: Run[] = [];
  let at = start;
  let sign = '';
  for (;;) {
    const from = at;
    while (isHex(text.charCodeAt(at))) at += 1;
    found.push({ start: from, end: at });
    const next = text.charAt(at);
    if (sign === '' && SIGNS.has(next)) sign = next;
    if (next !== sign || next === '' || !isHex(text.charCodeAt(at + 1))) return found;
    at += 1;
  }
}

function isPair(line: Line, run: Run | undefined, single: boolean): boolean {
  if (run === undefined || line.isClaimed(run.start)) return false;
  const length = run.end - run.start;
  return length === 2 || (single && length === 1);
}

/** The digits alone in small letters; a digit alone between colons is one of two. */
function hexOf(text: string): string {
  const parts = text.toLowerCase().split(/[:. -]/u);
  return parts.map((part) => (part.length === 1 && parts.length > 1 ? `0${part}` : part)).join('');
}
