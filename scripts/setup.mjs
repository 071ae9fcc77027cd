/** What every command needs first: the locked dependencies and the pinned Node. Runs on any Node from 20 on. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODULES = join(ROOT, 'node_modules');
const BIN = join(MODULES, '.bin');

/** The pinned Node, once the dependencies are there. */
export const NODE = join(BIN, process.platform === 'win32' ? 'node.cmd' : 'node');

const outerPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== BIN);

/** Environment in which `node` is the pinned one and nothing reports home. */
export const env = {
  ...process.env,
  PATH: [BIN, ...outerPath].join(delimiter),
  ASTRO_TELEMETRY_DISABLED: '1',
};

/** Runs a command in the project's folder and returns its exit code. */
export function attempt(command, args, options = {}) {
  const shell = process.platform === 'win32';
  const { status, error } = spawnSync(command, args, { cwd: ROOT, env, stdio: 'inherit', shell, ...options });
  if (error !== undefined) {
    console.error(`${command}: ${error.message}`);
    return 1;
  }
  return status ?? 1;
}

/** Runs a command beside others; with `isHeld` what it prints is returned and not shown. */
export async function attemptBeside(command, args, { isHeld, ...options }) {
  const shell = process.platform === 'win32';
  const stdio = isHeld ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  const child = spawn(command, args, { cwd: ROOT, stdio, shell, ...options });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => printed.push(piece));
  try {
    const [status] = await once(child, 'close');
    return { status: status ?? 1, printed: Buffer.concat(printed).toString('utf8') };
  } catch (error) {
    return { status: 1, printed: `${command}: ${error.message}\n` };
  }
}

/** Runs a command and ends the process when it fails. */
export function run(command, args, options = {}) {
  const status = attempt(command, args, options);
  if (status === 0) return;
  console.error(`${[command, ...args].join(' ')} failed (exit ${status})`);
  process.exit(status);
}

/** Installs the locked dependencies unless they are there already; `quiet` leaves standard output to the caller. */
export function install({ quiet = false } = {}) {
  if (isInstalled()) return;
  // npm removes node_modules first, so it must not run on the Node that stands there;
  // and `npm run -s` must not silence why it failed
  const plain = { ...process.env, PATH: outerPath.join(delimiter), npm_config_loglevel: 'warn' };
  const options = { env: plain, stdio: quiet ? ['ignore', 2, 2] : 'inherit' };
  const quietly = ['--no-audit', '--no-fund'];
  if (attempt('npm', ['ci', ...quietly], options) === 0) return;
  // where a registry lacks the packages of other platforms, some versions of npm refuse the lock file (npm/cli#9846)
  console.error('npm ci failed; trying npm install with the same locked versions');
  run('npm', ['install', '--no-save', ...quietly], options);
}

/** npm notes what it installed beside the packages: every locked package must be there in its locked version. */
function isInstalled() {
  const note = join(MODULES, '.package-lock.json');
  if (!existsSync(note) || !existsSync(NODE)) return false;
  const present = packages(note);
  return Object.entries(packages(join(ROOT, 'package-lock.json'))).every(
    ([path, { version, optional }]) => path === '' || optional === true || present[path]?.version === version,
  );
}

function packages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
