import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { zzLocale } from './tests/support/zz-locale.ts';

/** Tests that measure time or memory, each of its own process: behind the others, so that these do not take the caches from them. */
const MEASURED = ['tests/unit/growth/**/*.test.ts', 'tests/unit/*-growth.test.ts', 'tests/unit/*memory.test.ts'];

/** The files that take longest: begun last, each of them would be waited for alone. */
const LONGEST = /\/(?:regexps|hostile|capture|neighbours|law1|secrets)\.test\.ts$/u;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONGEST.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    testTimeout: 180_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/{unit,corpus}/**/*.test.ts'],
          exclude: MEASURED,
          maxWorkers: '100%',
          // no test changes what another one sees, and the content is read once in each worker
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      // every view in a language of its own
      {
        extends: true,
        plugins: [zzLocale()],
        test: { name: 'zz', include: ['tests/zz/**/*.test.ts'], sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: { name: 'measured', include: MEASURED, pool: 'forks', maxWorkers: '100%', sequence: { groupOrder: 1 } },
      },
    ],
  },
});
