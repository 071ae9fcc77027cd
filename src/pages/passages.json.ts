import { loadPassages } from '../knowledge/load-files.ts';

/** What articles say, for the search, as one static file. */
export function GET(): Response {
  return Response.json(loadPassages());
}
