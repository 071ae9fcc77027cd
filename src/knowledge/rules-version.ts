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
  const project = fileURLToPath(new URL('../', content));
  const folders = [fileURLToPath(content), ...JUDGING.map((room) => join(project, 'src', room))];
  const digest = createHash('sha256');
  for (const folder of folders.filter((one) => existsSync(one))) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    const places = files.map((file) => relative(project, file).replaceAll('\\', '/')).sort();
    for (const place of places) {
      digest.update(`${place}\n`);
      digest.update(readFileSync(join(project, place), 'latin1').replaceAll('\r\n', '\n'));
    }
  }
  return digest.digest('hex').slice(0, DIGITS);
}
