import { loadSearch } from '../knowledge/load-files.ts';

/** What only the search needs to know, as one static file. */
export function GET(): Response {
  return Response.json(loadSearch());
}
