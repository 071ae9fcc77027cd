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
function elsewhere(text: string): string {
  const renamed = HOSTS.reduce((so, [pattern, by]) => so.replace(pattern, by), text);
  return renamed
    .replace(ADDRESS, '172.31.8.77')
    .replace(GUID, '0f9e8d7c-6b5a-4c3d-8e2f-1a0b9c8d7e6f')
    .replace(TIME, '2026-03-09T23:59:01.0000001Z')
    .replace(MACHINE, (name) => `${name.replace(/\d+$/u, '')}99`);
}

/** As a log or a monitoring tool shows it, with its own time stamp and tail. */
function logged(text: string): string {
  return `2026-11-20 18:04:11,532 [ERROR] job 4711 - ${text.trim()} (attempt 2/3)`;
}

/** As it comes out of a chat or a document: curly quotes, full-width colon and digits, hard spaces. */
function typeset(text: string): string {
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
function broken(text: string): string {
  const plain = text.trim();
  const middle = Math.floor(plain.length / 2);
  const blank = plain.lastIndexOf(' ', middle);
  const at = blank > plain.length / 4 ? blank : middle;
  return `${plain.slice(0, at).trimEnd()}\n${plain.slice(at).trimStart()}`;
}

/** Behind a prompt, and quoted. */
function quoted(text: string): string {
  return `> PS C:\\Users\\taro> ${text.trim()}`;
}

/** From the system's journal, the VM agent's log and the MARS agent's. */
function journaled(text: string): string {
  return `Feb  3 04:05:06 vmhana01 sotsu[4711]: ${text.trim()}`;
}
function byVmAgent(text: string): string {
  return `2026-02-03T04:05:06.789012Z ERROR ExtHandler [Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9199.0] ${text.trim()}`;
}
function byMarsAgent(text: string): string {
  return `1A2C 0F3C 02/03 04:05:06.789 71 cloudhttpclient.cpp(721) [0000024F] 0F9E8D7C-6B5A-4C3D-8E2F-1A0B9C8D7E6F WARNING ${text.trim()}`;
}

/** With the tail of PowerShell's error record. */
function recorded(text: string): string {
  return [
    text.trim(),
    '発生場所 C:\\temp\\check.ps1:88 文字:9',
    '+         $res = Get-Something -Uri $uri',
    '+         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~',
    '    + CategoryInfo          : InvalidOperation: (System.Object:Object)、Something',
  ].join('\n');
}

/** As programs and pages wrap a text: JSON, JSON without characters beyond ASCII, HTML, colours, Markdown. */
function inJson(text: string): string {
  return JSON.stringify({ level: 'error', message: text.trim() });
}
function inAsciiJson(text: string): string {
  return inJson(text).replaceAll(/[^\x20-\x7e]/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
function inHtml(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return `<td>${text.trim().replaceAll(/[&<>"']/gu, (c) => escapes[c] ?? c)}</td>`;
}
function coloured(text: string): string {
  return `\u001B[31;1m${text.trim()}\u001B[0m`;
}
function inMarkdown(text: string): string {
  return `エラーは次のとおりです。\n\n> \`\`\`\n> ${text.trim()}\n> \`\`\``;
}

/** As a page lets long words break. */
function breakable(text: string): string {
  return text.trim().replaceAll(/(\w{6})(?=\w)/gu, '$1\u200B');
}

/** Letters of the whole width. */
function wide(text: string): string {
  return text
    .trim()
    .replaceAll(/[!-~]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
    .replaceAll(' ', '\u3000');
}

/** Broken anywhere, also within words: in three, and at each 40th character as a narrow window does. */
function brokenInThree(text: string): string {
  const plain = text.trim();
  const third = Math.ceil(plain.length / 3);
  return [plain.slice(0, third), plain.slice(third, 2 * third), plain.slice(2 * third)].join('\n');
}
function wrapped(text: string): string {
  return text.trim().replaceAll(/(.{40})/gu, '$1\r\n');
}

/** Within a question. */
function asked(text: string): string {
  return `バックアップを実行すると「${text.trim()}」というエラーが出ます。対処方法を教えてください。`;
}

/** Together with another error. */
function accompanied(text: string): string {
  return `${text.trim()}\n\nその後、次のエラーも出ました。\nmount.cifs: bad UNC (\\\\stx\\share)`;
}

export const VARIANTS: Readonly<Record<string, (text: string) => string>> = {
  'from another machine': elsewhere,
  'in a log': (text) => logged(elsewhere(text)),
  typeset: typeset,
  'broken in two': broken,
  'behind a prompt': quoted,
  'in the journal': journaled,
  'in the log of the VM agent': byVmAgent,
  'in the log of the MARS agent': (text) => byMarsAgent(elsewhere(text)),
  'with the tail of an error record': recorded,
  'in JSON': inJson,
  'in JSON, ASCII only': inAsciiJson,
  'in HTML': inHtml,
  coloured: coloured,
  'in Markdown': inMarkdown,
  breakable: breakable,
  'in wide letters': wide,
  'in capitals': (text) => text.toUpperCase(),
  'broken in three': brokenInThree,
  'wrapped, in a log': (text) => wrapped(logged(text)),
  'in a question': asked,
  'with another error': accompanied,
};
