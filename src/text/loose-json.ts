/** A value of JSON with the line on which it begins, and whether all of it was there. */
export type LooseValue = string | number | boolean | null | LooseObject | LooseList;

export interface LooseObject {
  readonly kind: 'object';
  readonly line: number;
  /** Its end was reached, and nothing within was cut or unreadable. */
  readonly whole: boolean;
  /** By names in small letters; of two alike the last. */
  readonly fields: ReadonlyMap<string, LooseValue>;
}

export interface LooseList {
  readonly kind: 'list';
  readonly line: number;
  readonly whole: boolean;
  readonly items: readonly LooseValue[];
}

/** A value that stands in nothing else, and the word before it: PowerShell writes `Association : {`. */
interface LooseRoot {
  readonly label: string | null;
  readonly value: LooseObject | LooseList;
}

interface Open {
  readonly kind: 'object' | 'list';
  readonly line: number;
  readonly label: string | null;
  whole: boolean;
  readonly fields: Map<string, LooseValue>;
  readonly items: LooseValue[];
  /** The name whose value comes next. */
  key: string | null;
}

/** Deeper values are no answer of an API. */
const DEEPEST = 64;
/** Lines over which a console breaks one string, and characters of a string. */
const MOST_BREAKS = 4;
const LONGEST_STRING = 8192;

const SPACE = /\s*/uy;
const AFTER_BRACE = /\s*(?:["}]|$)/uy;
const AFTER_BRACKET = /\s*(?:[[\]{"\d-]|$)/uy;
const WORD = /true|false|null|-?\d{1,15}(?:\.\d{1,15})?/uy;
/** Characters before a value in which its label is looked for. */
const LABEL_REACH = 180;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/**
 * The JSON within a text, whatever stands around it: prompts, commands, the labels of PowerShell. What is cut off or left out
 * ends nothing and throws nothing; the values that it stands in are not `whole`. Linear in the text.
 */
export function looseJson(text: string): LooseRoot[] {
  return new Reader(text).read();
}

class Reader {
  readonly #text: string;
  readonly #roots: LooseRoot[] = [];
  readonly #stack: Open[] = [];
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  read(): LooseRoot[] {
    const text = this.#text;
    while (this.#at < text.length) {
      const c = text.charAt(this.#at);
      if (c === '\n') {
        this.#line += 1;
        this.#at += 1;
      } else if (c === '{' && this.#begins(AFTER_BRACE)) this.#open('object');
      else if (c === '[' && this.#begins(AFTER_BRACKET)) this.#open('list');
      else if (this.#stack.length === 0) this.#skipToNext();
      else this.#within(c);
    }
    while (this.#stack.length > 0) this.#close(false);
    return this.#roots;
  }

  /** Outside of every value only a bracket or a line end counts. */
  #skipToNext(): void {
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const c = this.#text.charAt(this.#at);
      if (c === '\n' || c === '{' || c === '[') return;
    }
  }

  #begins(follows: RegExp): boolean {
    if (this.#stack.length >= DEEPEST) return false;
    follows.lastIndex = this.#at + 1;
    return follows.test(this.#text);
  }

  #open(kind: Open['kind']): void {
    const label = this.#stack.length > 0 ? null : this.#label();
    this.#stack.push({ kind, line: this.#line, label, whole: true, fields: new Map(), items: [], key: null });
    this.#at += 1;
  }

  /** The word before the colon that stands here. */
  #label(): string | null {
    const before = this.#text.slice(Math.max(0, this.#at - LABEL_REACH), this.#at).trimEnd();
    if (!before.endsWith(':')) return null;
    const words = before.slice(0, -1).trimEnd().split(/\W/u);
    return words.at(-1)?.toLowerCase() || null;
  }

  #within(c: string): void {
    const top = this.#stack.at(-1);
    if (top === undefined) return;
    if (c === '}' || c === ']') this.#end(c === '}' ? 'object' : 'list');
    else if (c === '"') this.#string(top);
    else if (c === ',' || c === ':') this.#at += 1;
    else if (c.trim() === '') {
      SPACE.lastIndex = this.#at;
      const [blank = ''] = SPACE.exec(this.#text) ?? [];
      const stop = blank.indexOf('\n');
      this.#at += stop < 0 ? Math.max(1, blank.length) : Math.max(1, stop);
      if (stop === 0) this.#line += 1;
    } else this.#word(top);
  }

  /** A bracket ends what it belongs to, and with it what was left open within. */
  #end(kind: Open['kind']): void {
    this.#at += 1;
    const found = this.#stack.findLastIndex((one) => one.kind === kind);
    if (found < 0) return;
    while (this.#stack.length > found + 1) this.#close(false);
    this.#close(true);
  }

  #close(ended: boolean): void {
    const one = this.#stack.pop();
    if (one === undefined) return;
    const { kind, line, label, fields, items } = one;
    const whole = one.whole && ended;
    const value: LooseObject | LooseList =
      kind === 'object' ? { kind, line, whole, fields } : { kind, line, whole, items };
    const parent = this.#stack.at(-1);
    if (parent === undefined) {
      this.#roots.push({ label, value });
      return;
    }
    parent.whole &&= whole;
    give(parent, value);
  }

  #string(top: Open): void {
    const read = this.#quoted();
    if (read === null) {
      top.whole = false;
      this.#at += 1;
      return;
    }
    if (top.kind === 'object' && top.key === null) top.key = read.toLowerCase();
    else give(top, read);
  }

  /** The string that begins here; null where it does not end. A console may have broken it. */
  #quoted(): string | null {
    const text = this.#text;
    const last = Math.min(text.length, this.#at + LONGEST_STRING);
    let out = '';
    let breaks = 0;
    for (let at = this.#at + 1; at < last; at += 1) {
      const c = text.charAt(at);
      if (c === '"') {
        this.#at = at + 1;
        this.#line += breaks;
        return out;
      }
      if (c === '\\') {
        at += 1;
        const sign = text.charAt(at);
        out += ESCAPES[sign] ?? sign;
      } else if (c === '\n') {
        breaks += 1;
        if (breaks > MOST_BREAKS) return null;
      } else out += c;
    }
    return null;
  }

  #word(top: Open): void {
    WORD.lastIndex = this.#at;
    const [word] = WORD.exec(this.#text) ?? [];
    if (word === undefined) {
      top.whole = false;
      this.#at += 1;
      return;
    }
    this.#at += word.length;
    give(top, word === 'true' ? true : word === 'false' ? false : word === 'null' ? null : Number(word));
  }
}

function give(to: Open, value: LooseValue): void {
  if (to.kind === 'list') to.items.push(value);
  else if (to.key === null) to.whole = false;
  else {
    to.fields.set(to.key, value);
    to.key = null;
  }
}
