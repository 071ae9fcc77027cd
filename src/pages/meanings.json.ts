import { meaningsOf } from '../knowledge/meanings.ts';
import { loadKnowledge } from '../knowledge/load-files.ts';

/** What messages mean, for a shown report and for the search, as one static file. */
export function GET(): Response {
  return Response.json(meaningsOf(loadKnowledge()));
}
