/**
 * npm run test:mutation -- [FILE]…: changes each rule of src/judge, src/tools and src/session in every way that StrykerJS
 * knows, one change at a time, and tells which changes no unit test notices; not a part of npm test. FILEs narrow it down.
 * Exit 1 when a folder's score is too low, or when a change of src/judge that stays unnoticed is not listed with its reason
 * in tests/mutation-survivors.md.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, env, install, ROOT } from './setup.mjs';

/** Percent of the changes that have to be noticed. */
const LEAST = { 'src/judge': 90, 'src/session': 80, 'src/tools': 80 };
const NOTICED = ['Killed', 'Timeout'];
const UNNOTICED = ['Survived', 'NoCoverage'];
/** Changes on which no test was run to its end. */
const UNTRIED = ['RuntimeError', 'Pending'];

install();
const cache = join(ROOT, '.cache');
mkdirSync(cache, { recursive: true });
const files = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const options = process.argv.slice(2).filter((word) => word.startsWith('-'));
const started = Date.now();
const report = {};
let failed = false;
for (const folder of Object.keys(LEAST)) {
  const own = files.flatMap((word) => word.split(',')).filter((file) => file.startsWith(`${folder}/`));
  if (files.length > 0 && own.length === 0) continue;
  failed = run(folder, own) !== 0 || failed;
  Object.assign(report, reportOf(folder));
}
process.exitCode = failed || !isGood(report) ? 1 : 0;
console.log(`${Math.round((Date.now() - started) / 60_000)} minutes`);

/** Tries the changes of a folder with the tests of that folder: with those of all three a run takes hours. */
function run(folder, own) {
  const name = folder.slice('src/'.length);
  const config = JSON.parse(readFileSync(join(ROOT, 'stryker.config.json'), 'utf8'));
  config.mutate = own.length > 0 ? own : config.mutate.filter((glob) => glob.startsWith(`${folder}/`));
  config.incrementalFile = `.cache/stryker-${name}.json`;
  config.jsonReporter = { fileName: `.cache/mutation-${name}.json` };
  const file = join(cache, `stryker-${name}.config.json`);
  writeFileSync(file, JSON.stringify(config));
  return attempt('stryker', ['run', file, ...options], { env: { ...env, MUTATION: name } });
}

function reportOf(folder) {
  const path = join(cache, `mutation-${folder.slice('src/'.length)}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).files : {};
}

/** Prints the score of each folder, and what is missing in the list. */
function isGood(report) {
  let good = true;
  for (const [folder, least] of Object.entries(LEAST)) {
    const own = Object.entries(report).filter(([file]) => file.startsWith(`${folder}/`));
    const mutants = own.flatMap(([, { mutants: all }]) => all);
    const noticed = mutants.filter(({ status }) => NOTICED.includes(status)).length;
    const all = noticed + mutants.filter(({ status }) => UNNOTICED.includes(status)).length;
    const untried = mutants.filter(({ status }) => UNTRIED.includes(status));
    if (untried.length > 0)
      console.log(`${folder}: ${untried.length} changes were not tried: ${untried[0].statusReason ?? ''}`);
    good &&= untried.length === 0;
    if (all === 0) continue;
    const score = (100 * noticed) / all;
    console.log(`${folder}: ${score.toFixed(1)} % of ${all} changes noticed (at least ${least} %)`);
    good &&= score >= least;
  }
  const list = readFileSync(join(ROOT, 'tests/mutation-survivors.md'), 'utf8').split('\n## ');
  for (const [file, { source, mutants }] of Object.entries(report)) {
    if (!file.startsWith('src/judge/')) continue;
    const listed = list.find((part) => part.startsWith(`${file}\n`)) ?? '';
    const lines = source.split('\n');
    for (const mutant of mutants.filter(({ status }) => UNNOTICED.includes(status))) {
      const entry = entryOf(mutant, lines);
      if (listed.includes(entry)) continue;
      console.log(`not in tests/mutation-survivors.md: ${file}:${mutant.location.start.line} ${entry}`);
      good = false;
    }
  }
  return good;
}

/** A change as the list has it: what stands there (as far as the end of its line), and what stands there instead. */
function entryOf({ location: { start, end }, replacement }, lines) {
  const line = lines[start.line - 1] ?? '';
  const was = start.line === end.line ? line.slice(start.column - 1, end.column - 1) : line.slice(start.column - 1);
  return `\`${was.trim()}\` → \`${replacement.replaceAll(/\s+/gu, ' ').trim()}\``;
}
