import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const source = z.object({ title: z.string(), url: z.string() });

export const collections = {
  guide: defineCollection({
    loader: glob({
      base: './content/guide',
      pattern: '*/ja.mdx',
      generateId: ({ entry }) => entry.split('/')[0] ?? entry,
    }),
    schema: z.object({
      title: z.string(),
      description: z.string(),
      order: z.number(),
      updated: z.coerce.date(),
      sources: z.array(source),
    }),
  }),
  signatures: defineCollection({
    loader: glob({
      base: './content/signatures',
      pattern: '*/ja.mdx',
      generateId: ({ entry }) => entry.split('/')[0] ?? entry,
    }),
    schema: z.object({ title: z.string(), meaning: z.string() }),
  }),
  diagnoses: defineCollection({
    loader: glob({
      base: './content/diagnoses',
      pattern: '*/ja.mdx',
      generateId: ({ entry }) => entry.split('/')[0] ?? entry,
    }),
    schema: z.object({ title: z.string(), description: z.string() }),
  }),
  pages: defineCollection({
    loader: glob({
      base: './content',
      pattern: ['pages/*.ja.mdx', 'reference/*.ja.mdx'],
      generateId: ({ entry }) => (entry.split('/').pop() ?? entry).split('.')[0] ?? entry,
    }),
    schema: z.object({ title: z.string(), description: z.string() }),
  }),
};
