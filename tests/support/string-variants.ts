/** What people do to an error string before they look it up. Deterministic: the same example gives the same variants. */

const HOSTS: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z0-9-]{3,40}\.(?:blob|queue|table|file)\.core\.windows\.net\b/giu, 'stbkprd0042.blob.core.windows.net'],
  [/\bpod\d\d-[a-z]+\d\.[a-z]{2,4}\.(?=backup|hyper)/giu, 'pod02-prot3.ea.'],
  [/\b(?:login|loginex)\.(?:microsoft|windows|microsoftonline)\.(?:com|net)\b/giu, 'login.microsoftonline.us'],
  [/\b[a-z0-9-]+\.contoso\.com\b/giu, 'srv-07.example.co.jp'],
];
const ADDRESS = /\b(?!168\.63\.129\.16|169\.254\.169\.254)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/gu;
const GUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/giu;
const TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z?\b/gu;
const MACHINE = /\b(?:vm|sql|hana|srv|fs|afs|sap|test|prod)[a-z]{0,8}-?\d{1,3}\b/giu;

/** The same message from another machine: names, addresses, identifiers and times replaced. */
export function elsewhere(text: string): string {
  const renamed = HOSTS.reduce((so, [pattern, by]) => so.replace(pattern, by), text);
  return renamed
    .replace(ADDRESS, '172.31.8.77')
    .replace(GUID, '0f9e8d7c-6b5a-4c3d-8e2f-1a0b9c8d7e6f')
    .replace(TIME, '2026-03-09T23:59:01.0000001Z')
    .replace(MACHINE, (name) => `${name.replace(/\d+$/u, '')}99`);
}

/** As a log or a monitoring tool shows it, with its own time stamp and tail. */
export function logged(text: string): string {
  return `2026-11-20 18:04:11,532 [ERROR] job 4711 - ${text.trim()} (attempt 2/3)`;
}

/** As it comes out of a chat or a document: curly quotes, full-width colon and digits, hard spaces. */
export function typeset(text: string): string {
  let open = true;
  return text
    .trim()
    .replaceAll('"', () => {
      open = !open;
      return open ? '\u201D' : '\u201C';
    })
    .replaceAll("'", '\u2019')
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replaceAll(' ', '\u00A0');
}

/** As a terminal or a mail breaks it, near its middle. */
export function broken(text: string): string {
  const plain = text.trim();
  const middle = Math.floor(plain.length / 2);
  const blank = plain.lastIndexOf(' ', middle);
  const at = blank > plain.length / 4 ? blank : middle;
  return `${plain.slice(0, at).trimEnd()}\n${plain.slice(at).trimStart()}`;
}

/** Behind a prompt, and quoted. */
export function quoted(text: string): string {
  return `> PS C:\\Users\\taro> ${text.trim()}`;
}

export const VARIANTS: Readonly<Record<string, (text: string) => string>> = {
  'from another machine': elsewhere,
  'in a log': (text) => logged(elsewhere(text)),
  typeset: typeset,
  'broken in two': broken,
  'behind a prompt': quoted,
};
