/**
 * Floors of the house from the ground up. A room imports from the floors below it and from itself, types included: never
 * from above, and not from a room beside it.
 */
export const FLOORS = [
  ['model'],
  ['knowledge'],
  ['text'],
  ['locales'],
  ['signatures', 'commands'],
  ['gateways'],
  ['search', 'mask'],
  ['capture', 'evidence'],
  ['session'],
  ['tools', 'log', 'journal'],
  ['judge'],
  ['report'],
  ['analyze'],
  ['site', 'cli'],
  ['ui'],
  ['scripts', 'portable'],
  ['components'],
  ['layouts'],
  ['pages'],
];

/** Rooms that know no framework, nothing of Node, and get their knowledge as plain data. */
export const CORE = FLOORS.slice(
  0,
  FLOORS.findIndex((rooms) => rooms.includes('site')),
)
  .flat()
  .filter((room) => room !== 'knowledge');

/** The rooms from which another one must not import. */
export function forbiddenTo(room) {
  const level = FLOORS.findIndex((rooms) => rooms.includes(room));
  return FLOORS.slice(level)
    .flat()
    .filter((other) => other !== room);
}

/** One lint rule for each room. */
export const floorRules = FLOORS.flat().map((room) => ({
  files: [`src/${room}/**/*.{ts,tsx,astro}`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          ...forbiddenTo(room).map((name) => ({
            regex: name === 'locales' ? '^(?:(?:\\.\\./)+locales|#locale)/' : `^(?:\\.\\./)+${name}/`,
            message: `${room} must not use ${name}: imports run downward only, those of types as well`,
          })),
          // the ground floor stands on nothing
          ...(room === 'model'
            ? [{ regex: '^(?!\\./)', message: 'model holds types only and imports nothing else' }]
            : []),
        ],
      },
    ],
  },
}));
