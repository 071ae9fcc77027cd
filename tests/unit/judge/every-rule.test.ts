import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, test } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const names = (path: string): string[] => readdirSync(new URL(path, ROOT));
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** True for a file in which something is left to run once its types are taken out. */
function runs(path: string): boolean {
  const code = stripTypeScriptTypes(read(path)).replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gsu, '');
  return code.replaceAll(/[\s;]/gu, '') !== '';
}

describe('each rule has a test of its own', () => {
  const tested = new Set(names('tests/unit/judge/diagnosis').map((name) => name.replace(/\.test\.ts$/u, '')));
  // what a bundle holds is concluded where its report is made
  const ofBundles = read('src/report/evidence-report.ts');
  const testsOfBundles = read('tests/unit/report/evidence-report.test.ts');

  test.each(names('content/diagnoses'))('the root cause %s', (id) => {
    if (ofBundles.includes(`'${id}'`)) expect(testsOfBundles).toContain(`'${id}'`);
    else expect(tested).toContain(id);
  });

  // it holds the rules of four root causes, and each of those has its test
  const shared = ['proxy-accounts'];
  test.each(
    names('src/judge/diagnosis')
      .map((name) => name.replace(/\.ts$/u, ''))
      .filter((name) => !shared.includes(name)),
  )('the file diagnosis/%s', (name) => {
    expect(tested).toContain(name);
  });

  test.each(['', 'capture/'])('each file of src/judge/%s', (folder) => {
    const rules = names(`src/judge/${folder}`).filter(
      (name) => name.endsWith('.ts') && runs(`src/judge/${folder}${name}`),
    );
    const tests = new Set(names(`tests/unit/judge/${folder}`));
    expect(rules.filter((name) => !tests.has(name.replace(/\.ts$/u, '.test.ts')))).toEqual([]);
  });

  test('a file of types needs none, one with a rule does', () => {
    expect([runs('src/judge/capture/new-probe.ts'), runs('src/judge/worst.ts')]).toEqual([false, true]);
  });
});
