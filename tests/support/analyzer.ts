import { Analyzer } from '../../src/analyze/log.ts';
import { finderOf } from '../../src/analyze/search.ts';
import { loadKnowledge, loadPeers, loadSearch } from '../../src/knowledge/load-files.ts';

export const knowledge = loadKnowledge();
export const captureKnowledge = { ...knowledge, peers: loadPeers() };
export const search = loadSearch();
export const analyzer = new Analyzer(knowledge);
export const finder = finderOf(knowledge, search);

/** The report of a text, as the paste box makes it. */
export function diagnose(text: string, format?: string): ReturnType<Analyzer['analyzeText']>['report'] {
  return analyzer.analyzeText('test.log', text, { format }).report;
}
