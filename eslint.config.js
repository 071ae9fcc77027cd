import astro from 'eslint-plugin-astro';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

/** Layers from the bottom up: each may import only what stands before it. */
const LAYERS = ['text', 'signatures', 'log', 'judge', 'report', 'ui', 'pages'];
const CORE = ['src/text/**', 'src/signatures/**', 'src/log/**', 'src/judge/**', 'src/report/**', 'src/analyze.ts'];

const above = (layer) => LAYERS.slice(LAYERS.indexOf(layer) + 1);
/** Types of the report and of the knowledge are the common vocabulary; only code obeys the order. */
const layerRules = LAYERS.slice(0, -1).map((layer) => ({
  files: [`src/${layer}/**/*.{ts,tsx}`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: above(layer).map((upper) => ({
          group: [`**/${upper}/*`, `**/${upper}/**`],
          allowTypeImports: true,
          message: `${layer} stands below ${upper}`,
        })),
      },
    ],
  },
}));

export default defineConfig(
  { ignores: ['dist/', '.astro/', '.cache/', 'node_modules/', 'public/', 'test-results/', 'playwright-report/'] },
  ...ts.configs.strict,
  ...astro.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-control-regex': 'error',
    },
  },
  { files: ['src/**/*.{ts,tsx,astro}'], rules: { 'no-console': 'error' } },
  ...layerRules,
  {
    files: CORE,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['astro', 'astro:*', 'preact', 'preact/*', 'node:*'], message: 'the core is pure' }] },
      ],
    },
  },
  { files: ['scripts/**', 'tests/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);
