import mdx from '@astrojs/mdx';
import { unified } from '@astrojs/markdown-remark';
import preact from '@astrojs/preact';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import remarkCjkFriendly from 'remark-cjk-friendly';
import { checksumFile } from './src/site/checksums.mjs';
import { baseLinks } from './src/site/base-links.mjs';
import { chapterSources } from './src/site/chapter-sources.ts';
import { freshContent } from './src/site/fresh-content.mjs';
import { nameBreaks } from './src/site/name-breaks.ts';
import { shikiClasses } from './src/site/shiki-classes.mjs';
import { pagefindIndex } from './src/site/pagefind-index.mjs';
import { offline } from './src/site/offline.ts';
import { portable } from './src/site/portable.ts';
import { wideTables } from './src/site/wide-tables.ts';
import { states } from './src/site/states.mjs';

/** Astro marks each MDX module with a directive of its own that it reads before bundling; that it is lost then harms nothing. */
function withoutDirectives(level, log, handle) {
  if (log.code !== 'MODULE_LEVEL_DIRECTIVE' || !log.message.includes('astro:head-inject')) handle(level, log);
}

const base = process.env.BASE_PATH ?? '/';

export default defineConfig({
  site: process.env.SITE_URL ?? 'http://localhost:4321',
  base,
  trailingSlash: 'always',
  output: 'static',
  // scripts and styles stay files: the policy allows no inline ones
  build: { inlineStylesheets: 'never', format: 'directory' },
  vite: {
    build: { assetsInlineLimit: 0, rolldownOptions: { onLog: withoutDirectives } },
    worker: { format: 'iife' },
  },
  compressHTML: true,
  markdown: {
    // Astro's default processor leaves the asterisks of Japanese bold text standing
    processor: unified({
      remarkPlugins: [remarkCjkFriendly],
      rehypePlugins: [[baseLinks, base], chapterSources, nameBreaks, wideTables],
    }),
    shikiConfig: { theme: 'github-light', transformers: [shikiClasses()] },
  },
  integrations: [
    mdx(),
    preact(),
    sitemap({
      filter: (page) => !page.endsWith('/404/') && !page.includes('/dev/') && !page.includes('/portable/shell/'),
    }),
    states(),
    freshContent(),
    pagefindIndex(),
    portable(),
    offline(),
    checksumFile(),
  ],
});
