import type { SecretCommand, SecretRules } from '../../knowledge/types.ts';
import type { NameBook, SecretKind } from '../book.ts';
import type { Line } from '../line.ts';
import type { Found, WordRule } from '../triggers.ts';
import { remove } from './remove.ts';
import { shellWords, type Word } from './words.ts';

/** Options that take `user:password` whatever the command is. */
const CREDENTIALS = new Set(['-u', '-U', '--user', '--proxy-user']);
/** Options of curl without a value: they may stand before another in one word, `-sSU user:password`. */
const FLAGS = /^-[#0-46aBfgGiIjJklLMnNOpqRsSvVZ]{0,12}([uU])/u;
const SEPARATOR = /^(?:\||\|\||&&?|;|>)$/u;
const LONGEST_SEPARATOR = 2;
/** Longer words are no names of commands. */
const LONGEST_NAME = 64;
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
    // a command that is named again among its own arguments would take no more than it does already
    const running = new Map<SecretCommand, Call>();
    for (const [index, word] of words.entries()) {
      if (SEPARATOR.test(text.slice(word.from, Math.min(word.to, word.from + LONGEST_SEPARATOR + 1)))) running.clear();
      for (const [command, call] of running)
        if (!hideArgument(line, book, command, call, word, words[index + 1])) running.delete(command);
      for (const command of this.#commands.get(commandName(lower, word.from, word.to)) ?? [])
        if (!running.has(command))
          // a share comes before its password: without one it is a sentence about the command
          running.set(command, { plain: 0, seen: command.sub === null, counts: command.sub !== 'use' });
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

/** A command whose arguments are being read. */
interface Call {
  /** Words that are no options so far. */
  plain: number;
  /** Its second word has been read, or it needs none. */
  seen: boolean;
  /** Words without an option count from here on. */
  counts: boolean;
}

/** The name of a command: without its folder, and without a prompt that it is glued to. Empty for a word that is none. */
function commandName(lower: string, from: number, to: number): string {
  const end = lower.endsWith('.exe', to) && to - from > 4 ? to - 4 : to;
  let start = end;
  while (start > from && end - start <= LONGEST_NAME && !/[\\/>$#%(`&\]]/u.test(lower.charAt(start - 1))) start -= 1;
  return lower.slice(start, end);
}

/** `user:password`, also `user%password`; a user alone stays for the names. */
function removePair(line: Line, book: NameBook, from: number, to: number): void {
  const value = line.text.slice(from, to);
  const sign = value.search(/[:%]/u);
  if (sign <= 0 || sign === value.length - 1 || value.startsWith('://', sign)) return;
  if (DRIVE.test(value) && /^[\\/]/u.test(value.slice(2))) return;
  remove(line, book, 'password', from, to);
}

/** Reads one word behind a command; false when the words behind it are none of its arguments. */
function hideArgument(
  line: Line,
  book: NameBook,
  { sub, credentials, secret, glued, words: first }: SecretCommand,
  call: Call,
  word: Word,
  next: Word | undefined,
): boolean {
  const { text } = line;
  const value = text.slice(word.from, word.to);
  if (!call.seen) {
    call.seen = value.toLowerCase() === sub;
    return call.seen;
  }
  if (credentials.includes(value) && next !== undefined) removePair(line, book, next.from, next.to);
  if (secret.includes(value) && next !== undefined) {
    const kind: SecretKind = value.includes('cookie') || value === '-b' ? 'cookie' : 'password';
    if (!text.startsWith('-', next.from)) remove(line, book, kind, next.from, next.to);
  }
  const stuck = glued.find((option) => value.startsWith(option) && value.length > option.length);
  if (stuck !== undefined) remove(line, book, 'password', word.from + stuck.length, word.to);
  call.counts ||= value.startsWith('\\\\');
  if (first === null || !call.counts || !PLAIN.test(value) || DRIVE.test(value) || SWITCHES.has(value.toLowerCase()))
    return true;
  call.plain += 1;
  if (call.plain >= first) remove(line, book, 'password', word.from, word.to);
  return true;
}
