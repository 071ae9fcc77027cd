import type { Line } from '../line.ts';
import type { Namer } from './namer.ts';

/** Attributes of a distinguished name (RFC 4514, and what Windows and OpenSSL write). */
const ATTRIBUTE =
  /(?:commonName|organizationalUnitName|organizationName|localityName|stateOrProvinceName|emailAddress|serialNumber|SERIALNUMBER|STREET|street|DESCRIPTION|UID|CN|OU|DC|SN|GN|ST|O|L|S|E|T|C|uid|cn|ou|dc|st|o|l)(?= {0,2}= {0,2}\S)/gu;
/** One of these shows that the line has a distinguished name. */
const TELLING = /(?:CN|OU|DC|O|cn|ou|dc|uid|commonName|organizationName|emailAddress) {0,2}= {0,2}\S|[,;/] ?o=\S/u;
const QUOTES = new Set(['‘', '’', '“', '”', '\u300d', '\u300f']);

/** Hides the values of distinguished names; those of public authorities, countries and Microsoft stay. */
export function hideDistinguishedNames(line: Line, namer: Namer): void {
  const { text, lower } = line;
  if (
    !text.includes('=') ||
    (!TELLING.test(text) && !namer.forms.certificateWords.some((word) => lower.includes(word)))
  )
    return;
  const found = [...text.matchAll(ATTRIBUTE)].filter(({ index }) => !/[\w-]/u.test(text.charAt(index - 1)));
  for (const [n, { index, 0: name }] of found.entries()) {
    let start = index + name.length;
    while (/[ =]/u.test(text.charAt(start))) start += 1;
    const next = found[n + 1]?.index;
    let end = valueEnd(text, start, next ?? text.length, next === undefined);
    const quoted = text.charAt(start) === '"';
    if (quoted) start += 1;
    while (end > start && /[ ",;/+\]]/u.test(text.charAt(end - 1))) end -= 1;
    if (start < end) hideAttribute(line, namer, { name, before: found[n - 1]?.[0] ?? '' }, start, end);
  }
}

/** The value ends where the next attribute begins, or at a quote; the last one also where another column or sentence does. */
function valueEnd(text: string, from: number, to: number, last: boolean): number {
  const quoted = text.charAt(from) === '"';
  for (let at = from + (quoted ? 1 : 0); at < to; at += 1) {
    const c = text.charAt(at);
    if (c === '"' || c === '<' || c === '>' || c === '\t' || QUOTES.has(c)) return at;
    if (quoted || !last) continue;
    if (c === ' ' && text.charAt(at + 1) === ' ') return at;
    if ((c === ',' || c === ';') && /^(?:\s|$)/u.test(text.slice(at + 1, at + 2))) return at;
    if (c === "'" || c === ']' || c === '|' || c === '}') return at;
  }
  return to;
}

/** An attribute, and the one before it. */
interface Attribute {
  readonly name: string;
  readonly before: string;
}

function hideAttribute(line: Line, namer: Namer, given: Attribute, start: number, end: number): void {
  const { name, before } = given;
  const value = line.text.slice(start, end);
  // uid=1001(taro): a number of a system's user
  if (/^uid$/iu.test(name) && /^\d{1,10}\(/u.test(value)) return;
  // codes of countries and states
  if (/^(?:C|ST|S)$/u.test(name) && value.length === 2) {
    line.keep(start, end);
    return;
  }
  const attribute = name.toUpperCase();
  // the last component of a domain: DC=contoso,DC=local
  if (attribute === 'DC' && before.toUpperCase() === 'DC' && namer.isEnd(value)) return;
  // `*.blob.core.windows.net`, srv01.contoso.jp: a host
  if (/^(?:\*\.)?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+$/u.test(value)) {
    namer.host(line, start, end, true);
    return;
  }
  // an address is read as one; what stands before it is the value
  const address = value.indexOf('@');
  if (address >= 0) {
    const words = value.lastIndexOf(' ', address);
    if (words > 0) hideAttribute(line, namer, given, start, start + words);
    return;
  }
  if (namer.isIssuer(value)) {
    line.keep(start, end);
    return;
  }
  if (attribute === 'DC') namer.put(line, 'domain', start, end);
  else if ((attribute === 'CN' || attribute === 'UID') && /^[\p{L}\p{N}_-]+$/u.test(value))
    namer.put(line, namer.vocabulary.isMachine(value) ? 'host' : 'certificate', start, end);
  else namer.putRest(line, 'certificate', start, end);
}
