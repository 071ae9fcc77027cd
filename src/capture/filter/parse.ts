import { isAddress } from '../../text/address.ts';
import type { Expression, Field, FilterFault } from '../../model/capture-filter.ts';

const FIELDS: ReadonlySet<string> = new Set<Field>([
  'ip.addr',
  'ipv6.addr',
  'tcp.port',
  'udp.port',
  'tcp.flags.reset',
  'tls.handshake.extensions_server_name',
  'dns.qry.name',
]);
const PROTOCOLS: ReadonlySet<string> = new Set(['tcp', 'udp', 'icmp']);
/** What begins like this is a field of Wireshark, not a name: `dns.google` is one. */
const FIELD_STARTS = [
  'tcp.',
  'udp.',
  'ip.',
  'ipv6.',
  'icmp.',
  'icmpv6.',
  'eth.',
  'frame.',
  'http.',
  'tls.handshake',
  'tls.record',
  'tls.alert',
  'dns.qry',
  'dns.resp',
  'dns.flags',
];
const SHORT = ['host', 'port', 'state', 'class'] as const;
/** A filter is written by hand; every conversation is tried against each of its terms. */
const MOST_CHARACTERS = 2000;
const MOST_TERMS = 30;
const DEEPEST = 50;

type Kind = 'word' | 'quoted' | 'operator' | 'open' | 'close' | 'and' | 'or' | 'not';

interface Token {
  readonly kind: Kind;
  readonly text: string;
}

/** Signs with their meaning, the longer first; those of Wireshark that are not understood are operators as well. */
const SIGNS: readonly (readonly [signs: string, kind: Kind])[] = [
  ['===', 'operator'],
  ['!==', 'operator'],
  ['==', 'operator'],
  ['!=', 'operator'],
  ['>=', 'operator'],
  ['<=', 'operator'],
  ['~=', 'operator'],
  ['&&', 'and'],
  ['||', 'or'],
  ['(', 'open'],
  [')', 'close'],
  ['!', 'not'],
  ['>', 'operator'],
  ['<', 'operator'],
  ['=', 'operator'],
  ['&', 'operator'],
  ['~', 'operator'],
];
const WORDS: ReadonlyMap<string, Kind> = new Map([
  ['and', 'and'],
  ['or', 'or'],
  ['not', 'not'],
]);
const OPERATORS: ReadonlyMap<string, 'is' | 'is-not' | 'contains'> = new Map([
  ['==', 'is'],
  ['eq', 'is'],
  ['!=', 'is-not'],
  ['ne', 'is-not'],
  ['contains', 'contains'],
]);
const OTHER_OPERATORS: ReadonlySet<string> = new Set(['gt', 'lt', 'ge', 'le', 'matches', 'in', 'any_eq', 'all_ne']);

/** A fault on its way out of the parser. */
class Fault extends Error {
  readonly fault: FilterFault;

  constructor(code: FilterFault['code'], text: string) {
    super(code);
    this.fault = { code, text };
  }
}

/**
 * Reads a filter: Wireshark's display filters for the fields of a conversation, and our short forms. What stands side by
 * side without a word between has to hold together; `and` binds before `or`, as in Wireshark from 4.0 on.
 */
export function parseFilter(text: string): Expression | FilterFault {
  if (text.length > MOST_CHARACTERS) return { code: 'too-long', text: String(MOST_CHARACTERS) };
  try {
    return new Parser(tokensOf(text)).whole();
  } catch (error) {
    if (error instanceof Fault) return error.fault;
    throw error;
  }
}

/** True for what `parseFilter` gives when a text is no filter. */
export function isFault(read: Expression | FilterFault): read is FilterFault {
  return 'code' in read;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const sign = SIGNS.find(([signs]) => text.startsWith(signs, at));
    const letter = text.charAt(at);
    if (letter.trim() === '') at += 1;
    else if (letter === '"') {
      const end = text.indexOf('"', at + 1);
      if (end < 0) throw new Fault('open-quote', text.slice(at, at + 40));
      tokens.push({ kind: 'quoted', text: text.slice(at + 1, end) });
      at = end + 1;
    } else if (sign !== undefined) {
      tokens.push({ kind: sign[1], text: sign[0] });
      at += sign[0].length;
    } else {
      let end = at;
      while (end < text.length && !endsWord(text, end)) end += 1;
      const word = text.slice(at, end);
      tokens.push({ kind: WORDS.get(word.toLowerCase()) ?? 'word', text: word });
      at = end;
    }
  }
  return tokens;
}

function endsWord(text: string, at: number): boolean {
  const letter = text.charAt(at);
  return letter.trim() === '' || '()"=!<>~&|'.includes(letter);
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #terms = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    if (this.#tokens.length === 0) return { kind: 'all', of: [] };
    const read = this.#any();
    const left = this.#tokens[this.#at];
    if (left !== undefined) throw new Fault('closed-parenthesis', left.text);
    return read;
  }

  #peek(): Kind | null {
    return this.#tokens[this.#at]?.kind ?? null;
  }

  #any(): Expression {
    const of = [this.#all()];
    while (this.#peek() === 'or') {
      this.#at += 1;
      of.push(this.#all());
    }
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'any', of };
  }

  #all(): Expression {
    const of = [this.#one()];
    for (let next = this.#peek(); next !== null && next !== 'or' && next !== 'close'; next = this.#peek()) {
      if (next === 'and') this.#at += 1;
      of.push(this.#one());
    }
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'all', of };
  }

  #one(): Expression {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Fault('no-term', this.#tokens.at(-1)?.text ?? '');
    this.#at += 1;
    switch (token.kind) {
      case 'not':
        return this.#deeper(() => ({ kind: 'not', of: this.#one() }));
      case 'open': {
        const inner = this.#deeper(() => this.#any());
        if (this.#peek() !== 'close') throw new Fault('open-parenthesis', token.text);
        this.#at += 1;
        return inner;
      }
      case 'word':
      case 'quoted':
        this.#terms += 1;
        if (this.#terms > MOST_TERMS) throw new Fault('too-many', String(MOST_TERMS));
        return this.#term(token);
      default:
        throw new Fault('no-term', token.text);
    }
  }

  #deeper(read: () => Expression): Expression {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Fault('too-deep', String(DEEPEST));
    const inner = read();
    this.#depth -= 1;
    return inner;
  }

  #term({ kind, text }: Token): Expression {
    const lower = text.toLowerCase();
    if (kind === 'quoted') return { kind: 'short', key: 'any', value: lower };
    const operator = this.#operator();
    if (isField(text)) return operator === null ? { kind: 'has', field: text } : this.#compare(text, operator);
    if (operator !== null || FIELD_STARTS.some((start) => lower.startsWith(start)))
      throw new Fault('unknown-field', text);
    if (PROTOCOLS.has(lower)) return { kind: 'protocol', protocol: lower };
    const key = SHORT.find((one) => lower.startsWith(`${one}:`));
    return key === undefined
      ? { kind: 'short', key: 'any', value: lower }
      : { kind: 'short', key, value: lower.slice(key.length + 1) };
  }

  /** The operator that follows, null when none does. */
  #operator(): string | null {
    const token = this.#tokens[this.#at];
    if (token === undefined) return null;
    const lower = token.text.toLowerCase();
    const isWord = token.kind === 'word' && (OPERATORS.has(lower) || OTHER_OPERATORS.has(lower));
    // `host in` are two words to look for: a word is an operator behind a field alone
    const isBehindField = isField(this.#tokens[this.#at - 1]?.text ?? '');
    if (token.kind !== 'operator' && !(isWord && isBehindField)) return null;
    this.#at += 1;
    return lower;
  }

  #compare(field: Field, sign: string): Expression {
    const operator = OPERATORS.get(sign);
    if (operator === undefined) throw new Fault('no-operator', sign);
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word' && token?.kind !== 'quoted') throw new Fault('no-value', `${field} ${sign}`);
    this.#at += 1;
    return { kind: 'compare', field, operator, value: valueOf(field, operator, token.text) };
  }
}

function isField(text: string): text is Field {
  return FIELDS.has(text);
}

/** The value as it is compared. @throws {Fault} when the field cannot have it */
function valueOf(field: Field, operator: string, text: string): string {
  const isText = field === 'dns.qry.name' || field === 'tls.handshake.extensions_server_name';
  if (isText) return text.toLowerCase();
  if (operator === 'contains') throw new Fault('no-contains', field);
  switch (field) {
    case 'tcp.port':
    case 'udp.port':
      if (!/^\d{1,5}$/u.test(text) || Number(text) > 65_535) throw new Fault('no-port', text);
      return String(Number(text));
    case 'tcp.flags.reset':
      if (!['0', '1', 'true', 'false'].includes(text.toLowerCase())) throw new Fault('no-flag', text);
      return text === '1' || text.toLowerCase() === 'true' ? '1' : '0';
    default: {
      const [address = '', bits, more] = text.split('/');
      const most = address.includes(':') ? 128 : 32;
      const isRange = bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= most);
      const isOther = !address.startsWith('IP-') && address.includes(':') !== (field === 'ipv6.addr');
      if (!isAddress(address) || !isRange || isOther || more !== undefined) throw new Fault('no-address', text);
      // what stands for an address in a masked report is compared as it is
      return address.startsWith('IP-') ? address : text.toLowerCase();
    }
  }
}
