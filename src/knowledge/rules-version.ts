import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders of `src` whose code decides what a report says. */
const JUDGING = [
  'model',
  'text',
  'signatures',
  'commands',
  'gateways',
  'session',
  'tools',
  'log',
  'journal',
  'capture',
  'evidence',
  'judge',
  'analyze',
];
const DIGITS = 12;

/**
 * The version of the rules: a digest of all content and of the judging code, so that two reports with the same version
 * were judged alike. Line ends do not count: a checkout on Windows may have its own.
 * @param content the folder `content/`; the code is read from `src/` beside it.
 */
export function rulesVersion(content: URL): string {
  return digestOf(content, JUDGING);
}

/** The version of the site: what one page loads belongs together only where this is the same. */
export function siteVersion(content: URL): string {
  return digestOf(content, ['.']);
}

/** The newest month (`2026-11`) in which a source of the rules was read. */
export function rulesMonth(content: URL): string {
  const months = filesOf(fileURLToPath(content)).flatMap((file) =>
    [...readFileSync(file, 'latin1').matchAll(/\bseen: "?(20\d\d-\d\d)/gu)].map(([, month = '']) => month),
  );
  return months.reduce((newest, month) => (month > newest ? month : newest), '');
}

function digestOf(content: URL, rooms: readonly string[]): string {
  const project = fileURLToPath(new URL('../', content));
  const folders = [fileURLToPath(content), ...rooms.map((room) => join(project, 'src', room))];
  const digest = createHash('sha256');
  for (const folder of folders.filter((one) => existsSync(one))) {
    const places = filesOf(folder)
      .map((file) => relative(project, file).replaceAll('\\', '/'))
      .sort();
    for (const place of places) {
      digest.update(`${place}\n`);
      digest.update(readFileSync(join(project, place), 'latin1').replaceAll('\r\n', '\n'));
    }
  }
  return digest.digest('hex').slice(0, DIGITS);
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
