import { loadKnowledge } from '../knowledge/load-files.ts';

/** What the browser's analyzer needs to know, as one static file. */
export function GET(): Response {
  return Response.json(loadKnowledge());
}
