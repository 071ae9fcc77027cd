import { endWithout, indexWithin, lastWithin, isAlnum, isNamePart, isWide } from '../chars.ts';
import type { Line } from '../line.ts';
import type { Namer } from './namer.ts';

/** Hides the host of every address with a scheme, and of `host:port`; of sites that are everybody's the path stays too. */
export function hideUrls(line: Line, namer: Namer): void {
  const { text } = line;
  const paths = new PublicPaths(line);
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    if (isAlnum(text.charCodeAt(at - 1))) hideUrl(line, namer, paths, at + 3);
  }
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) hideBeforePort(line, namer, at);
}

function hideUrl(line: Line, namer: Namer, paths: PublicPaths, from: number): void {
  const { text, lower } = line;
  let start = from;
  // what stands before the `@` is hidden already
  let end = start;
  while (end < text.length && !/[\s/?#"'<>\\]/u.test(text.charAt(end))) end += 1;
  const at = lastWithin(text, '@', start, end);
  if (at >= 0) start = at + 1;
  if (text.charAt(start) === '[') return;
  let stop = start;
  while (stop < end && (isNamePart(text.charCodeAt(stop)) || /[.*]/u.test(text.charAt(stop)))) stop += 1;
  if (!isWide(text.charCodeAt(start))) {
    const wide = wideStart(text, start, stop);
    if (wide >= 0 && indexWithin(text, '.', wide, stop) < 0) stop = wide;
  }
  if (stop === start) return;
  const host = lower.slice(start, endWithout(lower, start, stop, '.'));
  hideNumber(line, namer, start, stop);
  namer.host(line, start, stop, true);
  if (namer.zones.hasPublicPaths(host)) paths.keep(end);
}

/** Paths that are everybody's: they stay, unless a rule has hidden something in them. */
class PublicPaths {
  readonly #line: Line;
  /** Where the path ends that was read last, and the last place in it that a rule has claimed. */
  #end = 0;
  #claimed = -1;

  constructor(line: Line) {
    this.#line = line;
  }

  /** Keeps the path that begins at a place; it may stand within the one before. */
  keep(start: number): void {
    if (start >= this.#end) this.#read(start);
    if (this.#claimed < start) this.#line.keep(start, this.#end);
  }

  #read(start: number): void {
    const { text } = this.#line;
    this.#claimed = -1;
    let end = start;
    while (
      end < text.length &&
      !/[\s"'<>\u3001\u3002\u300d)]/u.test(text.charAt(end)) &&
      !isWide(text.charCodeAt(end))
    ) {
      if (this.#line.isClaimed(end)) this.#claimed = end;
      end += 1;
    }
    this.#end = end;
  }
}

function wideStart(text: string, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (isWide(text.charCodeAt(at))) return at;
  return -1;
}

/** An address as one number: `http://167838211/`, `http://0x0a010203/`. */
function hideNumber(line: Line, namer: Namer, start: number, end: number): void {
  const value = line.lower.slice(start, end);
  if (/^(?:\d{8,10}|0x[\da-f]{8})$/u.test(value)) namer.put(line, 'ip', start, end);
}

/** `contosoprx01:8080`: a word that is none of ours before a port. */
function hideBeforePort(line: Line, namer: Namer, colon: number): void {
  const { text } = line;
  let end = colon + 1;
  while (end < text.length && end < colon + 7 && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end += 1;
  const digits = end - colon - 1;
  if (digits < 2 || digits > 5 || isNamePart(text.charCodeAt(end)) || text.charAt(end) === ':') return;
  let start = colon;
  while (
    start > 0 &&
    start > colon - 254 &&
    (isNamePart(text.charCodeAt(start - 1)) || text.charCodeAt(start - 1) === 46)
  )
    start -= 1;
  // a place in a source: main.cpp:120, line:120
  if (start === colon || /[\\/]/u.test(text.charAt(start - 1)) || text.charAt(colon - 1) === '.') return;
  const name = text.slice(start, colon);
  const dot = name.lastIndexOf('.');
  if (dot >= 0 && namer.isExtension(name.slice(dot + 1)) && name.split('.').length === 2) return;
  if (!/\p{L}/u.test(name)) return;
  namer.host(line, start, colon, false);
}
