import type { NameRules } from '../../knowledge/types.ts';
import { endWithout, isAlnum, isBlank, isNamePart, isWide } from '../chars.ts';
import type { Line } from '../line.ts';
import { shellWords } from '../secrets/words.ts';
import { Triggers, type Found } from '../triggers.ts';
import type { Namer } from './namer.ts';

type ArgumentKind = 'host' | 'user' | 'name';

/** Words behind a command's name that are looked at, and how far they reach. */
const MOST_ARGUMENTS = 6;
const REACH = 400;
/** A longer word is no name. */
const LONGEST_WORD = 300;
const SEPARATOR = /^(?:\|{1,2}|&{1,2}|;|>{1,2}|<|2>&1)$/u;
/** What may stand before a command's name: nothing, a blank, a folder, or a prompt that it is glued to. */
const BEFORE_COMMAND = /[\s\\/>$#%(`&\];|"']/u;

/** Hides names by where they stand: behind an option, a command, or a tool's own words. */
export class Places {
  readonly #options = new Map<string, ArgumentKind>();
  readonly #triggers: Triggers;

  constructor({ options, commands, before }: NameRules) {
    for (const kind of ['host', 'user', 'name'] as const)
      for (const option of options[kind]) this.#options.set(option, kind);
    this.#triggers = new Triggers([
      { words: before.map((phrase) => `${phrase} `) },
      { words: [...this.#options.keys()] },
      { words: commands },
    ]);
  }

  hide(line: Line, namer: Namer): void {
    const [phrases = [], options = [], commands = []] = this.#triggers.find(line);
    hideBehindPhrases(line, namer, phrases);
    for (const option of options) this.#hideBehindOption(line, namer, option);
    let covered = 0;
    for (const command of commands) if (command.start >= covered) covered = hideArguments(line, namer, command);
  }

  /** `--vault-name x`, `-ComputerName:x`, `/user:x`. */
  #hideBehindOption(line: Line, namer: Namer, { word, start, end }: Found): void {
    const { text } = line;
    const before = text.charCodeAt(start - 1);
    if (isAlnum(before) || before === 45 || before === 47) return;
    const sign = text.charAt(end);
    if (!isBlank(text.charCodeAt(end)) && sign !== ':' && sign !== '=') return;
    let at = end + 1;
    while (isBlank(text.charCodeAt(at)) || /["'([]/u.test(text.charAt(at))) at += 1;
    hideArgument(line, namer, this.#options.get(word) ?? 'host', at, wordEnd(text, at));
  }
}

function hideBehindPhrases(line: Line, namer: Namer, phrases: readonly Found[]): void {
  const { text } = line;
  for (const { start: at, end: behind } of phrases) {
    if (isAlnum(text.charCodeAt(at - 1))) continue;
    let start = behind;
    while (isBlank(text.charCodeAt(start)) || /["'([]/u.test(text.charAt(start))) start += 1;
    let end = start;
    while (isNamePart(text.charCodeAt(end)) || text.charCodeAt(end) === 46) end += 1;
    if (!/[:/\\@]/u.test(text.charAt(end)) || /^:(?:\s|\d|$)/u.test(text.slice(end, end + 2)))
      hideArgument(line, namer, 'host', start, end);
  }
}

/** Hides the words behind a command that could be hosts; returns where they end. */
function hideArguments(line: Line, namer: Namer, { start, end: nameEnd }: Found): number {
  const { text, lower } = line;
  const end = lower.startsWith('.exe', nameEnd) ? nameEnd + 4 : nameEnd;
  if (start > 0 && !BEFORE_COMMAND.test(text.charAt(start - 1))) return nameEnd;
  if (!isBlank(text.charCodeAt(end))) return nameEnd;
  let covered = end;
  let left = MOST_ARGUMENTS;
  for (const word of shellWords(text.slice(end, end + REACH))) {
    const value = text.slice(end + word.from, end + word.to);
    if (left === 0 || SEPARATOR.test(value) || /^[:=/(]|[:=]$/u.test(value)) break;
    covered = end + word.end;
    if (value.startsWith('-')) continue;
    left -= 1;
    hideArgument(line, namer, 'host', end + word.from, end + word.to);
  }
  return covered;
}

function wordEnd(text: string, start: number): number {
  const limit = Math.min(text.length, start + LONGEST_WORD);
  let end = start;
  while (end < limit && !/[\s"'<>,;|)\]}\u3001\u3002\u300d]/u.test(text.charAt(end))) end += 1;
  return end;
}

/** A word that is a name alone, perhaps with a port; addresses and paths are read elsewhere. */
function hideArgument(line: Line, namer: Namer, kind: ArgumentKind, start: number, end: number): void {
  const { text } = line;
  const value = text.slice(start, end);
  const name = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,252}(?=$|[:,;.)\]]{1,2}$|:\d{1,5}$)/u.exec(value)?.[0];
  if (name === undefined || /^[\d.]+$|[\u3041-\u309f]/u.test(name)) return;
  // a word of Japanese alone is no host
  if (isWide(name.charCodeAt(0)) && !name.includes('.')) return;
  if (name.split('.').length === 2 && namer.isExtension(name.slice(name.indexOf('.') + 1))) return;
  const stop = endWithout(text, start, start + name.length, '.-');
  if (kind === 'host') namer.host(line, start, stop, false);
  else if (kind === 'user') namer.user(line, start, stop, false);
  else if (!namer.vocabulary.knows(name)) namer.put(line, 'name', start, stop);
}
