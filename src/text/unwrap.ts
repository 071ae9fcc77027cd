import { cleanText } from './clean.ts';

/** Named characters that HTML writes for the ones that messages hold. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  hellip: '…',
  ldquo: '"',
  lsquo: "'",
  lt: '<',
  nbsp: ' ',
  quot: '"',
  rdquo: '"',
  rsquo: "'",
};

/** Layers of escapes that are taken off at most: a JSON text within a JSON text has two. */
const MOST_LAYERS = 2;

/**
 * A text as it was before a program or a page wrapped it, in each way in which it can be read: terminal colours and
 * HTML always come off; escapes of JSON, Markdown and addresses may as well be the text's own (`C:\new`, `100%25`), so
 * the text without them is another reading.
 */
export function readings(text: string): string[] {
  const plain = withoutHtml(
    text
      .split(/\r\n|[\r\n]/u)
      .map((line) => cleanText(line))
      .join('\n'),
  );
  const found = [plain];
  for (const peel of [unescaped, percentDecoded, withoutTags]) {
    let before = plain;
    for (let layer = 0; layer < MOST_LAYERS; layer += 1) {
      const after = peel(before);
      if (after === before) break;
      found.push(after);
      before = after;
    }
  }
  return found;
}

/** Entities as characters, line breaks as lines. */
function withoutHtml(text: string): string {
  if (!text.includes('&') && !text.includes('<')) return text;
  return text
    .replaceAll(/<br ?\/?>/giu, '\n')
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/giu, (whole, decimal, hex, name) => {
      if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? whole;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
}

/** Text of a page without its tags, of a terminal without colours that lost their escape; `<local>` may be a value too. */
function withoutTags(text: string): string {
  return text.replaceAll(/<\/?[a-z][^<>]{0,200}>|\[\d{1,3}(?:;\d{1,3}){0,4}m/giu, '');
}

/** Escapes of JSON strings, source code and Markdown as what they stand for. */
function unescaped(text: string): string {
  return text.replaceAll(/\\(?:u([\da-f]{4})|([nrt])|([!-/:-@[-`{-~]))/giu, (_, code, control, sign) => {
    if (typeof code === 'string') return String.fromCharCode(Number.parseInt(code, 16));
    if (typeof control === 'string') return control.toLowerCase() === 't' ? '\t' : '\n';
    return String(sign);
  });
}

/** An address as what it stands for; what is no UTF-8 stays. */
function percentDecoded(text: string): string {
  return text.replaceAll(/(?:%[\da-f]{2})+/giu, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}
