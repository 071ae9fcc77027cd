import { withoutCaptures } from '../knowledge/captures.ts';
import { loadKnowledge } from '../knowledge/load-files.ts';
import { withoutMeanings } from '../knowledge/meanings.ts';

/** What the browser's analyzer needs to know, as one static file. */
export function GET(): Response {
  return Response.json(withoutCaptures(withoutMeanings(loadKnowledge())));
}
