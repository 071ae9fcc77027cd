/** A simple command of a line: its words without quotes and redirections, and the text they were read from. */
export interface SimpleCommand {
  readonly words: readonly string[];
  readonly text: string;
  /** How the next command of the line is joined to it: one after the other, both at once, or by a pipe. */
  readonly joint: 'then' | 'beside' | 'pipe' | null;
  /** A text that is its input: `<<< text`. */
  readonly input?: string;
  /** The shell that is given it in a text; absent where that of the line reads it. */
  readonly shell?: Shell;
}

/** `windows` stands for PowerShell and cmd: a backslash is a letter, a backtick and a caret take the next character as it is. */
export type Shell = 'posix' | 'windows';

const BLANK = ' \t';
/** Words that stand before a command without being one. */
const RESERVED: ReadonlySet<string> = new Set([
  'do',
  'then',
  'else',
  'if',
  'while',
  'until',
  '!',
  '{',
  '}',
  'try',
  'catch',
]);

/**
 * The simple commands of a line, parted as a shell does it: a quoted text is one word, and `;`, `&`, `&&`, `||`, `|`,
 * parentheses and standing braces part commands. Nothing is expanded. A quote that is never closed reaches to the end.
 */
export function simpleCommands(line: string, shell: Shell): SimpleCommand[] {
  return new Reader(line, shell).read();
}

class Reader {
  readonly #line: string;
  readonly #shell: Shell;
  readonly #found: SimpleCommand[] = [];
  #at = 0;
  #words: string[] = [];
  #word = '';
  /** A word is open: it may be empty between quotes. */
  #open = false;
  /** The next word is where output goes or input comes from. */
  #redirected = false;
  /** It is a text: `<<<`. */
  #here = false;
  #input: string | undefined;
  #from = 0;

  constructor(line: string, shell: Shell) {
    this.#line = line;
    this.#shell = shell;
  }

  read(): SimpleCommand[] {
    while (this.#at < this.#line.length) this.#step(this.#line.charAt(this.#at));
    this.#finish(null, this.#line.length);
    return this.#found;
  }

  #step(c: string): void {
    if (BLANK.includes(c)) {
      this.#close();
      this.#at += 1;
    } else if (c === "'" || c === '"') this.#quoted(c);
    else if (this.#isEscape(c)) this.#escaped();
    else if (c === '#' && !this.#open) this.#at = this.#comment();
    else if (c === '@' && this.#shell === 'windows' && this.#line.charAt(this.#at + 1) === '{') this.#table();
    else if (c === '>' || c === '<') this.#redirect();
    else if (c === ';' || c === '|' || c === '&' || c === '(' || c === ')' || c === '\n') this.#separator(c);
    else this.#letter(c);
  }

  #letter(c: string): void {
    this.#word += c;
    this.#open = true;
    this.#at += 1;
  }

  #isEscape(c: string): boolean {
    return this.#shell === 'posix' ? c === '\\' : c === '`' || c === '^';
  }

  #escaped(): void {
    this.#at += 1;
    if (this.#at < this.#line.length) this.#letter(this.#line.charAt(this.#at));
  }

  /** A comment goes on to the end; the announcements of scripts end in `##`. */
  #comment(): number {
    this.#finish(null, this.#at);
    const end = this.#line.indexOf('\n', this.#at);
    return end < 0 ? this.#line.length : end;
  }

  #quoted(quote: string): void {
    this.#open = true;
    this.#at += 1;
    while (this.#at < this.#line.length) {
      const end = this.#line.indexOf(quote, this.#at);
      const escape = quote === '"' ? this.#line.indexOf(this.#shell === 'posix' ? '\\' : '`', this.#at) : -1;
      if (escape < 0 || (end >= 0 && end < escape)) {
        const to = end < 0 ? this.#line.length : end;
        this.#word += this.#line.slice(this.#at, to);
        this.#at = to + 1;
        return;
      }
      const next = this.#line.charAt(escape + 1);
      const taken = this.#shell === 'windows' || '"\\$`'.includes(next);
      this.#word += this.#line.slice(this.#at, taken ? escape : escape + 1) + next;
      this.#at = escape + 2;
    }
  }

  /** A table of PowerShell (`@{ Metadata = "true" }`) is one word. */
  #table(): void {
    const end = this.#line.indexOf('}', this.#at);
    const to = end < 0 ? this.#line.length : end + 1;
    this.#word += this.#line.slice(this.#at, to);
    this.#open = true;
    this.#at = to;
  }

  /** `2>&1`, `> file`, `>> file`, `</dev/null`: neither the sign nor its word belongs to the arguments. */
  #redirect(): void {
    if (/^\d{0,2}$/u.test(this.#word)) this.#drop();
    else this.#close();
    this.#here = this.#line.startsWith('<<<', this.#at);
    while ('<>&'.includes(this.#line.charAt(this.#at)) && this.#at < this.#line.length) this.#at += 1;
    this.#redirected = true;
  }

  #separator(c: string): void {
    const next = this.#line.charAt(this.#at + 1);
    if (c === '&' && next === '>') {
      this.#close();
      this.#at += 1;
      this.#redirect();
      return;
    }
    const twice = (c === '&' || c === '|') && next === c;
    this.#finish(twice ? 'then' : c === '|' ? 'pipe' : c === '&' ? 'beside' : 'then', this.#at);
    this.#at += twice ? 2 : 1;
    this.#from = this.#at;
  }

  #close(): void {
    if (!this.#open) return;
    if (this.#redirected) this.#take();
    else if (RESERVED.has(this.#word) && (this.#words.length === 0 || this.#word === '{' || this.#word === '}')) {
      this.#finish('then', this.#at - this.#word.length);
      this.#from = this.#at;
    } else this.#words.push(this.#word);
    this.#drop();
  }

  /** The word of a redirection. */
  #take(): void {
    if (this.#here) this.#input = this.#word;
    [this.#redirected, this.#here] = [false, false];
  }

  #drop(): void {
    this.#word = '';
    this.#open = false;
  }

  #finish(joint: SimpleCommand['joint'], to: number): void {
    if (this.#open && !(RESERVED.has(this.#word) && this.#words.length === 0)) {
      if (this.#redirected) this.#take();
      else this.#words.push(this.#word);
    }
    [this.#redirected, this.#here] = [false, false];
    this.#drop();
    if (this.#words.length > 0) {
      const input = this.#input === undefined ? {} : { input: this.#input };
      this.#found.push({ words: this.#words, text: this.#line.slice(this.#from, to).trim(), joint, ...input });
    }
    this.#words = [];
    this.#input = undefined;
  }
}
