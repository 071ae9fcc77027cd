import type { CodeFacility, ErrorCode, SearchKnowledge } from '../knowledge/types.ts';
import { fold } from '../text/fold.ts';
import { append } from '../text/lists.ts';

/** A code that a text names. */
export interface FoundCode {
  readonly facility: CodeFacility;
  readonly code: ErrorCode;
  /** Share of the text that the code and its label are, 0 to 1. */
  readonly share: number;
}

/** Characters of a text that are looked at; a longer one is a log. */
const LONGEST = 2000;
/** Codes that are told of one text. */
const MOST = 4;
/** Characters before a number in which its label stands. */
const REACH = 48;
/** Smaller numbers are ports, years and counts: they need a label, in a text that is not much more. */
const LEAST_ALONE = 9000;
const SHORT = 30;
/** From here on a number is an HRESULT that tells of a failure. */
const FAILURE = 0x8000_0000;
/** The facility of HRESULTs that hold an error of Win32 (winerror.h, HRESULT_FROM_WIN32). */
const WIN32 = 0x8007;

const NUMBER = /(?<![\w.])-?(?:0x[\da-f]{1,8}|8[\da-f]{7}|\d{1,10})(?!\w|\.\d)/gu;
const SYMBOL = /(?<!\w)[a-z][a-z\d]{0,32}(?:_[a-z\d]{1,32}){0,12}(?!\w)/gu;
/** Finds the error codes of a text in any notation: decimal, signed, hexadecimal, by name. */
export class CodeTable {
  readonly #facilities: readonly CodeFacility[];
  readonly #labels: RegExp;
  readonly #symbols = new Map<string, Omit<FoundCode, 'share'>[]>();

  constructor({ labels, between, facilities }: SearchKnowledge['codes']) {
    this.#facilities = facilities;
    const [words, links] = [labels, between].map((list) => list.map(fold).join('|'));
    this.#labels = new RegExp(String.raw`(?:${words})[a-z]{0,24}\s{0,2}(?:${links})?[^\p{L}\p{N}]{0,6}$`, 'u');
    for (const facility of facilities)
      for (const code of facility.codes)
        for (const symbol of code.symbols) append(this.#symbols, symbol.toLowerCase(), { facility, code });
  }

  /** The codes of a text in their order, each once. */
  find(text: string): FoundCode[] {
    const folded = fold(text.slice(0, LONGEST)).trim();
    const found = [...this.#byNumber(folded), ...this.#bySymbol(folded)];
    return found.filter(({ code }, at) => found.findIndex((one) => one.code === code) === at).slice(0, MOST);
  }

  #byNumber(text: string): FoundCode[] {
    return [...text.matchAll(NUMBER)].flatMap(({ 0: written, index }) => {
      const before = text.slice(Math.max(0, index - REACH), index);
      const share = shareOf(text, written.length + (this.#labels.exec(before)?.[0].length ?? 0));
      return this.#meant(written, before, text).map((one) => ({ ...one, share }));
    });
  }

  /** What a number stands for, as it is written and behind what. */
  #meant(written: string, before: string, text: string): Omit<FoundCode, 'share'>[] {
    const value = valueOf(written);
    if (value === null) return [];
    if (value >= FAILURE) {
      const isWin32 = Math.floor(value / 0x1_0000) === WIN32;
      return this.#counted(isWin32 ? value % 0x1_0000 : value, ({ hresult }) => hresult === isWin32 || !isWin32);
    }
    const own = this.#facilities.filter(({ labels }) => labels.some((label) => isBehind(before, label)));
    if (own.length > 0) return this.#counted(value, (facility) => own.includes(facility));
    const isLarge = value >= LEAST_ALONE;
    const isLabelled = (isLarge || text.length <= SHORT) && this.#labels.test(before);
    const isTold = isWholeWord(written) || (isLarge && written === text) || isLabelled;
    return isTold ? this.#counted(value, ({ hresult }) => hresult === true) : [];
  }

  #counted(number: number, isMeant: (facility: CodeFacility) => boolean): Omit<FoundCode, 'share'>[] {
    return this.#facilities
      .filter(isMeant)
      .flatMap((facility) =>
        facility.codes.filter((code) => code.number === number).map((code) => ({ facility, code })),
      );
  }

  #bySymbol(text: string): FoundCode[] {
    return [...text.matchAll(SYMBOL)].flatMap(({ 0: name, index }) => {
      const before = text.slice(Math.max(0, index - REACH), index);
      return (this.#symbols.get(name) ?? [])
        .filter(
          ({ facility: { labels } }) => isTelling(name) || name === text || labels.some((own) => isBehind(before, own)),
        )
        .map((one) => ({ ...one, share: shareOf(text, name.length) }));
    });
  }
}

/** Both ways to write an HRESULT of Win32's, or the number alone: `12002 / 0x80072EE2`, `0x80042314`. */
export function writtenForms({ hresult }: CodeFacility, { number }: ErrorCode): string[] {
  if (number >= FAILURE) return [hexadecimal(number), String(number - 0x1_0000_0000)];
  if (hresult !== true) return [String(number)];
  const whole = WIN32 * 0x1_0000 + number;
  return [String(number), hexadecimal(whole), String(whole - 0x1_0000_0000)];
}

/** The place of a code on its page. */
export function anchorOf({ id }: CodeFacility, { number }: ErrorCode): string {
  return `${id}-${number >= FAILURE ? hexadecimal(number).toLowerCase() : number}`;
}

function hexadecimal(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;
}

/** A number as it is meant: an HRESULT may be written as the signed number that it is too. */
function valueOf(written: string): number | null {
  if (written.startsWith('-')) {
    const value = Number(written) + 0x1_0000_0000;
    return value >= FAILURE && value < 0x1_0000_0000 ? value : null;
  }
  if (/^0x/u.test(written)) return Number(written);
  return written.length === 8 ? Number.parseInt(written, 16) : Number(written);
}

/** `0x00002EE2`: no port and no year is written so. */
function isWholeWord(written: string): boolean {
  return written.startsWith('0x') && written.length === 10;
}

/** Names of headers; `access_denied` is a word of other programs too. */
function isTelling(name: string): boolean {
  return /^(?:error|dns|wsa|sec|crypt|cert|trust|vss|rpc)/u.test(name);
}

/** A label stands before, and nothing but words between it and the number. */
function isBehind(before: string, label: string): boolean {
  const at = before.lastIndexOf(label);
  return at >= 0 && /^[^\d;]*$/u.test(before.slice(at + label.length));
}

function shareOf(text: string, length: number): number {
  return Math.min(1, length / Math.max(1, text.length));
}
