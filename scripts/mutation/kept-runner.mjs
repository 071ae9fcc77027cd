/**
 * A test runner for StrykerJS that imports the test files once and tries one change after another on them. Its own runner
 * for Vitest starts a thread and imports all files for each change, which takes a hundred times as long as the tests.
 * The first run, which finds out what test runs over what change, is left to that runner.
 */
import { relative, resolve } from 'node:path';
import { strykerPlugins as stockPlugins } from '@stryker-mutator/vitest-runner';
import { createVitest, ThreadsPoolWorker } from 'vitest/node';

const TESTS = 'scripts/mutation/kept-tests.mjs';
const NAMESPACE = '__stryker__';

/**
 * Milliseconds of computing without a sign of life after which a change is an endless loop: the longest test takes a tenth of a
 * second. The time of the processor, as the clock tells nothing on a machine with other work.
 */
const MOST_COMPUTING = 2500;
const BETWEEN_LOOKS = 250;

/**
 * Who counts what a test runs over, as the changed code does for the first run, is slower than most tests: it is counted once,
 * as the first run adds the same counts up once for each file.
 */
const countedOnce = {
  name: 'counted-once',
  enforce: 'pre',
  transform(code) {
    const head = 'function cover() {';
    return code.includes('stryCov_9fa48')
      ? code.replace(head, `${head} if (ns.currentTestId === undefined) return;`)
      : null;
  },
};

/** The thread in which the test files stay imported. */
class KeptTests {
  #vitest;
  #channel;
  #worker;
  #ended;
  #looking;
  #sinceSign = process.cpuUsage();

  static async create(configFile, files) {
    const kept = new KeptTests();
    const channelName = `kept-${process.pid}`;
    const createPoolWorker = (options) => (kept.#worker = new ThreadsPoolWorker(options));
    const config = {
      config: configFile,
      include: [TESTS],
      exclude: [],
      pool: { name: 'kept', createPoolWorker },
      maxWorkers: 1,
      isolate: false,
      watch: false,
      coverage: { enabled: false },
      reporters: [{}],
      onConsoleLog: () => false,
    };
    kept.#vitest = await createVitest('test', config, { plugins: [countedOnce] });
    kept.#vitest.provide('kept', { channelName, namespace: NAMESPACE, files });
    kept.#channel = new BroadcastChannel(channelName);
    return kept;
  }

  /** What the tests say of a change. */
  async ask(question) {
    if (this.#ended === undefined) await this.#start();
    const answer = this.#heard();
    this.#channel.postMessage(question);
    const found = await Promise.race([answer, this.#ended, this.#overworked()]);
    clearInterval(this.#looking);
    if (found !== undefined) return found;
    await this.#worker.thread.terminate();
    await this.#ended;
    this.#ended = undefined;
    return { status: 'timeout', reason: 'the tests did not come to an end' };
  }

  async close() {
    this.#channel.postMessage(null);
    await this.#ended;
    this.#channel.close();
    await this.#vitest.close();
  }

  async #start() {
    const ready = this.#heard();
    this.#vitest.state.filesMap.clear();
    // the thread may come to its end by too much memory as well
    this.#ended = this.#vitest.start().then(
      () => undefined,
      () => undefined,
    );
    const isReady = await Promise.race([ready, this.#ended]);
    if (isReady === undefined) throw new Error(this.#errors());
  }

  /** Why the thread came to its end before it was asked anything. */
  #errors() {
    const { state } = this.#vitest;
    const inFiles = state.getFiles().flatMap(({ result }) => result?.errors ?? []);
    return [...state.errorsSet, ...inFiles].map((error) => String(error?.stack ?? error)).join('\n');
  }

  #heard() {
    return new Promise((tell) => {
      this.#channel.onmessage = ({ data }) => {
        this.#sinceSign = process.cpuUsage();
        if (data !== 'alive') tell(data);
      };
    });
  }

  /** Resolves when more has been computed without a sign of life than one test may take. */
  #overworked() {
    const { resolve, promise } = Promise.withResolvers();
    this.#sinceSign = process.cpuUsage();
    this.#looking = setInterval(() => {
      const { user, system } = process.cpuUsage(this.#sinceSign);
      if ((user + system) / 1000 > MOST_COMPUTING) resolve();
    }, BETWEEN_LOOKS);
    return promise;
  }
}

class KeptRunner {
  #stock;
  #options;
  #kept;

  constructor(stock, options) {
    this.#stock = stock;
    this.#options = options;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    return this.#stock.init();
  }

  dryRun(options) {
    return this.#stock.dryRun(options);
  }

  async mutantRun({ activeMutant, hitLimit, testFilter, mutantActivation, sandboxFileName }) {
    this.#kept ??= await this.#keep();
    const { killedBy, ...result } = await this.#kept.ask({
      mutant: activeMutant.id,
      source: relative(process.cwd(), sandboxFileName),
      hitLimit,
      tests: mutantActivation === 'static' ? null : testFilter.map(placeOf),
    });
    return killedBy === undefined ? result : { ...result, killedBy: [idOf(killedBy)] };
  }

  async dispose() {
    await this.#kept?.close();
    await this.#stock.dispose();
  }

  async #keep() {
    const files = await this.#stock.ctx.globTestSpecifications();
    return KeptTests.create(
      this.#options.vitest.configFile,
      files.map(({ moduleId }) => moduleId),
    );
  }
}

/** StrykerJS names a test by its file and its name, as its runner for Vitest does. */
function placeOf(id) {
  const at = id.indexOf('#');
  return { file: resolve(id.slice(0, at)), name: id.slice(at + 1) };
}

function idOf({ file, name }) {
  return `${relative(process.cwd(), file).replaceAll('\\', '/')}#${name}`;
}

function createKeptRunner(injector) {
  const { factory } = stockPlugins.find(({ name }) => name === 'vitest');
  return new KeptRunner(injector.injectFunction(factory), injector.resolve('options'));
}
createKeptRunner.inject = ['$injector'];

export const strykerPlugins = [{ kind: 'TestRunner', name: 'kept', factory: createKeptRunner }];
