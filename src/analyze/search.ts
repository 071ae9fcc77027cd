import type { Passages } from '../knowledge/passages.ts';
import type { Knowledge, SearchKnowledge } from '../knowledge/types.ts';
import { toolWord } from '../report/tool-word.ts';
import { CAUSES } from '#locale/words.ts';
import { Finder } from '../search/finder.ts';

/** The search over all that is known, in the words of the pages. */
export function finderOf(knowledge: Knowledge, search: SearchKnowledge, passages: Passages): Finder {
  return new Finder({ ...knowledge, ...search }, passages, { tool: toolWord, cause: (cause) => CAUSES[cause] });
}
