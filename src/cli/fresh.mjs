import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = new URL('../../', import.meta.url);

/** The command line as one file, and what its sources were like when it was built. */
export const BUILT = new URL('cli/sotsu-karte.mjs', PROJECT);
export const STAMP = new URL('cli/sources', PROJECT);

/** The folders that it is made of. */
const FOLDERS = ['content', 'src'];

/**
 * What tells that a file below the project was changed, added or taken away: their number, size and the last change.
 * Contents are not read: that would take longer than the command line has.
 * @param {URL} project
 */
export function stampOf(project) {
  let [count, bytes, newest] = [0, 0, 0];
  for (const folder of FOLDERS)
    for (const entry of readdirSync(fileURLToPath(new URL(`${folder}/`, project)), {
      recursive: true,
      withFileTypes: true,
    })) {
      if (!entry.isFile()) continue;
      const { size, mtimeMs } = statSync(join(entry.parentPath, entry.name));
      count += 1;
      bytes += size;
      newest = Math.max(newest, mtimeMs);
    }
  return `${count} ${bytes} ${newest}\n`;
}

/** Whether the built command line is there and knows what the sources say now. */
export function isFresh() {
  try {
    return readFileSync(STAMP, 'utf8') === stampOf(PROJECT) && statSync(BUILT).isFile();
  } catch {
    return false;
  }
}
