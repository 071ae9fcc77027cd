import { fileURLToPath } from 'node:url';
import { close, createIndex } from 'pagefind';

/** Writes the search index over the built pages. */
export function pagefindIndex() {
  return {
    name: 'pagefind-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const { index } = await createIndex({ forceLanguage: 'ja' });
        const { errors, page_count: count } = await index.addDirectory({ path: fileURLToPath(dir) });
        if (errors.length > 0) throw new Error(errors.join('\n'));
        await index.writeFiles({ outputPath: fileURLToPath(new URL('pagefind/', dir)) });
        await close();
        logger.info(`search index over ${count} pages`);
      },
    },
  };
}
