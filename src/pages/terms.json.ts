import { loadTerms } from '../knowledge/load-files.ts';

/** Words of the output that a shown report explains, as one static file. */
export function GET(): Response {
  return Response.json(loadTerms());
}
