import type { NameRules } from '../../knowledge/types.ts';
import { isAlnum, isBlank, isNamePart } from '../chars.ts';
import type { Line } from '../line.ts';
import { shellWords } from '../secrets/words.ts';
import { Triggers, type Found } from '../triggers.ts';
import type { Namer } from './namer.ts';

/** Words behind a command's name that are looked at. */
const MOST_ARGUMENTS = 6;
const SEPARATOR = /^(?:\|{1,2}|&{1,2}|;|>{1,2}|<|2>&1)$/u;

/** Hides names by where they stand: behind an option, a command, or a tool's own words. */
export class Places {
  readonly #options = new Map<string, 'host' | 'user' | 'name'>();
  readonly #commands: ReadonlySet<string>;
  readonly #triggers: Triggers;

  constructor({ options, commands, before }: NameRules) {
    for (const kind of ['host', 'user', 'name'] as const)
      for (const option of options[kind]) this.#options.set(option, kind);
    this.#commands = new Set(commands);
    this.#triggers = new Triggers([{ words: before.map((phrase) => `${phrase} `) }, { words: commands }]);
  }

  hide(line: Line, namer: Namer): void {
    const { lower, text } = line;
    const [phrases = [], named = []] = this.#triggers.find(line);
    hideBehindPhrases(line, namer, phrases);
    if (named.length === 0 && !text.includes(' -') && !text.includes(' /')) return;
    const words = shellWords(text);
    let left = 0;
    for (const [index, word] of words.entries()) {
      const value = lower.slice(word.from, word.to);
      if (SEPARATOR.test(value)) left = 0;
      if (value.startsWith('-') || (value.startsWith('/') && index > 0)) {
        const sign = value.search(/[:=]/u);
        const kind = this.#options.get(sign < 0 ? value : value.slice(0, sign));
        if (kind === undefined) continue;
        if (sign >= 0) hideArgument(line, namer, kind, word.from + sign + 1, word.to);
        else {
          const next = words[index + 1];
          if (next !== undefined && text.charAt(next.from) !== '-') hideArgument(line, namer, kind, next.from, next.to);
        }
      } else if (this.#commands.has(commandOf(value))) left = MOST_ARGUMENTS;
      else if (left > 0) {
        left = /^[:=/(]|[:=]$/u.test(value) ? 0 : left - 1;
        if (left > 0) hideArgument(line, namer, 'host', word.from, word.to);
      }
    }
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

/** A command's name without its folder and the prompt that it is glued to. */
function commandOf(word: string): string {
  let start = word.length;
  while (start > 0 && !/[\\/>$#%(`&\]]/u.test(word.charAt(start - 1))) start -= 1;
  return word.endsWith('.exe') ? word.slice(start, -4) : word.slice(start);
}

/** A word that is a name alone, perhaps with a port; addresses and paths are read elsewhere. */
function hideArgument(line: Line, namer: Namer, kind: 'host' | 'user' | 'name', start: number, end: number): void {
  const { text } = line;
  const value = text.slice(start, end);
  const name = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,252}(?=$|[:,;.)\]]{1,2}$|:\d{1,5}$)/u.exec(value)?.[0];
  if (name === undefined || /^[\d.]+$|[\u3041-\u309f]/u.test(name)) return;
  if (name.split('.').length === 2 && namer.isExtension(name.slice(name.indexOf('.') + 1))) return;
  const stop = start + name.replace(/[.-]+$/u, '').length;
  if (kind === 'host') namer.host(line, start, stop, false);
  else if (kind === 'user') namer.user(line, start, stop, false);
  else if (!namer.vocabulary.knows(name)) namer.put(line, 'name', start, stop);
}
