import { withoutMeanings } from '../knowledge/meanings.ts';
import { loadKnowledge } from '../knowledge/load-files.ts';

/** What the browser's analyzer needs to know, as one static file. */
export function GET(): Response {
  return Response.json(withoutMeanings(loadKnowledge()));
}
