import { isAlnum, isNamePart } from '../chars.ts';
import type { Line } from '../line.ts';
import { atomsOf, type Atom } from './atoms.ts';
import type { Namer } from './namer.ts';

/** What a chain of names between slashes is. */
type Root = 'path' | 'share' | 'address' | 'relative';

interface Chain {
  readonly root: Root;
  readonly atoms: readonly Atom[];
  /** A chain with backslashes. */
  readonly back: boolean;
}

/** Shares that every system has. */
const SHARES = new Set([
  'c',
  'd',
  'e',
  'admin',
  'ipc',
  'print',
  'sysvol',
  'netlogon',
  'share',
  'shared',
  'public',
  'users',
  'profiles',
]);
/** Blanks within the name of a folder, up to its separator. */
const LONGEST_FOLDER = 64;

/** Hides names of machines, folders and files in paths, and names of Azure resources in their ids. */
export function hidePaths(line: Line, namer: Namer, atoms: readonly Atom[]): void {
  if (!line.text.includes('/') && !line.text.includes('\\')) return;
  for (const chain of chainsOf(line.text, atoms)) hideChain(line, namer, chain);
}

/** A line that is a path, or the name of a file, as a whole. */
export function hidePath(line: Line, namer: Namer): void {
  const { text } = line;
  for (let start = 0; start <= text.length;) {
    let end = start;
    while (end < text.length && !/[\\/]/u.test(text.charAt(end))) end += 1;
    const name = text.slice(start, end);
    const last = name.slice(name.lastIndexOf('.') + 1);
    const host = name.includes('.') && !namer.isExtension(last) && namer.isEnd(last);
    if (host) namer.host(line, start, end, true);
    start = end + 1;
  }
  hidePaths(line, namer, atomsOf(text));
  namer.addresses.hide(line, namer.book);
  // the name of a file alone
  for (let start = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1; start < text.length;) {
    let end = start;
    while (end < text.length && !line.isClaimed(end)) end += 1;
    namer.file(line, start, end);
    start = end + 1;
  }
}

function hideChain(line: Line, namer: Namer, { root, atoms, back }: Chain): void {
  const [first, ...rest] = atoms;
  if (first === undefined) return;
  if (root === 'share') {
    namer.host(line, first.start, first.end, true);
    for (const [n, atom] of rest.entries())
      if (n > 0 || !SHARES.has(line.lower.slice(atom.start, atom.end))) namer.file(line, atom.start, atom.end);
    return;
  }
  // …failed\nConnection: a line end that a program has escaped
  const escape =
    back && line.text.charAt(first.start - 2) !== '\\' && isEscape(line.text.slice(first.start, first.end), namer);
  const own = root === 'address' || escape ? rest : atoms;
  hideResources(line, namer, own);
  // TCP/IP, curl/7.61.1, text/html: two words of a sentence; three or more with backslashes are a path
  if (root === 'relative' && (!back || atoms.length < 3)) {
    for (const atom of own) if (isFile(line, namer, atom)) namer.file(line, atom.start, atom.end);
    return;
  }
  for (const atom of own) {
    if (isHostName(line, namer, atom)) namer.host(line, atom.start, atom.end, false);
    else namer.file(line, atom.start, atom.end);
  }
}

function isEscape(word: string, namer: Namer): boolean {
  return /^[nrt]/u.test(word) && !namer.vocabulary.knows(word) && namer.vocabulary.knows(word.slice(1));
}

function isFile(line: Line, namer: Namer, { start, end, dotted }: Atom): boolean {
  return dotted && namer.isExtension(line.text.slice(line.text.lastIndexOf('.', end - 1) + 1, end)) && start < end;
}

/** A folder named like a host: `logs/web01.contoso.co.jp/System.evtx`. */
function isHostName(line: Line, namer: Namer, atom: Atom): boolean {
  if (!atom.dotted || isFile(line, namer, atom)) return false;
  const name = line.text.slice(atom.start, atom.end);
  const last = name.slice(name.lastIndexOf('.') + 1);
  return namer.isEnd(last) || namer.zones.of(name.toLowerCase()).kind !== 'own';
}

/** `/subscriptions/…/resourceGroups/<name>/providers/<namespace>/<type>/<name>/…` */
function hideResources(line: Line, namer: Namer, atoms: readonly Atom[]): void {
  const text = (atom: Atom | undefined): string => (atom === undefined ? '' : line.lower.slice(atom.start, atom.end));
  for (let n = 0; n < atoms.length; n += 1) {
    const word = text(atoms[n]);
    const next = atoms[n + 1];
    if (next === undefined) break;
    if (word === 'resourcegroups' || word === 'resource-groups' || word === 'managementgroups') {
      namer.put(line, 'name', next.start, next.end);
      n += 1;
    } else if (word === 'providers' && text(next).startsWith('microsoft.')) {
      line.keep(next.start, next.end);
      for (n += 2; n + 1 < atoms.length; n += 2) {
        if (text(atoms[n]) === 'providers') break;
        const name = atoms[n + 1];
        if (name !== undefined && !(text(atoms[n]) === 'extensions' && namer.vocabulary.knows(text(name))))
          namer.put(line, 'name', name.start, name.end);
      }
      n -= 1;
    }
  }
}

/** Words of a line that slashes join, each with what stands before it. */
function chainsOf(text: string, atoms: readonly Atom[]): Chain[] {
  const found: Chain[] = [];
  let open: { root: Root; atoms: Atom[]; back: boolean } | null = null;
  for (const atom of atoms) {
    const last = open?.atoms.at(-1);
    if (
      open !== null &&
      last !== undefined &&
      joins(text, last.end, atom.start, open.back && open.root !== 'relative')
    ) {
      open.atoms.push(atom);
      open.back ||= text.charAt(last.end) === '\\';
      continue;
    }
    if (open !== null) close(open, found);
    open = { root: rootOf(text, atom.start), atoms: [atom], back: text.charAt(atom.start - 1) === '\\' };
  }
  if (open !== null) close(open, found);
  return found;
}

function close(chain: Chain, found: Chain[]): void {
  if (chain.root !== 'relative' || chain.atoms.length > 1) found.push(chain);
}

/** Two words are parts of one path: slashes between them, or a blank where a separator follows the second. */
function joins(text: string, from: number, to: number, folder: boolean): boolean {
  const between = text.slice(from, Math.min(to, from + 8));
  // C:\Program Files\…
  if (/^[$~]?\d?[\\/]{1,4}[._~-]?$/u.test(between)) return true;
  if (!folder || !/^[ .'&(),-]{1,3}$/u.test(between)) return false;
  for (let at = to; at < text.length && at < to + LONGEST_FOLDER; at += 1) {
    const c = text.charAt(at);
    if (c === '\\') return text.charAt(at - 1) !== ' ';
    if (/[/:*?"<>|\t]/u.test(c) || (c === ' ' && text.charAt(at + 1) === ' ')) return false;
  }
  return false;
}

function rootOf(text: string, start: number): Root {
  let at = start;
  while (at > 0 && /[._~$-]/u.test(text.charAt(at - 1)) && at > start - 2) at -= 1;
  let slashes = at;
  while (slashes > 0 && slashes > at - 8 && /[\\/]/u.test(text.charAt(slashes - 1))) slashes -= 1;
  const count = at - slashes;
  if (count === 0) return 'relative';
  const before = text.charAt(slashes - 1);
  const sign = text.charAt(slashes);
  if (before === ':') {
    // a drive letter, or the scheme of an address
    const scheme = isAlnum(text.charCodeAt(slashes - 2)) && isAlnum(text.charCodeAt(slashes - 3));
    return scheme && sign === '/' && count >= 2 ? 'address' : 'path';
  }
  if (isNamePart(text.charCodeAt(slashes - 1)) && count < 2) return 'path';
  return count >= 2 ? 'share' : 'path';
}
