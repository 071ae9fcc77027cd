import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';

const HERE = '#locale/';
/** No file has such an id, so no other plugin reads it. */
const MADE = '\0zz:';
const EXPORTED = /^export (?:const|function) (\w+)/gmu;
const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The test locale: every module of `#locale/` is the Japanese one, each of its sentences a name in brackets. */
export function zzLocale(): Plugin {
  return {
    name: 'zz-locale',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(HERE) ? `${MADE}${id.slice(HERE.length)}` : null),
    load(id) {
      if (!id.startsWith(MADE)) return null;
      const name = id.slice(MADE.length);
      const file = path(`../../src/locales/ja/${name}`);
      const names = [...readFileSync(file, 'utf8').matchAll(EXPORTED)].map(([, exported = '']) => exported);
      const module = JSON.stringify(name.replace(/\.ts$/u, ''));
      return [
        `import * as ja from ${JSON.stringify(file)};`,
        `import { strange } from ${JSON.stringify(path('zz.ts'))};`,
        ...names.map((one) => `export const ${one} = strange(${module} + '.${one}', ja.${one});`),
      ].join('\n');
    },
  };
}
