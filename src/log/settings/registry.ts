import type { NumberedLine } from '../../text/lines.ts';
import { tableAt } from './table.ts';

/** A value of the registry. */
export interface RegistryValue {
  /** Its key with the whole name of its hive, in small letters. */
  readonly key: string;
  readonly name: string;
  /** A number is written in decimal digits, bytes as one character each. */
  readonly value: string;
  readonly line: number;
}

/** Short names of hives, as `reg` and the drives of PowerShell have them. */
const HIVES: Readonly<Record<string, string>> = {
  hkcu: 'hkey_current_user',
  hklm: 'hkey_local_machine',
  hku: 'hkey_users',
  hkcr: 'hkey_classes_root',
};

/** `HKEY_CURRENT_USER\…` as `reg query` heads it, and `[HKEY_…]` of a `.reg` file. */
const HEAD = /^\[?(HKEY_[A-Z_]{4,20}\\[^\]]{1,400})\]?$/u;
/** A key in a command: `'HKCU:\Software\…'`, `Registry::HKEY_USERS\…`, `"HKLM\…"`; one with a blank stands in quotes. */
const NAMED =
  /(["'])(?:Microsoft\.PowerShell\.Core\\)?(?:Registry::)?((?:HKEY_[A-Z_]{4,20}|HK(?:CU|LM|U|CR)):?\\[^"']{1,400})\1/iu;
const NAMED_PLAIN = /(?:^|[\s:])((?:HKEY_[A-Z_]{4,20}|HK(?:CU|LM|U|CR)):?\\[^\s"'|;]{1,400})/iu;
/** `Get-ItemProperty` names the key behind its values. */
const PATH = /^PSPath\s{1,20}: (?:Microsoft\.PowerShell\.Core\\)?Registry::(HKEY_.{1,400})$/u;
/** `    ProxyEnable    REG_DWORD    0x1` */
const QUERIED = /^ {4}(\S(?: {0,3}\S){0,100}) {4}(REG_[A-Z_]{2,24}) {4}(.{0,16000})$/u;
/** `"ProxyEnable"=dword:00000001` */
const EXPORTED = /^"([^"]{1,100})"=(.{1,16000})$/u;
/** `ProxyEnable   : 1` */
const LISTED = /^([A-Za-z]\w{0,63})\s{0,40}: ?(.{0,4000})$/u;

/** Values of a list without its key that are kept, and lines over which bytes go on. */
const MOST_OPEN = 64;
const MOST_CONTINUED = 400;

/**
 * The values of the registry that a text shows: as `reg query` prints them, as a `.reg` file holds them, as a list or a table of
 * `Get-ItemProperty`. A list names its key in the command before it (`commands`, by line), or behind its values.
 */
export function readRegistry(lines: readonly NumberedLine[], commands: ReadonlyMap<number, string>): RegistryValue[] {
  const found: RegistryValue[] = [];
  let key: string | null = null;
  let open: Omit<RegistryValue, 'key'>[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const { line, text } = lines[at] ?? NO_LINE;
    const command = commands.get(line);
    const head = command === undefined ? HEAD.exec(text.trimEnd())?.[1] : keyIn(command);
    if (command !== undefined || head !== undefined) {
      key = head === undefined ? null : wholeKey(head);
      open = [];
      continue;
    }
    const path = PATH.exec(text)?.[1];
    if (path !== undefined) {
      const own = wholeKey(path);
      found.push(...open.map((value) => ({ ...value, key: own })));
      open = [];
      continue;
    }
    if (key !== null) {
      const table = tableAt(lines, at);
      if (table !== null) {
        for (const [name, value] of table.cells) found.push({ key, name, value, line: table.line });
        at += table.lines - 1;
        continue;
      }
    }
    const value = valueOf(lines, at);
    if (value === null) continue;
    if (key !== null) found.push({ key, ...value, line });
    else if (open.push({ ...value, line }) > MOST_OPEN) open.shift();
  }
  return found;
}

const NO_LINE: NumberedLine = { line: 0, text: '' };

function keyIn(command: string): string | undefined {
  return NAMED.exec(command)?.[2] ?? NAMED_PLAIN.exec(command)?.[1];
}

function wholeKey(name: string): string {
  const plain = name.toLowerCase().replace(/:?\\/u, '\\').replace(/\\$/u, '');
  const end = plain.indexOf('\\');
  const hive = end < 0 ? plain : plain.slice(0, end);
  return (HIVES[hive] ?? hive) + (end < 0 ? '' : plain.slice(end));
}

/** The value of a line, in whichever notation; null where it has none. */
function valueOf(lines: readonly NumberedLine[], at: number): Pick<RegistryValue, 'name' | 'value'> | null {
  const text = lines[at]?.text ?? '';
  switch (text.charCodeAt(0)) {
    case 32: {
      const [, name, type, data = ''] = QUERIED.exec(text) ?? [];
      return name === undefined || type === undefined ? null : { name, value: queried(type, data.trim()) };
    }
    case 34: {
      const [, name, data] = EXPORTED.exec(text) ?? [];
      return name === undefined || data === undefined ? null : { name, value: exported(data, lines, at) };
    }
    default: {
      const [, name, value = ''] = LISTED.exec(text) ?? [];
      return name === undefined ? null : { name, value: value.trim() };
    }
  }
}

function queried(type: string, data: string): string {
  if (type === 'REG_DWORD' || type === 'REG_QWORD')
    return /^0x[\da-f]{1,16}$/iu.test(data) ? String(Number(data)) : data;
  return type === 'REG_BINARY' ? bytesOf(data) : data;
}

function exported(data: string, lines: readonly NumberedLine[], at: number): string {
  if (data.startsWith('dword:')) return String(Number.parseInt(data.slice(6), 16));
  if (data.startsWith('"')) return data.slice(1, data.endsWith('"') ? -1 : undefined).replaceAll(/\\(["\\])/gu, '$1');
  if (!data.startsWith('hex')) return data;
  let whole = data.trimEnd();
  for (let next = at + 1; whole.endsWith('\\') && next - at <= MOST_CONTINUED && next < lines.length; next += 1)
    whole = whole.slice(0, -1) + (lines[next]?.text.trim() ?? '');
  return bytesOf(whole.slice(whole.indexOf(':') + 1));
}

/** Hexadecimal digits, with or without commas, as one character for each byte. */
function bytesOf(digits: string): string {
  const pairs = digits.replaceAll(/[^\da-f]/giu, '').match(/[\da-f]{2}/giu) ?? [];
  return pairs.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('');
}
