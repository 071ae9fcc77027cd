import type { SecretCommand, SecretRules } from '../../knowledge/types.ts';
import { REMOVED, type NameBook, type SecretKind } from '../book.ts';
import type { Line } from '../line.ts';
import type { Found, WordRule } from '../triggers.ts';
import { shellWords, type Word } from './words.ts';

/** Options that take `user:password` whatever the command is. */
const CREDENTIALS = new Set(['-u', '-U', '--user', '--proxy-user']);
/** Options of curl without a value: they may stand before another in one word, `-sSU user:password`. */
const FLAGS = /^-[#0-46aBfgGiIjJklLMnNOpqRsSvVZ]{0,12}([uU])/u;
const SEPARATOR = /^(?:\||\|\||&&?|;|>)$/u;
const PLAIN = /^[^-/\\*].*$/u;
const DRIVE = /^[A-Za-z]:/u;
/** Words of `net use` that are no password. */
const SWITCHES = new Set(['use', 'user', 'set', 'add', 'delete', 'persistent', 'yes', 'no']);

/** Removes the secrets among a command's words: `curl -U user:password`, `net use … password`. */
export class CommandSecrets implements WordRule {
  readonly words: readonly string[];
  readonly #commands = new Map<string, SecretCommand[]>();

  constructor({ commands }: SecretRules) {
    for (const command of commands) {
      for (const name of command.names) {
        const known = this.#commands.get(name);
        if (known === undefined) this.#commands.set(name, [command]);
        else known.push(command);
      }
    }
    this.words = [...this.#commands.keys()];
  }

  readonly isWhole = (): boolean => true;

  hide(line: Line, book: NameBook, found: readonly Found[]): void {
    const { lower, text } = line;
    const named = found.length > 0;
    if (!named && !text.includes('-u') && !text.includes('-U') && !text.includes('-user')) return;
    const words = shellWords(text);
    this.#hideCredentials(line, book, words, named);
    if (!named) return;
    for (const [index, word] of words.entries()) {
      for (const command of this.#commands.get(commandName(lower.slice(word.from, word.to))) ?? [])
        hideArguments(line, book, command, words, index + 1);
    }
  }

  /** `-u user:password` of any command: a colon behind it is no path and no address. */
  #hideCredentials(line: Line, book: NameBook, words: readonly Word[], named: boolean): void {
    const { text } = line;
    for (const [index, word] of words.entries()) {
      const option = text.slice(word.from, word.to);
      const glued = option.startsWith('--')
        ? /^--(?:proxy-)?user=/u.exec(option)
        : option.startsWith('-')
          ? FLAGS.exec(option)
          : null;
      const behind = CREDENTIALS.has(option) || (named && glued !== null && glued[0].length === option.length);
      if (behind) {
        const value = words[index + 1];
        if (value !== undefined) removePair(line, book, value.from, value.to);
      } else if (glued !== null) removePair(line, book, word.from + glued[0].length, word.to);
    }
  }
}

/** The name of a command: without its folder, and without a prompt that it is glued to. */
function commandName(word: string): string {
  let start = word.length;
  while (start > 0 && !/[\\/>$#%(`&\]]/u.test(word.charAt(start - 1))) start -= 1;
  return word.endsWith('.exe') ? word.slice(start, -4) : word.slice(start);
}

/** `user:password`, also `user%password`; a user alone stays for the names. */
function removePair(line: Line, book: NameBook, from: number, to: number): void {
  const value = line.text.slice(from, to);
  const sign = value.search(/[:%]/u);
  if (sign <= 0 || sign === value.length - 1 || value.startsWith('://', sign)) return;
  if (DRIVE.test(value) && /^[\\/]/u.test(value.slice(2))) return;
  remove(line, book, 'password', from, to);
}

function hideArguments(
  line: Line,
  book: NameBook,
  { sub, credentials, secret, glued, words: first }: SecretCommand,
  words: readonly Word[],
  from: number,
): void {
  const { text } = line;
  let plain = 0;
  let seen = sub === null;
  // a share comes before its password: without one it is a sentence about the command
  let counts = sub !== 'use';
  for (let index = from; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const value = text.slice(word.from, word.to);
    if (SEPARATOR.test(value)) break;
    if (!seen) {
      if (value.toLowerCase() !== sub) return;
      seen = true;
      continue;
    }
    const next = words[index + 1];
    if (credentials.includes(value) && next !== undefined) removePair(line, book, next.from, next.to);
    if (secret.includes(value) && next !== undefined) {
      const kind: SecretKind = value.includes('cookie') || value === '-b' ? 'cookie' : 'password';
      if (!text.slice(next.from, next.to).startsWith('-')) remove(line, book, kind, next.from, next.to);
    }
    const stuck = glued.find((option) => value.startsWith(option) && value.length > option.length);
    if (stuck !== undefined) remove(line, book, 'password', word.from + stuck.length, word.to);
    counts ||= value.startsWith('\\\\');
    if (first === null || !counts || !PLAIN.test(value) || DRIVE.test(value) || SWITCHES.has(value.toLowerCase()))
      continue;
    plain += 1;
    if (plain >= first) remove(line, book, 'password', word.from, word.to);
  }
}

function remove(line: Line, book: NameBook, kind: SecretKind, start: number, end: number): void {
  if (start >= end || line.text.slice(start, end) === REMOVED || !line.isFree(start, end)) return;
  book.secret(kind, line.text.slice(start, end));
  line.replace(start, end, REMOVED);
}
