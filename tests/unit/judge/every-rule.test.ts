import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const names = (path: string): string[] => readdirSync(new URL(path, ROOT));

describe('each rule has a test of its own', () => {
  const tested = new Set(names('tests/unit/judge/diagnosis').map((name) => name.replace(/\.test\.ts$/u, '')));

  test.each(names('content/diagnoses'))('the root cause %s', (id) => {
    expect(tested).toContain(id);
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
    const own = names(`src/judge/${folder}`).filter((name) => name.endsWith('.ts'));
    const tests = new Set(names(`tests/unit/judge/${folder}`));
    expect(own.filter((name) => !tests.has(name.replace(/\.ts$/u, '.test.ts')))).toEqual([]);
  });
});
