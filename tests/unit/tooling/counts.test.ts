import { expect, test } from 'vitest';
import { count } from '../../../scripts/counts.mjs';

const unit = {
  testResults: [
    {
      assertionResults: [
        { status: 'passed', fullName: 'a' },
        { status: 'passed', fullName: 'b' },
        { status: 'failed', fullName: 'c' },
        { status: 'skipped', fullName: 'reads the big capture' },
      ],
    },
    { assertionResults: [{ status: 'todo', fullName: 'later' }] },
  ],
};
const skipped = (description?: string): object => ({
  status: 'skipped',
  annotations: description === undefined ? [] : [{ type: 'skip', description }],
});
const e2e = {
  stats: { expected: 5, unexpected: 2, flaky: 1, skipped: 4 },
  suites: [
    {
      specs: [{ title: 'plain', tests: [skipped()] }],
      suites: [
        {
          specs: [
            { title: 'x', tests: [skipped('no Firefox')] },
            { title: 'y', tests: [skipped('no Firefox')] },
            { title: 'z', tests: [skipped('no network'), { status: 'expected', annotations: [] }] },
          ],
        },
      ],
    },
  ],
};

test('tests of both runners are counted together', () => {
  expect(count(unit, e2e)).toMatchObject({ passed: 2 + 5 + 1, failed: 1 + 2, skipped: 2 + 4, flaky: 1 });
});

test('a reason stands for each skipped test, the same reason once with its count', () => {
  expect(Object.fromEntries(count(unit, e2e).reasons)).toEqual({
    'reads the big capture': 1,
    later: 1,
    plain: 1,
    'no Firefox': 2,
    'no network': 1,
  });
});

test('a report that was not written counts nothing', () => {
  expect(count(null, null)).toMatchObject({ passed: 0, failed: 0, skipped: 0 });
  expect(count(unit, null)).toMatchObject({ passed: 2, failed: 1, skipped: 2 });
});
