import type { TestProject } from 'vitest/node';
import { loadKnowledge, loadPeers } from '../../src/knowledge/load-files.ts';

/** Reads the content once for all test files: reading it takes longer than most of them. */
export default function provideKnowledge(project: TestProject): void {
  project.provide('knowledge', { ...loadKnowledge(), peers: loadPeers() });
}
