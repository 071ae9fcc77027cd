import { inject } from 'vitest';
import type { CaptureKnowledge } from '../../src/knowledge/types.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The content, where a configuration has read it for all test files at once. */
    readonly knowledge: CaptureKnowledge;
  }
}

async function loaded(): Promise<CaptureKnowledge> {
  const { loadKnowledge, loadPeers } = await import('../../src/knowledge/load-files.ts');
  return { ...loadKnowledge(), peers: loadPeers() };
}

/** The content: for tests that need no analyzer, and that mutation testing runs thousands of times. */
export const knowledge: CaptureKnowledge = (inject('knowledge') as CaptureKnowledge | undefined) ?? (await loaded());
