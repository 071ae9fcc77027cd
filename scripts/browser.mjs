/** Where the tests' browsers are. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { attempt, env, run } from './setup.mjs';

const CHROMIUM = {
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  elsewhere: '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
};
const FIREFOX = {
  names: ['firefox-esr', 'firefox'],
  elsewhere: '/Applications/Firefox.app/Contents/MacOS/firefox',
};

/** The path of an installed Firefox, `FIREFOX_PATH` first; null when there is none: tests in it are then skipped. */
export function firefox() {
  return installed('FIREFOX_PATH', FIREFOX);
}

/** The same for Chromium or Chrome and `CHROMIUM_PATH`. */
function installedBrowser() {
  return installed('CHROMIUM_PATH', CHROMIUM);
}

/** The file that a variable names, else the first of some programs on the PATH, else one at another place. */
function installed(variable, { names, elsewhere }) {
  const named = process.env[variable] ?? '';
  if (named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`${variable} names a file that does not exist: ${named}`);
  }
  const folders = ['/usr/bin', ...env.PATH.split(delimiter)];
  const places = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), elsewhere];
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
