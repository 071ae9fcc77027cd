import { defineConfig } from 'vitest/config';

/**
 * The unit tests with which `npm run test:mutation` tries to notice each change of a rule, each of them quick: a change is
 * tried with every test that runs over it. The laws and what else judges whole logs would take hours; kills count without
 * them.
 */
export default defineConfig({
  test: {
    include: ['tests/unit/{judge,tools,session}/**/*.test.ts'],
    exclude: ['tests/unit/**/law-*.test.ts', 'tests/unit/judge/platform-addresses.test.ts'],
    globalSetup: 'tests/support/provide-knowledge.ts',
    testTimeout: 20_000,
    isolate: false,
  },
});
