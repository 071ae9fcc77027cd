import { defineConfig } from 'vitest/config';

/** The folder whose rules are changed: `judge`, `session` or `tools`. */
const folder = process.env['MUTATION'] ?? '{judge,tools,session}';
/** They compare thousands of whole sessions. */
const SESSIONS = ['forms', 'neighbours', 'wrapped', 'broken-lines'].map((name) => `tests/unit/session/${name}.test.ts`);

/**
 * The unit tests with which `npm run test:mutation` tries to notice each change of a rule, each of them quick: a change is
 * tried with every test that runs over it. The laws and what else judges whole logs would take hours; kills count without
 * them.
 */
export default defineConfig({
  test: {
    include: [`tests/unit/${folder}/**/*.test.ts`],
    exclude: [
      'tests/unit/**/law-*.test.ts',
      'tests/unit/judge/platform-addresses.test.ts',
      'tests/unit/tools/only-in-its-folder.test.ts',
      ...SESSIONS,
    ],
    globalSetup: 'tests/support/provide-knowledge.ts',
    testTimeout: 20_000,
    isolate: false,
  },
});
