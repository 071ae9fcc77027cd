import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The list's own name; it is the one file that the list leaves out. */
export const CHECKSUMS = 'SHA256SUMS';

/** The files of a folder with their SHA-256, as `sha256sum -c` reads them: sorted by path, with forward slashes. */
export function checksums(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path !== CHECKSUMS && statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll(sep, '/'))
    .sort()
    .map((path) => `${sha256(readFileSync(join(folder, path)))}  ${path}\n`)
    .join('');
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Writes the checksums beside the built files; it must be the last integration. */
export function checksumFile() {
  return {
    name: 'checksums',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const list = checksums(folder);
        writeFileSync(join(folder, CHECKSUMS), list);
        logger.info(`${CHECKSUMS} of ${list.split('\n').length - 1} files`);
      },
    },
  };
}
