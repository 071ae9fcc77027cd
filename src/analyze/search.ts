import type { Knowledge, SearchKnowledge } from '../knowledge/types.ts';
import { toolWord } from '../report/tool-word.ts';
import { CAUSES, ROOT_CAUSE } from '../report/words.ts';
import { Finder } from '../search/finder.ts';

/** The search over all that is known, in the words of the pages. */
export function finderOf(knowledge: Knowledge, search: SearchKnowledge): Finder {
  return new Finder(
    { ...knowledge, ...search },
    { tool: toolWord, cause: (cause) => CAUSES[cause], rootCause: ROOT_CAUSE },
  );
}
