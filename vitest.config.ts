import { defineConfig } from 'vitest/config';

/** Tests that measure time or memory: with another test beside them they would measure that one as well. */
const MEASURED = ['tests/unit/growth/**/*.test.ts', 'tests/unit/*-growth.test.ts', 'tests/unit/*memory.test.ts'];

export default defineConfig({
  test: {
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
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'measured', include: MEASURED, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
