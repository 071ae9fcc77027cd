import { defineConfig } from 'vitest/config';

/**
 * The tests of `npm run test:unit`, for use while something is being changed: without the corpus, what measures time and memory,
 * what builds or packs, and the files that try thousands of texts each. `npm test` runs them all.
 */
export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts'],
    exclude: [
      'tests/unit/growth/**',
      'tests/unit/*-growth.test.ts',
      'tests/unit/*memory.test.ts',
      'tests/unit/cli/built.test.ts',
      'tests/unit/tooling/{knowledge,new-signature,new-tool,mutation,unfilled}.test.ts',
      'tests/unit/session/{forms,neighbours,wrapped,broken-lines}.test.ts',
      'tests/unit/mask/secrets.test.ts',
      'tests/unit/search/finds-itself.test.ts',
      'tests/unit/capture/selection.test.ts',
      'tests/unit/judge/capture/attempts.test.ts',
      'tests/unit/{regexps,hostile,hostile-output,limits,capture,capture-fragments,law1,dealt,evtx-hostile,commands-shells,sources,content}.test.ts',
    ],
    testTimeout: 60_000,
    maxWorkers: '100%',
    isolate: false,
  },
});
