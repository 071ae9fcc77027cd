import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { articleFrontmatter, guideFrontmatter, pageFrontmatter, signatureFrontmatter } from './knowledge/schema.ts';

export const collections = {
  guide: defineCollection({
    loader: glob({
      base: './content/guide',
      pattern: '*/ja.mdx',
      generateId: ({ entry }) => entry.split('/')[0] ?? entry,
    }),
    schema: guideFrontmatter,
  }),
  signatures: defineCollection({
    loader: glob({
      base: './content/signatures',
      pattern: '*/ja.mdx',
      generateId: ({ entry }) => entry.split('/')[0] ?? entry,
    }),
    schema: signatureFrontmatter,
  }),
  diagnoses: defineCollection({
    loader: glob({
      base: './content/diagnoses',
      pattern: '*/ja.mdx',
      generateId: ({ entry }) => entry.split('/')[0] ?? entry,
    }),
    schema: articleFrontmatter,
  }),
  pages: defineCollection({
    loader: glob({
      base: './content',
      pattern: ['pages/*.ja.mdx', 'reference/*.ja.mdx'],
      generateId: ({ entry }) => (entry.split('/').pop() ?? entry).split('.')[0] ?? entry,
    }),
    schema: pageFrontmatter,
  }),
};
