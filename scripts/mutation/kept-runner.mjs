/**
 * A test runner for StrykerJS that imports the test files once and tries one change after another on them. Its own runner
 * for Vitest starts a thread and imports all files for each change, which takes a hundred times as long as the tests.
 * The first run, which finds out what test runs over what change, is left to that runner.
 */
import { relative, resolve } from 'node:path';
import { strykerPlugins as stockPlugins } from '@stryker-mutator/vitest-runner';
import { createVitest } from 'vitest/node';

const TESTS = 'scripts/mutation/kept-tests.mjs';

/** Who counts what a test runs over, as the changed code does for the first run, is slower than most tests. */
const uncounted = {
  name: 'uncounted',
  enforce: 'pre',
  transform(code) {
    const head = 'function stryCov_9fa48() {';
    return code.includes(head) ? code.replace(head, `${head} return;`) : null;
  },
};

class KeptRunner {
  #stock;
  #options;
  #namespace;
  #kept;

  constructor(stock, options, namespace) {
    this.#stock = stock;
    this.#options = options;
    this.#namespace = namespace;
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
    this.#kept ??= this.#start();
    const kept = await this.#kept;
    const { killedBy, ...result } = await kept.ask({
      mutant: activeMutant.id,
      source: relative(process.cwd(), sandboxFileName),
      hitLimit,
      tests: mutantActivation === 'static' ? null : testFilter.map(testOf),
    });
    return killedBy === undefined ? result : { ...result, killedBy: [idOf(killedBy)] };
  }

  async dispose() {
    const kept = await this.#kept;
    await kept?.close();
    await this.#stock.dispose();
  }

  /** A thread in which the test files stay, and how to talk with it. */
  async #start() {
    const config = {
      config: this.#options.vitest.configFile,
      include: [TESTS],
      exclude: [],
      pool: 'threads',
      maxWorkers: 1,
      isolate: false,
      watch: false,
      coverage: { enabled: false },
      reporters: [{}],
      onConsoleLog: () => false,
    };
    const vitest = await createVitest('test', config, { plugins: [uncounted] });
    const channelName = `kept-${process.pid}`;
    const files = await this.#stock.ctx.globTestSpecifications();
    vitest.provide('kept', { channelName, namespace: this.#namespace, files: files.map(({ moduleId }) => moduleId) });
    const channel = new BroadcastChannel(channelName);
    const heard = () => new Promise((tell) => (channel.onmessage = ({ data }) => tell(data)));
    const ready = heard();
    const ended = vitest.start().then(() => {
      throw new Error(`the thread with the tests has ended: ${[...vitest.state.errorsSet].map(String).join('; ')}`);
    });
    ended.catch(() => {});
    await Promise.race([ready, ended]);
    return {
      ask(question) {
        const answer = heard();
        channel.postMessage(question);
        return Promise.race([answer, ended]);
      },
      async close() {
        channel.postMessage(null);
        await ended.catch(() => {});
        channel.close();
        await vitest.close();
      },
    };
  }
}

/** StrykerJS names a test by its file and its name, as its runner for Vitest does. */
function testOf(id) {
  const at = id.indexOf('#');
  return { file: resolve(id.slice(0, at)), name: id.slice(at + 1) };
}

function idOf({ file, name }) {
  return `${relative(process.cwd(), file).replaceAll('\\', '/')}#${name}`;
}

function createKeptRunner(injector) {
  const { factory } = stockPlugins.find(({ name }) => name === 'vitest');
  return new KeptRunner(injector.injectFunction(factory), injector.resolve('options'), '__stryker__');
}
createKeptRunner.inject = ['$injector'];

export const strykerPlugins = [{ kind: 'TestRunner', name: 'kept', factory: createKeptRunner }];
