import { loadEvidence } from '../knowledge/load-files.ts';

/** What the evidence page's chooser and bundle check need, as one static file. */
export function GET(): Response {
  return Response.json(loadEvidence());
}
