/**
 * The one "test file" of kept-runner.mjs: it imports the real ones and, as long as it is asked, tells what they say of a
 * change. What a change leaves behind in a module must not decide of the next one: a test that notices a change has to pass
 * without it, and a change that nobody notices and that was run less often than without any change is tried again on modules
 * that are imported anew.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, TestRunner, vi } from 'vitest';

const OWN = fileURLToPath(import.meta.url);
const { channelName, namespace, files } = inject('kept');
/** What the changed code asks whether it is to behave as changed, and where it counts how often it asks. */
const stryker = (globalThis[namespace] ??= {});
/** Milliseconds between two signs of life: without them, who waits takes the tests for an endless loop. */
const BETWEEN_SIGNS = 100;
/** The tests of each file that is imported, by their names. */
const imported = new Map();
/** By file of the rules, and by test: how many changes of the file the test noticed. */
const noticed = new Map();
/** How often each test runs over each change, by `file#name`, on modules that are just imported: what the changed code counts. */
const counted = {};
stryker.mutantCoverage = { static: {}, perTest: counted };
/** Whether a change has been active since the modules were imported. */
let isUsed = false;
/** The source whose modules were imported with a change of what is done as they are imported; null: none. */
let changed = null;
let lastSign = 0;

const channel = new BroadcastChannel(channelName);
for (const file of files) await count(file);
await new Promise((end) => {
  channel.onmessage = async ({ data }) => {
    if (data !== null) return channel.postMessage(await answer(data));
    channel.close();
    end();
  };
  channel.postMessage('ready');
});

/** What becomes of a change: a result as StrykerJS has it, but `killedBy` is the place of a test. */
async function answer(question) {
  const { source, tests } = question;
  if (changed !== null) importersAnew(changed);
  changed = null;
  if (tests === null) {
    // a change of what is done as a module is imported
    importersAnew(source);
    changed = source;
    return tried(question, [...noticing(source), ...files.map((file) => ({ file }))]);
  }
  const wasUsed = isUsed;
  const result = await tried(question, likelyFirst(source, tests));
  if (!wasUsed || !(await isDoubtful(result, question))) return result;
  importAnew();
  for (const { file } of tests) await testsOf(file);
  return tried(question, likelyFirst(source, tests));
}

/**
 * Whether something that an earlier change left behind may be the reason of a result. A change that was run as often as on new
 * modules was not hidden by anything that is remembered.
 */
async function isDoubtful({ status, killedBy }, { mutant, tests }) {
  if (killedBy === undefined) return status === 'survived' && stryker.hitCount < expectedRuns(mutant, tests);
  const own = await testsOf(killedBy.file);
  for (const test of own.get(killedBy.name)) if ((await failureOf(test)) !== null) return true;
  return false;
}

/** Runs tests with a change until one fails; a place without a name is all tests of its file. */
async function tried({ mutant, source, hitLimit }, places) {
  isUsed = true;
  Object.assign(stryker, { activeMutant: mutant, hitCount: 0, hitLimit });
  const errors = [];
  let nrOfTests = 0;
  try {
    for (const { file, name } of places) {
      const own = await testsOf(file).catch((error) => void errors.push(`${file}: ${error}`));
      for (const [title, tests] of own ?? []) {
        if (name !== undefined && name !== title) continue;
        for (const test of tests) {
          nrOfTests += 1;
          const failureMessage = await failureOf(test);
          if (stryker.hitCount > hitLimit) return { status: 'timeout', reason: `asked ${stryker.hitCount} times` };
          if (failureMessage === null) continue;
          const killedBy = { file, name: title };
          remember(source, killedBy);
          return { status: 'killed', killedBy, failureMessage, nrOfTests };
        }
      }
    }
  } finally {
    stryker.activeMutant = undefined;
  }
  return errors.length > 0 ? { status: 'error', errorMessage: errors.join('\n') } : { status: 'survived', nrOfTests };
}

/** What a test throws, or null. Its state is set back as Vitest does it. */
async function failureOf(test) {
  giveSign();
  expect.setState({
    assertionCalls: 0,
    isExpectingAssertions: false,
    expectedAssertionsNumber: null,
    currentTestName: test.fullTestName,
  });
  try {
    await TestRunner.getTestFn(test)();
    const { assertionCalls, isExpectingAssertions, expectedAssertionsNumber } = expect.getState();
    if (isExpectingAssertions && assertionCalls === 0) return 'no assertion';
    if (expectedAssertionsNumber !== null && assertionCalls !== expectedAssertionsNumber) return 'too few assertions';
    return null;
  } catch (error) {
    return String(error?.message ?? error);
  }
}

/** Imports a file of tests and counts what each of them runs over. */
async function count(file) {
  const own = await testsOf(file);
  for (const [name, tests] of own) {
    stryker.currentTestId = `${file}#${name}`;
    for (const test of tests) await failureOf(test);
  }
  stryker.currentTestId = undefined;
}

function expectedRuns(mutant, tests) {
  return tests.reduce((sum, { file, name }) => sum + (counted[`${file}#${name}`]?.[mutant] ?? 0), 0);
}

function importAnew() {
  vi.resetModules();
  imported.clear();
  isUsed = false;
}

/**
 * Has a source imported anew, and all that imports it: what it imports itself, the knowledge above all, cannot depend on it, and
 * takes seconds to make.
 */
function importersAnew(source) {
  const { idToModuleMap } = globalThis.__vitest_worker__.evaluatedModules;
  const found = new Set();
  const open = [...idToModuleMap.values()].filter(({ file }) => file === resolve(source)).map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const module = idToModuleMap.get(id);
    if (module === undefined || module.file === OWN || found.has(id)) continue;
    found.add(id);
    open.push(...module.importers);
    module.promise = module.exports = undefined;
    module.evaluated = false;
    imported.delete(module.file);
  }
}

/** The tests of a file by their names, as StrykerJS makes them. */
async function testsOf(file) {
  const known = imported.get(file);
  if (known !== undefined) return known;
  giveSign();
  const collector = describe(file, () => import(file));
  const suite = await collector.collect({ filepath: file }).finally(collector.clear);
  const tests = new Map();
  addTests(suite, [], tests);
  imported.set(file, tests);
  return tests;
}

function giveSign() {
  const now = performance.now();
  if (now - lastSign < BETWEEN_SIGNS) return;
  lastSign = now;
  channel.postMessage('alive');
}

function addTests(suite, names, tests) {
  if (Object.values(TestRunner.getSuiteHooks(suite)).some((hooks) => hooks.length > 0)) {
    throw new Error('mutation testing runs no beforeEach, afterEach, beforeAll or afterAll');
  }
  for (const task of suite.tasks) {
    if (task.mode === 'skip' || task.mode === 'todo') continue;
    const path = [...names, task.name];
    if (task.type === 'suite') addTests(task, path, tests);
    else tests.set(path.join(' > ').trim(), [...(tests.get(path.join(' > ').trim()) ?? []), task]);
  }
}

function remember(source, { file, name }) {
  const own = noticed.get(source) ?? new Map();
  noticed.set(source, own);
  const key = `${file}#${name}`;
  own.set(key, { file, name, times: (own.get(key)?.times ?? 0) + 1 });
}

/** The tests that noticed changes of a file before, the best one first. */
function noticing(source) {
  return [...(noticed.get(source)?.values() ?? [])].sort((a, b) => b.times - a.times);
}

function likelyFirst(source, tests) {
  const timesOf = ({ file, name }) => noticed.get(source)?.get(`${file}#${name}`)?.times ?? 0;
  return [...tests].sort((a, b) => timesOf(b) - timesOf(a));
}
