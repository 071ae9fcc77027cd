import { finderOf } from '../../src/analyze/search.ts';
import { loadPassages, loadSearch } from '../../src/knowledge/load-files.ts';
import { knowledge } from './knowledge.ts';

export const search = loadSearch();
export const finder = finderOf(knowledge, search, loadPassages());
