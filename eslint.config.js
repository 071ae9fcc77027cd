import astro from 'eslint-plugin-astro';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import { noJapanese } from './eslint/no-japanese.js';

/** Floors of the house from the ground up: code imports from its own floor and from those below, never from above. */
const FLOORS = [
  ['text'],
  ['locales'],
  ['signatures', 'commands', 'mask'],
  ['gateways'],
  ['session'],
  ['log', 'tools', 'capture', 'evidence'],
  ['judge'],
  ['report'],
  ['ui', 'site'],
  ['components', 'layouts'],
  ['pages'],
];
const CORE = [
  'src/{text,signatures,commands,mask,locales,gateways,session,log,tools,capture,evidence,judge,report}/**/*.ts',
  'src/analyze.ts',
  'src/analyze-capture.ts',
  'src/analyze-evidence.ts',
];

/** Types of the report and of the knowledge are the vocabulary of all floors; only code obeys the order. */
const floorRules = FLOORS.slice(0, -1).flatMap((rooms, level) =>
  rooms.map((room) => {
    const upper = FLOORS.slice(level + 1).flat();
    const beside = rooms.filter((other) => other !== room && level < FLOORS.length - 3);
    return {
      files: [`src/${room}/**/*.{ts,tsx,astro}`],
      rules: {
        '@typescript-eslint/no-restricted-imports': [
          'error',
          {
            patterns: [
              ...[...upper, ...beside].map((name) => ({
                regex: `^(?:\\.\\./)+${name}/`,
                allowTypeImports: true,
                message: `${room} must not use ${name}: imports run downward only`,
              })),
              ...(level < FLOORS.length - 3
                ? [{ regex: '/analyze\\.ts$', allowTypeImports: true, message: `${room} stands below analyze.ts` }]
                : []),
            ],
          },
        ],
      },
    };
  }),
);

const pure = [
  { group: ['astro', 'astro:*', 'preact', 'preact/*'], message: 'the core knows no framework' },
  { group: ['node:*'], message: 'the core runs in browsers too' },
  { group: ['zod', 'yaml'], message: 'the core gets its knowledge as plain data' },
];

export default defineConfig(
  { ignores: ['dist/', '.astro/', '.cache/', 'node_modules/', 'public/', 'test-results/', 'playwright-report/'] },
  ...ts.configs.strict,
  ...astro.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // a property that is taken off an object is named and not used
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
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
  { files: CORE, rules: { 'no-restricted-imports': ['error', { patterns: pure }] } },
  { files: ['scripts/**', 'tests/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);
