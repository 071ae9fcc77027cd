import astro from 'eslint-plugin-astro';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import { CORE, floorRules } from './eslint/floors.js';
import { noJapanese } from './eslint/no-japanese.js';

const pure = [
  { group: ['astro', 'astro:*', 'preact', 'preact/*'], message: 'the core knows no framework' },
  { group: ['node:*'], message: 'the core runs in browsers too' },
  { group: ['zod', 'yaml'], message: 'the core gets its knowledge as plain data' },
];

export default defineConfig(
  {
    ignores: ['cli/', 'dist/', '.astro/', '.cache/', 'node_modules/', 'public/', 'test-results/', 'playwright-report/'],
  },
  ...ts.configs.strict,
  ...astro.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // a property that is taken off an object is named and not used; a parameter for heirs alone begins with `_`
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      'no-control-regex': 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx,astro}'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
    },
  },
  { files: ['src/**'], ignores: ['src/cli.ts'], rules: { 'no-console': 'error' } },
  {
    files: ['src/**'],
    ignores: ['src/locales/**'],
    plugins: { house: { rules: { 'no-japanese': noJapanese } } },
    rules: { 'house/no-japanese': 'error' },
  },
  ...floorRules,
  // only the loader, the command line and what runs at build time may see Node
  {
    files: ['src/ui/**', 'src/scripts/**', 'src/components/**', 'src/layouts/**', 'src/knowledge/**'],
    ignores: ['src/knowledge/load-files.ts', 'src/knowledge/rules-version.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: ['node:*'], message: 'runs in browsers' }] }] },
  },
  { files: [`src/{${CORE.join(',')}}/**/*.ts`], rules: { 'no-restricted-imports': ['error', { patterns: pure }] } },
  { files: ['scripts/**', 'tests/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);
