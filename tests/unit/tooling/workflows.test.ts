import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const FOLDER = new URL('../../../.github/workflows/', import.meta.url);

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Job {
  readonly needs?: string | readonly string[];
  readonly uses?: string;
  readonly steps?: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflows = new Map(
  readdirSync(FOLDER).map((name) => [name, parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Workflow]),
);
const testWorkflow = workflows.get('test.yml');

test('pull requests run npm test', () => {
  expect(testWorkflow?.on).toHaveProperty('pull_request');
  expect(Object.values(testWorkflow?.jobs ?? {}).flatMap(({ steps }) => steps?.map(({ run }) => run))).toContain(
    'npm test',
  );
});

test('nothing is deployed before npm test has passed', () => {
  expect(testWorkflow?.on).toHaveProperty('workflow_call');
  for (const [name, { jobs }] of workflows) {
    const tested = Object.keys(jobs).filter((job) => jobs[job]?.uses === './.github/workflows/test.yml');
    for (const [job, { needs, steps }] of Object.entries(jobs)) {
      if (steps?.some(({ uses }) => uses?.includes('deploy') === true) !== true) continue;
      expect(tested, `${name}: ${job}`).toEqual(expect.arrayContaining([needs].flat()));
      expect([needs].flat(), `${name}: ${job}`).not.toEqual([undefined]);
    }
  }
});
