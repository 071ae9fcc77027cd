/**
 * Compares what two checkouts say of the same files, byte for byte: for changes that must not change a report.
 *   node scripts/compare-reports.mjs OTHER_CHECKOUT [--without FIELD]… [--allow PATH]… [FOLDER]…
 * OTHER_CHECKOUT has its own node_modules. FIELDs are taken out of both sides wherever they stand; a difference at a
 * PATH (`probes[].lines`) is counted, but allowed. Without a FOLDER the files of tests/corpus are compared. Exit 1 when
 * a report differs elsewhere.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';

const HERE = new URL('..', import.meta.url).pathname;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    without: { type: 'string', multiple: true, default: ['rules'] },
    allow: { type: 'string', multiple: true, default: [] },
  },
});
const [other, ...folders] = positionals;
if (other === undefined) {
  process.stderr.write(
    'node scripts/compare-reports.mjs OTHER_CHECKOUT [--without FIELD]… [--allow PATH]… [FOLDER]…\n',
  );
  process.exit(2);
}

/** Files that one process reads. */
const BATCH = 40;
const MOST_BYTES = 2 ** 30;
const scratch = mkdtempSync(join(tmpdir(), 'compare-'));
const files = (folders.length > 0 ? folders : [join(HERE, 'tests/corpus')]).flatMap(filesIn);
const bundles = bundlesOf(files);
const all = [...files, ...bundles];

let differing = 0;
const kinds = new Map();
for (let at = 0; at < all.length; at += BATCH) {
  const batch = all.slice(at, at + BATCH);
  const [before, after] = [reports(resolve(other), batch), reports(HERE, batch)];
  batch.forEach((file, index) => {
    const all = differences(before[index], after[index], '');
    for (const { path } of all) kinds.set(path, (kinds.get(path) ?? 0) + 1);
    const places = all.filter(({ path }) => !values.allow.includes(path));
    if (places.length === 0) return;
    differing += 1;
    process.stdout.write(`${file}\n`);
    for (const { path, was, is } of places.slice(0, 6)) process.stdout.write(`  ${path}: ${was} -> ${is}\n`);
  });
}
const strings = errorStrings(files);
const [before, after] = [explanations(resolve(other), strings), explanations(HERE, strings)];
const otherAnswers = strings.filter((_, at) => JSON.stringify(before[at]) !== JSON.stringify(after[at]));
for (const text of otherAnswers) process.stdout.write(`explain: ${text}\n`);
rmSync(scratch, { recursive: true });
process.stdout.write(
  `${all.length} files (${bundles.length} made bundles), ${differing} differ; ${strings.length} error strings, ${otherAnswers.length} differ\n`,
);
for (const [path, count] of [...kinds].sort((a, b) => b[1] - a[1]))
  process.stdout.write(`  ${count} × ${path}${values.allow.includes(path) ? ' (allowed)' : ''}\n`);
process.exitCode = differing + otherAnswers.length === 0 ? 0 : 1;

/** @returns {string[]} every file below a folder */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Bundles of the corpus's own logs, under the name that the evidence lists ask for. */
function bundlesOf(paths) {
  const logs = paths.filter((path) => path.endsWith('.log')).slice(0, 40);
  return logs.map((path, index) => {
    const name = join(scratch, `bundle-${index}.zip`);
    const bytes = readFileSync(path);
    const others = index % 2 === 0 ? { 'azure/waagent.log': bytes.subarray(0, 400), 'systeminfo.txt': bytes } : {};
    writeFileSync(name, zipSync({ 'CheckNWResult_vm_202601010000.log': bytes, ...others }, { mtime: '2026-01-02' }));
    return name;
  });
}

/** The reports of files, one for each, as parsed JSON. */
function reports(checkout, batch) {
  return run(checkout, ['diagnose', '--json', ...batch]);
}

function explanations(checkout, texts) {
  return run(checkout, ['explain', '--batch'], JSON.stringify(texts));
}

function run(checkout, args, input = '') {
  const done = spawnSync(join(checkout, 'node_modules/.bin/node'), [join(checkout, 'src/cli.ts'), ...args], {
    cwd: checkout,
    input,
    encoding: 'utf8',
    maxBuffer: MOST_BYTES,
  });
  try {
    return JSON.parse(done.stdout);
  } catch {
    throw new Error(`${checkout}: ${args.join(' ')}: ${done.stderr.slice(0, 2000)}`);
  }
}

/** Where two values differ, up to the first difference in each branch; numbers of lists stand as `[]`. */
function differences(was, is, path) {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  if (!isBranch(was) || !isBranch(is) || Array.isArray(was) !== Array.isArray(is))
    return [{ path, was: brief(was), is: brief(is) }];
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((key) => !values.without.includes(key));
  const found = keys.flatMap((key) =>
    differences(was[key], is[key], Array.isArray(was) ? `${path}[]` : path === '' ? key : `${path}.${key}`),
  );
  if (found.length > 0) return found;
  const order = (value) => Object.keys(value).filter((key) => !values.without.includes(key));
  return order(was).join() === order(is).join() ? [] : [{ path, was: order(was).join(), is: order(is).join() }];
}

function isBranch(value) {
  return typeof value === 'object' && value !== null;
}

function brief(value) {
  return (JSON.stringify(value) ?? 'absent').slice(0, 160);
}

/** The strings that `explain` is asked, where the corpus has some. */
function errorStrings(paths) {
  return paths
    .filter((path) => path.includes('/error-strings/') && path.endsWith('.json') && statSync(path).size > 0)
    .flatMap((path) => JSON.parse(readFileSync(path, 'utf8')))
    .flatMap((entry) => (typeof entry === 'string' ? [entry] : typeof entry?.text === 'string' ? [entry.text] : []));
}
