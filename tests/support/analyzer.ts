import { Analyzer } from '../../src/analyze/log.ts';
import type { Knowledge } from '../../src/knowledge/types.ts';
import { knowledge as captureKnowledge } from './knowledge.ts';

export { captureKnowledge };
export const knowledge: Knowledge = captureKnowledge;
export const analyzer = new Analyzer(knowledge);

const NOW = Date.UTC(2026, 10, 30);

/** The report of a text, as the paste box makes it. */
export function diagnose(text: string, format?: string): ReturnType<Analyzer['analyzeText']>['report'] {
  return analyzer.analyzeText('test.log', text, { format, now: NOW }).report;
}
