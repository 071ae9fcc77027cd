import type { NameKind, NameLabel, NameRules } from '../../knowledge/types.ts';
import { isBlank, isLower, isNamePart, isUpper, isWide, TOPIC } from '../chars.ts';
import type { Line } from '../line.ts';
import { atomsOf } from './atoms.ts';
import type { Namer } from './namer.ts';

interface Rule {
  readonly kind: NameKind | 'hosts';
  readonly sure: boolean;
  readonly line: boolean;
}

/** How far before its sign a label is looked for, and how many words it has. */
const REACH = 56;
const MOST_WORDS = 5;
/** Sentences have it, names of machines do not. */
const HIRAGANA = /[\u3041-\u309f]/u;
/** What ends a value of a single word. */
const ENDS_VALUE = /[\s"'<>,;|)\]}\u3001\u3002\u300c\u300d]/u;

/** Hides what stands behind a label: `Static hostname: vm01`, `"computerName": "vm01"`, a sentence of Japanese with both. */
export class Labels {
  readonly #labels = new Map<string, Rule>();
  /** Labels in Japanese may be the end of a sentence without blanks. */
  readonly #endings = new Map<string, string[]>();

  constructor({ labels }: NameRules) {
    for (const { labels: words, ...rule } of labels) for (const label of words) this.#add(label, rule);
  }

  #add(label: string, rule: Omit<NameLabel, 'labels'>): void {
    this.#labels.set(label, rule);
    const last = label.charAt(label.length - 1);
    if (!isWide(last.charCodeAt(0))) return;
    const known = this.#endings.get(last);
    if (known === undefined) this.#endings.set(last, [label]);
    else known.push(label);
  }

  hide(line: Line, namer: Namer): void {
    const { text } = line;
    let covered = 0;
    for (let at = 0; at < text.length; at += 1) {
      if (!isSign(text, at) || at < covered) continue;
      const rule = this.#ruleBefore(line, at);
      // a sentence about a subject is no value
      if (rule === null || (rule.line && text.charCodeAt(at) === TOPIC)) continue;
      covered = Math.max(covered, hideValue(line, namer, rule, at + 1));
    }
  }

  /** The rule of the label that ends at a sign. */
  #ruleBefore({ text, lower }: Line, sign: number): Rule | null {
    let end = sign;
    const limit = Math.max(0, sign - REACH);
    // `Host Name . . . . : x`, `"name": x`, `name\t: x`
    while (end > limit && /[\s."'\])*_]/u.test(text.charAt(end - 1))) end -= 1;
    if (end === limit) return null;
    const endings = this.#endings.get(lower.charAt(end - 1));
    const ending = endings?.find((label) => lower.endsWith(label, end));
    if (ending !== undefined) return this.#labels.get(ending) ?? null;
    const words = wordsBefore(text, Math.max(0, end - REACH), end);
    for (let count = words.length; count > 0; count -= 1) {
      const rule = this.#labels.get(words.slice(-count).join(' '));
      if (rule !== undefined) return rule;
    }
    return null;
  }
}

/** `:`, `=`, or the particle that makes a noun the topic of a sentence in Japanese. */
function isSign(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (c === 58 || c === 61) return text.charCodeAt(at + 1) !== 47 || text.charCodeAt(at + 2) !== 47 || c === 61;
  return c === TOPIC;
}

/** The last words of a label in small letters; `computerName` has two. */
function wordsBefore(text: string, from: number, end: number): string[] {
  const words: string[] = [];
  let stop = end;
  let at = end;
  while (at > from && words.length < MOST_WORDS) {
    const c = text.charCodeAt(at - 1);
    const inside = isNamePart(c) && c !== 95;
    const seam = inside && at < stop && isUpper(text.charCodeAt(at)) && isLower(c);
    if (!inside || seam) {
      if (stop > at) words.unshift(text.slice(at, stop).toLowerCase());
      // a sentence before the label
      if (!inside && !/[\s_./]/u.test(text.charAt(at - 1))) return words;
      stop = seam ? at : at - 1;
    }
    at -= 1;
  }
  if (stop > at && words.length < MOST_WORDS) words.unshift(text.slice(at, stop).toLowerCase());
  return words;
}

/** Hides the value behind a sign; returns where it ends. */
function hideValue(line: Line, namer: Namer, { kind, sure, line: whole }: Rule, sign: number): number {
  const { text } = line;
  let start = sign;
  while (start < text.length && /[\s=>]/u.test(text.charAt(start))) start += 1;
  const opened = /^(?:\\?["'\u300c(<[{]|\\{1,4}(?=[\w$]))+/u.exec(text.slice(start, start + 8))?.[0] ?? '';
  start += opened.length;
  const quote = /["']$/u.exec(opened)?.[0] ?? '';
  let end = start;
  if (whole) end = lineValueEnd(text, start, quote);
  else while (end < text.length && !ENDS_VALUE.test(text.charAt(end))) end += 1;
  if (start === end) return start;
  const value = text.slice(start, end);
  if (namer.isNone(value)) return end;
  switch (kind) {
    case 'host':
    case 'hosts':
      if (whole || kind === 'hosts') hideHosts(line, namer, start, end, sure && !whole);
      else return hideHost(line, namer, start, end, sure);
      return end;
    case 'user':
      hideUser(line, namer, start, end, sure, whole);
      return end;
    case 'certificate':
      // a distinguished name is read by its attributes
      if (!/\b[A-Za-z]{1,16}\s{0,2}=/u.test(value) && sure) hideTitle(line, namer, start, end);
      return end;
    case 'phone':
      if (/\d.*\d.*\d.*\d/u.test(value.slice(0, 40))) namer.put(line, 'phone', start, phoneEnd(text, start, end));
      return end;
    default:
      hideName(line, namer, kind, start, end, sure);
      return end;
  }
}

/** A value to the end of the line: of its quotes, or where several blanks or a tab begin another column. */
function lineValueEnd(text: string, start: number, quote: string): number {
  let end = start;
  while (end < text.length) {
    const c = text.charAt(end);
    if (c === '\t' || c === '\r' || (c === ' ' && text.charAt(end + 1) === ' ') || c === '"' || c === quote) break;
    end += 1;
  }
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

/** Returns where the host ends: what stands behind may be a label with its own value (`Server: COMPUTERNAME=vm01`). */
function hideHost(line: Line, namer: Namer, start: number, end: number, sure: boolean): number {
  const { text } = line;
  const value = text.slice(start, end);
  if (value.includes('://') || value.includes('@') || value.includes('\\')) return end;
  let stop = start;
  if (text.charAt(start) === '[') return end;
  while (stop < end && (isNamePart(text.charCodeAt(stop)) || text.charCodeAt(stop) === 46)) stop += 1;
  // a name within a sentence of Japanese: Latin letters up to the rest of it
  const latin = !isWide(text.charCodeAt(start));
  if (latin) {
    let at = start;
    while (at < stop && !isWide(text.charCodeAt(at))) at += 1;
    if (at < stop && !text.slice(at, stop).includes('.')) stop = at;
  } else {
    const word = text.slice(start, stop);
    stop -= namer.forms.sentenceEnds.find((ending) => word.endsWith(ending))?.length ?? 0;
  }
  // a sentence behind the word for a host, as our own texts have it
  const word = text.slice(start, stop);
  if (
    latin &&
    namer.vocabulary.knows(word) &&
    !namer.vocabulary.isMachine(word) &&
    /^ +[\p{L}]/u.test(text.slice(stop, stop + 8))
  )
    return end;
  if (!latin && !sure && HIRAGANA.test(text.slice(start, Math.min(stop, start + 253)))) return end;
  if (stop > start && /[\p{L}]/u.test(text.slice(start, Math.min(stop, start + 253))))
    namer.host(line, start, stop, sure);
  return stop;
}

/** Every unknown word of a value is a host: of `Via`, of a list of exceptions. */
function hideHosts(line: Line, namer: Namer, start: number, end: number, sure: boolean): void {
  for (const atom of atomsOf(line.text.slice(start, end))) namer.host(line, start + atom.start, start + atom.end, sure);
}

function hideUser(line: Line, namer: Namer, start: number, end: number, sure: boolean, whole: boolean): void {
  const { text } = line;
  // DOMAIN\user and user@domain are read as such, and GUIDs by their form
  if (/^[{(]?[\da-f-]{12,}[})]?$/iu.test(text.slice(start, Math.min(end, start + 64)))) return;
  if (/[\\@]/u.test(text.slice(start, end))) return;
  if (whole) {
    namer.user(line, start, end, sure);
    return;
  }
  let stop = end;
  while (stop > start && /[.:?!]/u.test(text.charAt(stop - 1))) stop -= 1;
  if (!isWide(text.charCodeAt(start))) {
    let at = start;
    while (at < stop && !isWide(text.charCodeAt(at))) at += 1;
    stop = at;
  }
  // Taro Tanaka: a second word of the same script, where nothing follows
  const next = /^ ([\p{L}]{1,32})\s{0,4}(?:$|[(\uff08])/u.exec(text.slice(end, end + 40))?.[1];
  const second = next !== undefined && (isUpper(next.charCodeAt(0)) || isWide(next.charCodeAt(0))) && stop === end;
  namer.user(line, start, second ? end + 1 + next.length : stop, sure);
}

function hideName(line: Line, namer: Namer, kind: NameKind, start: number, end: number, sure: boolean): void {
  const { text } = line;
  let stop = end;
  if (kind === 'name') {
    if (/[\\/:@]/u.test(text.slice(start, end))) return;
    stop = start;
    while (stop < end && (isNamePart(text.charCodeAt(stop)) || text.charCodeAt(stop) === 46)) stop += 1;
    if (!isWide(text.charCodeAt(start))) {
      let at = start;
      while (at < stop && !isWide(text.charCodeAt(at))) at += 1;
      stop = at;
    }
  }
  while (stop > start && /[.,:]/u.test(text.charAt(stop - 1))) stop -= 1;
  const value = text.slice(start, stop);
  // a number of a record: serial = 1
  if (value === '' || (kind === 'id' && /^\d{1,5}$/u.test(value))) return;
  if (!sure && namer.vocabulary.knows(value)) return;
  // GUIDs and digests have a form of their own
  if (kind === 'id' && /^[{(]?[\da-f-]{12,}[})]?$/iu.test(value)) return;
  // an account's own name as a host is read by its labels
  if (kind === 'name' && value.includes('.')) return;
  if (/^(?:is|are|was|has|for|of|in|to|at|the|and)$/iu.test(value)) return;
  namer.putRest(line, kind, start, stop);
}

/** A title of words: kept when all of it is everybody's. */
function hideTitle(line: Line, namer: Namer, start: number, end: number): void {
  if (namer.isIssuer(line.text.slice(start, end))) line.keep(start, end);
  else namer.putRest(line, 'certificate', start, end);
}

function phoneEnd(text: string, start: number, end: number): number {
  let stop = start;
  while (stop < end && /[\d+() -]/u.test(text.charAt(stop))) stop += 1;
  while (stop > start && text.charAt(stop - 1) === ' ') stop -= 1;
  return stop;
}
