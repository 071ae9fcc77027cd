/** Where the tests' Chromium is. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { attempt, env, run } from './setup.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** The path of an installed Chromium or Chrome: `CHROMIUM_PATH`, else the first on PATH; null when there is none. */
function installedBrowser() {
  const named = process.env.CHROMIUM_PATH ?? '';
  if (named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names a file that does not exist: ${named}`);
  }
  const folders = ['/usr/bin', ...env.PATH.split(delimiter)];
  const places = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), MAC];
  return places.find(isExecutable) ?? null;
}

/** As `installedBrowser`, but gets one where there is none. An empty path means Playwright's own. */
export function browser() {
  const found = installedBrowser() ?? debianBrowser();
  if (found !== null) return found;
  run('playwright', ['install', ...(isRoot() ? ['--with-deps'] : []), 'chromium']);
  return '';
}

/** Debian's package: only root can install it. */
function debianBrowser() {
  if (!isRoot() || !existsSync('/usr/bin/apt-get')) return null;
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  attempt('apt-get', ['update', '-qq'], quiet);
  attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], quiet);
  return installedBrowser();
}

function isRoot() {
  return process.getuid?.() === 0;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
