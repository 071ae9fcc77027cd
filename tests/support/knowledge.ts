import { inject } from 'vitest';
import type { Knowledge } from '../../src/knowledge/types.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The content, where a configuration has read it for all test files at once. */
    readonly knowledge: Knowledge;
  }
}

async function loaded(): Promise<Knowledge> {
  const { loadKnowledge } = await import('../../src/knowledge/load-files.ts');
  return loadKnowledge();
}

/** The content: for tests that need no analyzer, and that mutation testing runs thousands of times. */
export const knowledge: Knowledge = (inject('knowledge') as Knowledge | undefined) ?? (await loaded());
